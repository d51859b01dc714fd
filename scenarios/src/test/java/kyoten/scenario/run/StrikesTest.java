package kyoten.scenario.run;

import static org.assertj.core.api.Assertions.assertThat;

import io.vavr.collection.Vector;
import io.vavr.control.Option;
import java.util.List;
import kyoten.raft.Marks;
import kyoten.scenario.Scenario;
import kyoten.scenario.Stage;
import kyoten.scenario.catalogue.Catalogue;
import kyoten.scenario.plan.Action;
import kyoten.scenario.plan.Plan;
import kyoten.scenario.plan.PlannedFault;
import kyoten.scenario.plan.Target;
import kyoten.scenario.plan.Times;
import kyoten.scenario.plan.Trigger;
import kyoten.sim.Fault;
import org.junit.jupiter.api.Test;

class StrikesTest {
    private static final Scenario SCENARIO = Catalogue.find("returning-leaders").get();
    private static final Plan PLAN = SCENARIO.plan(1);

    @Test
    void who_reaches_some_is_cut_from_the_others_in_one_direction() {
        Stage stage = Stage.of(PLAN.options());
        Cast cast = new Cast(stage, stage.site(1));
        Action reach = new Action.Reach(Target.leader(), Vector.of(Target.follower(2)));
        Strikes strikes = Strikes.of(reach, cast, new Atlas(SCENARIO.subject(), node -> Vector.empty()));
        Vector<kyoten.node.NodeId> servers = stage.site(1).servers();
        assertThat(strikes.begin())
                .containsExactly(new Fault.Cut(
                        List.of(servers.get(0)), List.of(servers.get(1), servers.get(3), servers.get(4))));
        assertThat(strikes.end()).hasSize(1).allMatch(Fault.Heal.class::isInstance);
    }

    @Test
    void a_mark_counts_from_the_time_that_the_fault_names() {
        Action crash = new Action.Crash(Target.leader());
        Trigger.OnMark elected = new Trigger.OnMark(Marks.BECAME_LEADER, Option.none(), Times.SECOND, 1, 0);
        Vector<PlannedFault> faults = Vector.of(
                new PlannedFault(new Trigger.At(Times.SECOND), crash, 5 * Times.SECOND),
                new PlannedFault(elected, new Action.Pause(Target.leader()), Times.MILLISECOND));
        Plan plan = new Plan(PLAN.scenario(), PLAN.seed(), PLAN.options(), PLAN.operations(), faults);
        Vector<String> struck = Simulation.run(plan, SCENARIO).struck();
        assertThat(struck).hasSize(2);
        assertThat(Times.parse(struck.get(1).split(" ")[0]).get()).isGreaterThan(Times.SECOND);
    }

    @Test
    void the_noter_is_who_noted_the_mark() {
        Target third = Target.server(3);
        Trigger voted = new Trigger.OnMark(Marks.VOTE_GRANTED, Option.of(third), 1, Times.MILLISECOND);
        Vector<PlannedFault> faults =
                Vector.of(new PlannedFault(voted, new Action.Crash(Target.noter()), Times.MILLISECOND));
        Plan plan = new Plan(PLAN.scenario(), PLAN.seed(), PLAN.options(), PLAN.operations(), faults);
        String server = Stage.of(PLAN.options()).site(1).server(3).toString();
        assertThat(Simulation.run(plan, SCENARIO).struck())
                .hasSize(1)
                .allMatch(line -> line.contains("[" + server + "]"));
    }
}
