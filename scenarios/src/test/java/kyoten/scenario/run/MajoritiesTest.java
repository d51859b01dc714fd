package kyoten.scenario.run;

import static org.assertj.core.api.Assertions.assertThat;

import io.vavr.collection.Vector;
import java.util.ArrayList;
import java.util.List;
import kyoten.history.Mark;
import kyoten.node.NodeId;
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
import kyoten.sim.disk.Unsynced;
import kyoten.sim.kernel.Delay;
import org.junit.jupiter.api.Test;

/** Three servers, of which two are a majority. */
class MajoritiesTest {
    private static final Plan PLAN =
            Catalogue.find("contested-elections").get().plan(1).withFaults(Vector.empty());
    private static final Stage STAGE = Stage.of(PLAN.options());
    private static final Stage.Site SITE = STAGE.site(1);
    private static final NodeId A = SITE.server(1);
    private static final NodeId B = SITE.server(2);
    private static final NodeId C = SITE.server(3);
    private static final long RECOVERY = Scenario.RECOVERY_NANOS;
    private static final long END = 10 * RECOVERY;

    private long now;
    private Majorities majorities = new Majorities(STAGE, PLAN, () -> now);

    @Test
    void a_majority_counts_when_it_has_been_well_for_as_long_as_a_site_may_take_to_recover() {
        booted(A);
        at(5).booted(B);
        assertThat(reached(1)).containsExactly(up(5 + RECOVERY), down(END));
    }

    @Test
    void what_befalls_one_of_three_excuses_nothing() {
        booted(A, B, C);
        at(RECOVERY + 1).struck(new Fault.Crash(List.of(C), Unsynced.DRAWN));
        at(RECOVERY + 2).struck(new Fault.Boot(List.of(C)));
        at(RECOVERY + 3).struck(new Fault.FullDisk(List.of(C), 0));
        at(RECOVERY + 4).struck(new Fault.Cut(List.of(C), List.of(A)));
        assertThat(reached(1)).containsExactly(up(RECOVERY), down(END));
    }

    @Test
    void with_two_of_three_unwell_nothing_is_owed() {
        booted(A, B, C);
        Fault full = new Fault.FullDisk(List.of(C), 0);
        at(RECOVERY + 1).struck(full);
        at(RECOVERY + 2).struck(new Fault.Pause(List.of(A)));
        at(RECOVERY + 9).struck(new Fault.Heal(full));
        assertThat(reached(1)).containsExactly(up(RECOVERY), down(RECOVERY + 2), up(2 * RECOVERY + 9), down(END));
    }

    @Test
    void who_crashed_counts_again_when_it_has_read_its_disk_and_trusts_it() {
        booted(A, B);
        at(1).struck(new Fault.Crash(List.of(A), Unsynced.DRAWN));
        at(2).struck(new Fault.Boot(List.of(A)));
        majorities.stepped(A, false);
        at(3).booted(A);
        assertThat(reached(1)).containsExactly(up(3 + RECOVERY), down(END));
    }

    @Test
    void who_fails_within_a_step_or_by_its_disk_is_down_until_it_boots() {
        for (Fault fault : List.of(new Fault.CrashWithinStep(A, 1), new Fault.FailingSync(List.of(A)))) {
            majorities = new Majorities(STAGE, PLAN, () -> now);
            at(0).booted(A, B);
            at(1).struck(fault);
            at(2).struck(new Fault.Heal(fault));
            at(3).booted(A);
            assertThat(reached(1)).as(fault.toString()).isEmpty();
        }
    }

