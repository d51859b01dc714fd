package kyoten.scenario.run;

import static org.assertj.core.api.Assertions.assertThat;

import io.vavr.collection.Vector;
import java.util.List;
import kyoten.node.NodeId;
import kyoten.node.SiteId;
import kyoten.scenario.Stage;
import kyoten.scenario.plan.Action;
import kyoten.scenario.plan.Target;
import kyoten.scenario.plan.Topology.Home;
import kyoten.sim.Fault;
import kyoten.sim.disk.Unsynced;
import org.junit.jupiter.api.Test;

class SitesStrikesTest {
    private static final NodeId TOKYO = new NodeId("tokyo/1");
    private static final NodeId OSAKA = new NodeId("osaka/1");
    private static final NodeId OSAKA_2 = new NodeId("osaka/2");
    private static final NodeId KOBE = new NodeId("kobe/1");
    private static final Stage STAGE = new Stage(
            Vector.of(
                    new Stage.Site(1, new SiteId("tokyo"), Vector.of(TOKYO), true),
                    new Stage.Site(2, new SiteId("osaka"), Vector.of(OSAKA, OSAKA_2), true),
                    new Stage.Site(3, new SiteId("kobe"), Vector.of(KOBE), true)),
            Vector.of(new NodeId("client-1")),
            Vector.of(new Home(2, 1)));
    private static final Cast IN_OSAKA = new Cast(STAGE, STAGE.site(2));

    @Test
    void a_cut_of_sites_leaves_the_links_within_a_site_alone() {
        Strikes strikes = SitesStrikes.of(new Action.CutSites(Vector.of(2), Vector.of(1, 2, 3), true), IN_OSAKA);
        assertThat(strikes.begin())
                .containsExactly(
                        new Fault.Cut(List.of(OSAKA, OSAKA_2), List.of(TOKYO, KOBE)),
                        new Fault.Cut(List.of(TOKYO), List.of(OSAKA, OSAKA_2)),
                        new Fault.Cut(List.of(KOBE), List.of(OSAKA, OSAKA_2)));
        assertThat(strikes.end()).hasSize(3).allMatch(Fault.Heal.class::isInstance);
    }

    @Test
    void a_cut_one_way_leaves_the_other_way_alone() {
        Strikes strikes = SitesStrikes.of(new Action.CutSites(Vector.of(1), Vector.of(3), false), IN_OSAKA);
        assertThat(strikes.begin()).containsExactly(new Fault.Cut(List.of(TOKYO), List.of(KOBE)));
    }

    @Test
    void sites_beyond_the_last_go_round_and_a_site_is_never_cut_from_itself() {
        assertThat(SitesStrikes.of(new Action.CutSites(Vector.of(1), Vector.of(4), true), IN_OSAKA)
                        .begin())
                .isEmpty();
    }

    @Test
    void a_site_that_is_restored_loses_its_power_as_a_whole_first() {
        Strikes strikes = SitesStrikes.of(new Action.RestoreImages(), IN_OSAKA);
        assertThat(strikes.begin())
                .containsExactly(
                        new Fault.Crash(List.of(OSAKA, OSAKA_2), Unsynced.DRAWN),
                        new Fault.RestoreImage(OSAKA, SitesStrikes.IMAGES),
                        new Fault.RestoreImage(OSAKA_2, SitesStrikes.IMAGES));
        assertThat(strikes.end()).containsExactly(new Fault.Boot(List.of(OSAKA, OSAKA_2)));
    }

    @Test
    void each_site_has_its_own_leader() {
        Cast tokyo = new Cast(STAGE, STAGE.site(1));
        IN_OSAKA.leads(OSAKA_2);
        assertThat(IN_OSAKA.node(Target.leader())).isEqualTo(OSAKA_2);
        assertThat(IN_OSAKA.node(Target.follower(1))).isEqualTo(OSAKA);
        assertThat(tokyo.node(Target.leader())).isEqualTo(TOKYO);
    }
}
