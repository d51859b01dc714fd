package kyoten.site;

import static org.assertj.core.api.Assertions.assertThat;

import io.vavr.collection.TreeMap;
import io.vavr.collection.Vector;
import kyoten.gossip.History;
import kyoten.gossip.Incarnation;
import kyoten.gossip.Member;
import kyoten.node.NodeId;
import kyoten.node.SiteId;
import org.junit.jupiter.api.Test;

class StandingTest {
    private static final SiteId KYOTO = new SiteId("kyoto");
    private static final Incarnation KYOTO_AT_FIRST = Incarnation.founder(KYOTO);
    private static final Incarnation KYOTO_ANEW = new Incarnation(KYOTO, 7);
    private static final Incarnation NARA = Incarnation.founder(new SiteId("nara"));
    private static final History FOUNDERS = History.of(Vector.of(member(KYOTO_AT_FIRST), member(NARA)));
    private static final History ALL_LEFT =
            FOUNDERS.left(NARA, KYOTO_AT_FIRST).merge(FOUNDERS.left(KYOTO_AT_FIRST, NARA));

    private static Member member(Incarnation incarnation) {
        return Member.founder(
                incarnation, TreeMap.of(new NodeId(incarnation.site() + "/1"), incarnation.site() + ":4721"));
    }

    private static Standing inFirstEpoch(SiteId site) {
        return Standing.of(site, FOUNDERS).begun(Epochs.NONE.begin(1, TreeMap.empty()), new Incarnation(site, 0));
    }

    private static Standing begunAnew(Standing standing) {
        return standing.begun(standing.epochs().begin(2, TreeMap.empty()), KYOTO_ANEW);
    }

    @Test
    void of_sites_that_all_left_one_stays_alone() {
        Standing kyoto = inFirstEpoch(KYOTO);
        assertThat(kyoto.staysAlone()).isFalse();
        assertThat(kyoto.merged(FOUNDERS.left(NARA, NARA)).staysAlone()).isFalse();
        assertThat(kyoto.merged(FOUNDERS.left(KYOTO_AT_FIRST, NARA)).staysAlone())
                .isFalse();
        assertThat(kyoto.merged(ALL_LEFT).staysAlone()).isTrue();
        assertThat(inFirstEpoch(NARA.site()).merged(ALL_LEFT).staysAlone()).isFalse();
    }

    @Test
    void whoever_stays_alone_joins_again_and_is_a_member_whoever_joins_then() {
        Standing anew = begunAnew(inFirstEpoch(KYOTO).drained().merged(ALL_LEFT));
        assertThat(anew.self()).contains(KYOTO_ANEW);
        assertThat(anew.takesUpdates()).isTrue();
        assertThat(anew.member().get().servers())
                .isEqualTo(member(KYOTO_AT_FIRST).servers());
        assertThat(anew.member().get().epoch()).contains(2L);

        Standing withAnother = anew.merged(History.of(Vector.of(member(new Incarnation(NARA.site(), 9)))));
        assertThat(withAnother.takesUpdates()).isTrue();
        assertThat(withAnother.history().members()).hasSize(2);
        assertThat(withAnother.history().closedOrigins().map(origin -> origin.epoch()))
                .containsExactly(1L);
    }

    @Test
    void others_that_begin_an_epoch_stay_who_they_are() {
        Standing kyoto = inFirstEpoch(KYOTO);
        assertThat(begunAnew(kyoto).self()).contains(KYOTO_AT_FIRST);
        assertThat(begunAnew(kyoto.drained()).draining()).isTrue();
        Standing out = begunAnew(kyoto.merged(FOUNDERS.left(KYOTO_AT_FIRST, NARA)));
        assertThat(out.self()).contains(KYOTO_AT_FIRST);
        assertThat(out.isMember()).isFalse();
    }

    @Test
    void an_epoch_that_was_asked_for_before_all_had_left_is_no_new_incarnation() {
        Standing newcomer = Standing.of(KYOTO, History.NONE)
                .begun(Epochs.NONE.begin(1, TreeMap.empty()), KYOTO_ANEW)
                .merged(History.of(Vector.of(member(KYOTO_ANEW))).left(KYOTO_ANEW, NARA));
        assertThat(newcomer.staysAlone()).isTrue();
        assertThat(newcomer.begun(newcomer.epochs().begin(2, TreeMap.empty()), new Incarnation(KYOTO, 0))
                        .self())
                .contains(KYOTO_ANEW);
    }

    @Test
    void a_founder_hears_of_others_before_its_first_epoch() {
        Standing kyoto = Standing.of(KYOTO, FOUNDERS).merged(FOUNDERS.left(NARA, NARA));
        assertThat(kyoto.member()).contains(member(KYOTO_AT_FIRST));
        assertThat(kyoto.takesUpdates()).isTrue();
    }
}
