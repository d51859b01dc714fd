package kyoten.check.geo;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import kyoten.check.Verdict;
import kyoten.history.Letters;
import org.junit.jupiter.api.Test;

/** Claims about sites that leave their cluster. */
class LeavesTest {
    @Test
    void a_fenced_site_that_refuses_is_good() {
        Table.hold(
                new FencedSites(),
                List.of(
                        "k= x/ a:w1 x#left a:w2 a:g1 a~fenced a(w3 a!",
                        "k= x/ x#left a:g- a~fenced a(w3 a?",
                        "k= x/ x#left a(w3 b:g- b~fenced a)",
                        "k= x/ x#left a:g- a~fenced y/ b:w1",
                        "k= x/ x#left a:g- a~fenced x#joined a:w1",
                        "k= x/ x#left a:g- a~fenced a(w1 x#joined a)"));
    }

    @Test
    void a_fenced_site_that_writes_is_bad() {
        Table.areBroken(
                new FencedSites(),
                List.of(
                        "k= x/ x#left a:g- a~fenced a:w1",
                        "k= x/ x#left a:g- a~fenced b:G1@-=o",
                        "k= x/ x#left a:g- a~fenced j= b:d"));
        Table.areUnknown(new FencedSites(), List.of("k= x/ a:g- a~fenced a:w1", "k= x/ x#left a:g- a:w1"));
    }

    @Test
    void a_site_that_is_gone_and_knows_it_is_good() {
        Table.hold(
                new GoneSites(),
                List.of(
                        "k= x/ x#forced x#gone x#settled a:g- a~fenced",
                        "k= x/ a:w1 x#forced x#gone a:w2 x#settled a(w3 a! a:g1,2 a~fenced",
                        "k= x/ x#forced x#gone x#settled b(w1 b? a:g- a~fenced a:G3@-=x"));
    }

    @Test
    void a_site_that_is_gone_and_goes_on_is_bad() {
        Table.areBroken(
                new GoneSites(),
                List.of(
                        "k= x/ x#forced x#gone x#settled a:g-",
                        "k= x/ x#forced x#gone x#settled a:g- a~fenced a:w1",
                        "k= x/ x#forced x#gone x#settled a:G1@-=o",
                        "k= x/ x#forced x#gone x#settled a:g- a~fenced b:r-"));
    }

    @Test
    void a_site_that_stays_or_came_back_or_may_not_know_it_is_not_judged() {
        Table.areUnknown(
                new GoneSites(),
                List.of(
                        "k= x/ x#forced x#gone a:w1",
                        "k= x/ x#forced x#gone x#settled a(w1 a! b(w2 b?", // refused, and nobody says why
                        "k= x/ x#forced x#settled a:w1",
                        "k= x/ x#forced x#settled x#gone a:w1",
                        "k= x/ x#forced x#gone x#joined x#settled a:w1",
                        "k= x/ x#forced x#gone x#stays x#settled a:w1"));
        Table.hold(new FencedSites(), List.of("k= x/ x#left a:g- a~fenced x#stays y#left y/ b:g- b~fenced"));
        Table.areUnknown(new FencedSites(), List.of("k= x/ x#left a:g- a~fenced x#stays a:w1"));
        Table.areBroken(new FencedSites(), List.of("k= x/ x#left a:g- a~fenced a:w1 x#joined x#left x#stays"));
    }

    @Test
    void a_cluster_of_which_one_site_stays_is_good() {
        Table.hold(
                new SomebodyStays(),
                List.of(
                        "k= x/ x#settled a:g-",
                        "k= x/ x#settled a:g- a~fenced y/ b:r-",
                        "k= x/ x#settled a:g- a~fenced y/ b:w1",
                        "k= x/ x#settled a:r- a~fenced a:w1"));
    }

    @Test
    void a_cluster_of_which_all_sites_are_fenced_is_bad() {
        Table.areBroken(
                new SomebodyStays(),
                List.of(
                        "k= x/ x#settled a:g- a~fenced",
                        "k= x/ a:w1 y/ a:g1 x#settled a:g1 a~fenced x/ b(w2 b! b:r1 b~fenced"));
    }

    @Test
    void whoever_does_not_answer_may_stay() {
        Table.areUnknown(
                new SomebodyStays(),
                List.of(
                        "k= x/ x#settled",
                        "k= x/ a:g- a~fenced",
                        "k= x/ x#settled a:g- a~fenced y/ b(g b?",
                        "k= x/ x#settled a:g- a~fenced y/ b(w1 b!",
                        "k= x/ a:w1 y/ x#settled b:r1 b~fenced",
                        "k= x/ y#up x#settled a:g- a~fenced"));
        Table.areBroken(new SomebodyStays(), List.of("k= x/ x#up x#settled a:g- a~fenced"));
    }

    @Test
    void the_witness_has_an_answer_of_each_site() {
        Verdict.Broken broken = (Verdict.Broken) new SomebodyStays()
                .check(Letters.history("k= y/ x#settled a:g- a~fenced a:g- a~fenced x/ b:r- b~fenced"));
        assertThat(broken.because()).isEqualTo("all sites say that they are fenced: x, y");
        assertThat(broken.witness().history().size()).isEqualTo(2);
    }
}