    @Test
    void links_that_are_not_as_usual_part_a_majority() {
        for (Fault fault : List.of(
                new Fault.Partition(List.of(List.of(A, C), List.of(B))),
                new Fault.Cut(List.of(B), List.of(A)),
                new Fault.Hold(List.of(A), List.of(B, C)),
                new Fault.Loss(List.of(), List.of(B), 1),
                new Fault.Reordering(List.of(), List.of(), 1, 1),
                new Fault.SlowLink(List.of(A), List.of(B), Delay.constant(1)),
                new Fault.NarrowLink(List.of(B), List.of(A), 1, 1))) {
            majorities = new Majorities(STAGE, PLAN, () -> now);
            at(0).booted(A, B);
            at(1).struck(fault);
            assertThat(reached(1)).as(fault.toString()).isEmpty();
        }
    }

    @Test
    void what_changes_no_way_of_theirs_parts_nobody() {
        booted(A, B);
        struck(new Fault.Loss(List.of(), List.of(), 0));
        struck(new Fault.Duplication(List.of(), List.of(), 9));
        struck(new Fault.Partition(List.of(List.of(A, B), List.of(C))));
        assertThat(reached(1)).containsExactly(up(RECOVERY), down(END));
    }

    @Test
    void each_client_has_ways_of_its_own() {
        booted(A, B, C);
        struck(new Fault.Partition(List.of(List.of(A, B, STAGE.client(2)), List.of(C, STAGE.client(1)))));
        struck(new Fault.Pause(List.of(STAGE.client(3))));
        List<Mark> told = told();
        assertThat(reached(told, 1)).isEmpty();
        assertThat(reached(told, 2)).hasSize(2);
        assertThat(reached(told, 3)).isEmpty();
    }

    @Test
    void a_client_needs_its_way_there_and_back() {
        booted(A, B);
        struck(new Fault.Cut(List.of(STAGE.client(1)), List.of(B)));
        struck(new Fault.Cut(List.of(B), List.of(STAGE.client(2))));
        List<Mark> told = told();
        assertThat(reached(told, 1)).isEmpty();
        assertThat(reached(told, 2)).isEmpty();
        assertThat(reached(told, 3)).hasSize(2);
    }

    @Test
    void when_the_leader_is_struck_that_is_none_of_them_they_have_to_recover() {
        booted(A, B, C);
        majorities.leads(C, SITE);
        at(1).struck(new Fault.Pause(List.of(C)));
        at(2).struck(new Fault.Cut(List.of(C), List.of(A)));
        assertThat(reached(1)).containsExactly(up(2 + RECOVERY), down(END));
    }

    @Test
    void a_leader_that_may_crash_any_moment_does_not_last() {
        booted(A, B, C);
        majorities.leads(A, SITE);
        at(1).struck(new Fault.CrashWithinStep(C, 1));
        at(5);
        majorities.leads(C, SITE);
        assertThat(reached(1)).containsExactly(up(5 + RECOVERY), down(END));
    }

    @Test
    void a_site_whose_servers_change_is_not_looked_at() {
        Action remove = new Action.Remove(Target.server(1));
        Plan changing = PLAN.withFaults(Vector.of(new PlannedFault(new Trigger.At(Times.SECOND), remove, 1)));
        majorities = new Majorities(STAGE, changing, () -> now);
        booted(A, B, C);
        assertThat(reached(1)).isEmpty();
    }

    private MajoritiesTest at(long time) {
        now = time;
        return this;
    }

    private void booted(NodeId... servers) {
        List.of(servers).forEach(server -> majorities.stepped(server, true));
    }

    private void struck(Fault fault) {
        majorities.struck(fault);
    }

    private List<Mark> told() {
        List<Mark> marks = new ArrayList<>();
        now = END;
        majorities.settle(marks::add);
        return marks;
    }

    private List<String> reached(int client) {
        return reached(told(), client);
    }

    private static List<String> reached(List<Mark> marks, int client) {
        return marks.stream()
                .map(Mark.Reaches.class::cast)
                .filter(mark -> mark.client().equals("c" + client))
                .map(mark -> mark.up() ? up(mark.time()) : down(mark.time()))
                .toList();
    }

    private static String up(long time) {
        return "up at " + time;
    }

    private static String down(long time) {
        return "down at " + time;
    }
}
