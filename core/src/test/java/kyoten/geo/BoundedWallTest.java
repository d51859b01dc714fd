package kyoten.geo;

import static org.assertj.core.api.Assertions.assertThat;

import io.vavr.control.Option;
import kyoten.node.Env;
import kyoten.node.FixedEnv;
import org.junit.jupiter.api.Test;

/** Rule S8: a site's clock is bounded by those of others. */
class BoundedWallTest {
    private static final long SECOND = 1_000_000_000L;
    private static final long NOW = 100 * SECOND;
    private static final long FAR_AHEAD = 9_000 * SECOND;
    private static final OtherSite OSAKA = OtherSite.of("osaka");
    private static final OtherSite KOBE = OtherSite.of("kobe");

    private static Peer heard(OtherSite site, long at, long wall) {
        Peer peer = Peer.of(site.member(), 0);
        return peer.with(peer.contact().heard(site.first(), 1, at).with(new Peer.Clock(wall, at)));
    }

    private static long wall(long own, Peer... peers) {
        Leadership leadership = Leadership.begun(1);
        for (Peer peer : peers) {
            leadership = leadership.with(peer);
        }
        return new BoundedWall(new FixedEnv(NOW, own, (purpose, i) -> purpose.length() + i), Option.some(leadership))
                .wall();
    }

    @Test
    void who_leads_nothing_or_hears_nobody_has_its_own_clock() {
        assertThat(new BoundedWall(new FixedEnv(NOW, FAR_AHEAD, (purpose, i) -> purpose.length() + i), Option.none())
                        .wall())
                .isEqualTo(FAR_AHEAD);
        assertThat(wall(FAR_AHEAD)).isEqualTo(FAR_AHEAD);
        assertThat(wall(FAR_AHEAD, Peer.of(OSAKA.member(), NOW))).isEqualTo(FAR_AHEAD);
    }

    @Test
    void a_clock_is_ahead_of_all_others_by_a_second_at_most() {
        Peer osaka = heard(OSAKA, NOW - 2 * SECOND, 500 * SECOND);
        Peer kobe = heard(KOBE, NOW, 400 * SECOND);

        assertThat(wall(FAR_AHEAD, osaka, kobe)).isEqualTo(503 * SECOND);
        assertThat(wall(FAR_AHEAD, kobe)).isEqualTo(401 * SECOND);
        assertThat(wall(300 * SECOND, osaka, kobe)).isEqualTo(300 * SECOND);
    }

    @Test
    void who_was_heard_and_has_not_told_its_clock_yet_bounds_nothing() {
        Peer silent = Peer.of(OSAKA.member(), 0);
        silent = silent.with(silent.contact().heard(OSAKA.first(), 1, NOW));
        assertThat(wall(FAR_AHEAD, silent)).isEqualTo(FAR_AHEAD);
        assertThat(wall(FAR_AHEAD, silent, heard(KOBE, NOW, 400 * SECOND))).isEqualTo(401 * SECOND);
    }

    @Test
    void a_clock_goes_on_from_when_it_was_told_whatever_was_heard_since() {
        Peer osaka = heard(OSAKA, NOW - 2 * SECOND, 500 * SECOND);
        osaka = osaka.with(osaka.contact().heard(OSAKA.first(), 1, NOW));
        assertThat(wall(FAR_AHEAD, osaka)).isEqualTo(503 * SECOND);
    }

    @Test
    void a_clock_that_was_heard_long_ago_says_nothing() {
        assertThat(wall(FAR_AHEAD, heard(OSAKA, NOW - 10 * SECOND, 0))).isEqualTo(11 * SECOND);
        assertThat(wall(FAR_AHEAD, heard(OSAKA, NOW - 10 * SECOND - 1, 0))).isEqualTo(FAR_AHEAD);
    }

    @Test
    void the_rest_of_the_step_stays_as_it_is() {
        Env bounded = new BoundedWall(new FixedEnv(NOW, 1, (purpose, i) -> purpose.length() + i), Option.none());
        assertThat(bounded.now()).isEqualTo(NOW);
        assertThat(bounded.random("geo", 4)).isEqualTo(7);
    }
}
