package kyoten.scenario.shrink;

import static org.assertj.core.api.Assertions.assertThat;

import io.vavr.collection.Vector;
import io.vavr.control.Option;
import kyoten.scenario.Scenario;
import kyoten.scenario.catalogue.Catalogue;
import kyoten.scenario.plan.Act;
import kyoten.scenario.plan.Action;
import kyoten.scenario.plan.Options.Lengths;
import kyoten.scenario.plan.Plan;
import kyoten.scenario.plan.PlannedFault;
import kyoten.scenario.plan.PlannedOperation;
import kyoten.scenario.plan.Topology;
import kyoten.scenario.plan.Topology.Home;
import kyoten.scenario.plan.Topology.Route;
import kyoten.scenario.plan.Topology.Site;
import kyoten.scenario.plan.Trigger;
import kyoten.scenario.plan.Trigger.At;
import org.junit.jupiter.api.Test;

class TrimmedTest {
    private static final Scenario SCENARIO =
            Catalogue.find("writes-on-both-sides").get();

    /** Three sites, of which the first is in the midst or all reach each other; a client at each, in the order of the sites. */
    private static Plan plan(boolean line) {
        Vector<Site> sites =
                Vector.of(new Site("tokyo", 3, true), new Site("osaka", 2, true), new Site("kobe", 1, false));
        Vector<Route> routes = Vector.of(route(1, 2), route(1, 3)).appendAll(Option.when(!line, () -> route(2, 3)));
        Topology topology = new Topology(sites, Vector.of(new Home(1, 3), new Home(2, 0), new Home(3, 1)), routes);
        Plan drawn = SCENARIO.plan(1);
        return drawn.withOptions(drawn.options().with(topology).with(new Lengths(100, 50, 10)))
                .withOperations(Vector.of(read(1, 1, 20), read(2, 2, 40), read(3, 3, 120)))
                .withFaults(Vector.empty());
    }

    private static Route route(int one, int other) {
        return new Route(one, other, 1, 2, 3, 4);
    }

    private static PlannedOperation read(int number, int client, long at) {
        return new PlannedOperation(number, client, at, new Act.Read("k1"));
    }

    private static PlannedFault fault(Action action, int site) {
        return new PlannedFault(new At(60), action, 10, site);
    }

    @Test
    void clients_that_stay_are_numbered_anew_and_keep_their_homes() {
        Plan some = Trimmed.toClients(plan(false), Vector.of(1, 3));
        assertThat(some.operations()).containsExactly(read(1, 1, 20), read(3, 2, 120));
        assertThat(some.options().topology().homes()).containsExactly(new Home(1, 3), new Home(3, 1));
    }

    @Test
    void a_run_that_ends_earlier_loses_what_came_later() {
        Plan settling = Trimmed.endingAt(plan(false), 120);
        assertThat(settling.options().lengths()).isEqualTo(new Lengths(100, 20, 10));
        assertThat(settling.operations()).containsExactly(read(1, 1, 20), read(2, 2, 40));
        Plan stirring = Trimmed.endingAt(plan(false).withFaults(Vector.of(fault(new Action.PowerLoss(), 1))), 40);
        assertThat(stirring.options().lengths()).isEqualTo(new Lengths(40, 0, 10));
        assertThat(stirring.operations()).containsExactly(read(1, 1, 20));
        assertThat(stirring.faults()).isEmpty();
    }

    @Test
    void what_comes_sooner_keeps_its_order_and_the_settling_its_length() {
        PlannedFault waiting = Trimmed.with(
                fault(new Action.PowerLoss(), 1), new Trigger.OnMark("became-leader", Option.none(), 70, 1, 0));
        Plan sooner =
                Trimmed.sooner(plan(false).withFaults(Vector.of(fault(new Action.PowerLoss(), 1), waiting)), 40, 15);
        assertThat(sooner.operations()).containsExactly(read(1, 1, 20), read(2, 2, 25), read(3, 3, 105));
        assertThat(sooner.options().lengths()).isEqualTo(new Lengths(85, 50, 10));
        assertThat(sooner.faults().map(PlannedFault::trigger))
                .containsExactly(new At(45), new Trigger.OnMark("became-leader", Option.none(), 55, 1, 0));
    }

    @Test
    void clients_of_a_server_that_is_gone_stand_beside_another() {
        assertThat(Trimmed.toServers(plan(false), 1, 2)
                        .options()
                        .topology()
                        .homes()
                        .head())
                .isEqualTo(new Home(1, 1));
    }

    @Test
    void a_site_goes_with_its_clients_its_routes_and_its_faults() {
        Plan others = Trimmed.withoutSite(
                        plan(false)
                                .withFaults(Vector.of(
                                        fault(new Action.PowerLoss(), 2),
                                        fault(new Action.CutSites(Vector.of(1, 2), Vector.of(3), true), 1),
                                        fault(new Action.SlowSites(1, 2, 5), 1),
                                        fault(new Action.NarrowSites(1, 3, 5), 1),
                                        fault(new Action.JoinSite(2), 3))),
                        2)
                .get();
        assertThat(others.options().topology().sites().map(Site::name)).containsExactly("tokyo", "kobe");
        assertThat(others.options().topology().routes()).containsExactly(route(1, 2));
        assertThat(others.options().topology().homes()).containsExactly(new Home(1, 3), new Home(2, 1));
        assertThat(others.operations()).containsExactly(read(1, 1, 20), read(3, 2, 120));
        assertThat(others.faults())
                .containsExactly(
                        fault(new Action.CutSites(Vector.of(1), Vector.of(2), true), 1),
                        fault(new Action.NarrowSites(1, 2, 5), 1),
                        fault(new Action.JoinSite(1), 2));
    }

    @Test
    void a_cut_that_has_lost_a_side_is_no_cut() {
        Plan cut =
                plan(false).withFaults(Vector.of(fault(new Action.HoldSites(Vector.of(1, 2), Vector.of(3), false), 1)));
        assertThat(Trimmed.withoutSite(cut, 3).get().faults()).isEmpty();
    }

    @Test
    void no_site_joins_by_way_of_itself() {
        Plan joining = plan(false).withFaults(Vector.of(fault(new Action.JoinSite(2), 1)));
        assertThat(Trimmed.withoutSite(joining, 2).get().faults()).isEmpty();
    }

    @Test
    void a_site_that_others_reach_each_other_through_stays_and_so_does_the_last_founder() {
        assertThat(Trimmed.withoutSite(plan(true), 1)).isEmpty();
        assertThat(Trimmed.withoutSite(plan(true), 2)).hasSize(1);
        Plan two = Trimmed.withoutSite(plan(true), 2).get();
        assertThat(Trimmed.withoutSite(two, 1)).isEmpty();
    }
}
