package kyoten.scenario.run;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import io.vavr.collection.Vector;
import io.vavr.control.Option;
import kyoten.check.Verdict;
import kyoten.node.NodeId;
import kyoten.scenario.Replica;
import kyoten.scenario.Stage;
import kyoten.scenario.catalogue.Catalogue;
import kyoten.scenario.plan.Action;
import org.junit.jupiter.api.Test;

/** Tiny histories of servers, good and bad. */
class AgreementTest {
    private static final Stage STAGE =
            Stage.of(Catalogue.find("leader-crashes").get().plan(1).options());
    private static final Stage.Site SITE = STAGE.site(1);
    private static final NodeId A = SITE.server(1);
    private static final NodeId B = SITE.server(2);

    private final Agreement agreement = new Agreement(STAGE, () -> 7, Replica.class::cast);

    /** A server with a log of entries, each told as its term and what it says: "1a". */
    private record Told(long boot, long term, boolean leads, long committed, long forgotten, Vector<String> log)
            implements Replica {
        static Told follower(long term, long committed, String... log) {
            return new Told(1, term, false, committed, 0, Vector.of(log));
        }

        static Told leader(long term, long committed, String... log) {
            return new Told(1, term, true, committed, 0, Vector.of(log));
        }

        Told booted(long anew) {
            return new Told(anew, term, leads, committed, forgotten, log);
        }

        Told forgetting(long upTo) {
            return new Told(boot, term, leads, committed, upTo, log);
        }

        @Override
        public long last() {
            return log.size();
        }

        @Override
        public Option<Entry> entry(long index) {
            return index <= forgotten || index > log.size()
                    ? Option.none()
                    : Option.of(log.get((int) index - 1))
                            .map(said -> new Entry(Long.parseLong(said.substring(0, 1)), said));
        }

        @Override
        public ByteString state() {
            return ByteString.copyFromUtf8(log.take((int) committed).mkString());
        }
    }

    private void sees(NodeId node, Told... states) {
        for (Told state : states) {
            agreement.stepped(node, state);
        }
    }

    private String why() {
        agreement.end();
        return agreement.verdict() instanceof Verdict.Broken broken ? broken.because() : "";
    }

    @Test
    void servers_that_apply_the_same_agree() {
        sees(A, Told.leader(1, 0, "1a"), Told.leader(1, 2, "1a", "1b"));
        sees(
                B,
                Told.follower(1, 1, "1a", "1b"),
                Told.leader(2, 1, "1a", "1b", "2c"),
                Told.leader(2, 3, "1a", "1b", "2c"));
        sees(A, Told.follower(2, 3, "1a", "1b", "2c"));
        assertThat(why()).isEmpty();
        Verdict.Holds holds = (Verdict.Holds) agreement.verdict();
        assertThat(holds.evidence().looked()).isEqualTo(6);
        assertThat(holds.evidence().counts()).containsEntry("leaders", 2L);
    }

    @Test
    void nothing_applied_is_nothing_known() {
        sees(A, Told.leader(1, 0, "1a"));
        agreement.end();
        assertThat(agreement.verdict()).isInstanceOf(Verdict.Unknown.class);
    }

    @Test
    void another_entry_at_the_same_place_is_told() {
        sees(A, Told.leader(1, 1, "1a"));
        sees(B, Told.follower(1, 1, "1b"));
        assertThat(agreement.violated()).isTrue();
        assertThat(why())
                .isEqualTo(
                        B + " at 7ns applies an entry 1 of term 1, but not entry 1 of term 1, which was committed for "
                                + A + " at 7ns");
    }

    @Test
    void a_server_is_held_to_its_own_earlier_life() {
        sees(
                A,
                Told.leader(1, 1, "1a"),
                Told.follower(2, 0, "1a").booted(2),
                Told.follower(2, 1, "2b").booted(3));
        assertThat(why()).contains("applies an entry 1 of term 2, but not entry 1 of term 1");
    }

    @Test
    void a_second_leader_of_a_term_is_told() {
        sees(A, Told.leader(3, 0));
        sees(B, Told.leader(3, 0));
        assertThat(why()).isEqualTo(B + " at 7ns leads in term 3, as " + A + " at 7ns");
    }

    @Test
    void who_goes_on_leading_is_one_leader() {
        sees(A, Told.leader(3, 0), Told.leader(3, 1, "3a"), Told.follower(4, 1, "3a"), Told.leader(5, 1, "3a"));
        assertThat(why()).isEmpty();
    }

    @Test
    void a_leader_without_a_committed_entry_is_told() {
        sees(A, Told.leader(1, 2, "1a", "1b"));
        sees(B, Told.leader(2, 1, "1a"));
        assertThat(why())
                .isEqualTo(B + " at 7ns leads in term 2 without entry 2 of term 1, which was committed for " + A
                        + " at 7ns");
    }

    @Test
    void a_leader_with_another_entry_than_the_committed_one_is_told() {
        sees(A, Told.leader(2, 1, "2a"));
        sees(B, Told.leader(3, 0, "1a"));
        assertThat(why()).contains("leads in term 3 without entry 1 of term 2");
    }

    @Test
    void a_leader_of_a_term_before_the_commit_need_not_know_of_it() {
        sees(A, Told.leader(4, 1, "2a"));
        sees(B, Told.leader(3, 0));
        assertThat(why()).isEmpty();
    }

    @Test
    void what_a_leader_has_in_a_snapshot_it_knows() {
        sees(A, Told.leader(1, 2, "1a", "1b"));
        sees(B, Told.leader(2, 2, "1x", "1b").forgetting(2));
        assertThat(agreement.violated()).isFalse();
    }

    @Test
    void a_commit_or_a_term_that_goes_back_in_a_life_is_told() {
        sees(A, Told.leader(2, 1, "2a"), Told.follower(2, 0, "2a"));
        assertThat(why()).isEqualTo(A + " at 7ns goes back from entry 1 and term 2 to entry 0 and term 2");
    }

    @Test
    void a_term_that_goes_back_in_a_life_is_told() {
        sees(A, Told.follower(2, 1, "2a"), Told.follower(1, 1, "2a"));
        assertThat(why()).contains("goes back from entry 1 and term 2 to entry 1 and term 1");
    }

    @Test
    void states_that_differ_after_the_same_entries_are_told_at_the_end() {
        sees(A, Told.leader(1, 1, "1a"));
        sees(B, Told.follower(1, 1, "1b").forgetting(1));
        assertThat(agreement.violated()).isFalse();
        assertThat(why())
                .isEqualTo(A + " and " + B + " have both applied all entries up to 1, and know different things");
    }

    @Test
    void a_site_whose_disks_were_taken_away_begins_another_history() {
        sees(A, Told.leader(1, 1, "1a"));
        agreement.struck(new Action.WipeSite(), SITE);
        sees(B, Told.leader(1, 1, "1b"));
        assertThat(why()).isEmpty();
    }
}
