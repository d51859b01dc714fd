package kyoten.scenario.run;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import io.vavr.collection.HashMap;
import io.vavr.collection.Map;
import io.vavr.collection.Seq;
import io.vavr.collection.Vector;
import io.vavr.control.Option;
import java.util.function.Function;
import kyoten.check.Verdict;
import kyoten.node.BootFile;
import kyoten.node.FileName;
import kyoten.node.NodeId;
import kyoten.raft.DiskFacts;
import kyoten.raft.Entry;
import kyoten.raft.LogRecord;
import kyoten.raft.Raft;
import kyoten.scenario.Replica;
import kyoten.scenario.Stage;
import kyoten.scenario.catalogue.Catalogue;
import kyoten.scenario.catalogue.StoreSubject;
import kyoten.scenario.plan.Action;
import kyoten.scenario.plan.Target;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Tiny histories of three servers, good and bad. */
class InsightTest {
    private static final Stage STAGE =
            Stage.of(Catalogue.find("contested-elections").get().plan(1).options());
    private static final Stage.Site SITE = STAGE.site(1);
    private static final NodeId A = SITE.server(1);
    private static final NodeId B = SITE.server(2);
    private static final NodeId C = SITE.server(3);

    private static final long CALM_FROM = 1_000_000_000;

    private long now = 7;
    private Map<NodeId, BootFile> disks = HashMap.empty();
    private Map<NodeId, Integer> snapshots = HashMap.empty();
    private final Insight insight = insight(new StoreSubject() {
        @Override
        public Option<Long> snapshotOn(Function<FileName, ByteString> bulk) {
            return Option.some((long) bulk.apply(FileName.bulk("snapshot")).size());
        }
    });

    private Insight insight(StoreSubject subject) {
        return new Insight(STAGE, subject, CALM_FROM, () -> now, new Disks() {
            @Override
            public Seq<BootFile> files(NodeId server) {
                return Vector.ofAll(disks.get(server));
            }

            @Override
            public ByteString bulk(NodeId server, FileName file) {
                return ByteString.copyFrom(new byte[snapshots.getOrElse(server, 99)]);
            }
        });
    }

    /**
     * A server with a log of entries, each told as its term and what it says: "1a". All of it is synced, but for what is said to be not.
     */
    private record Told(
            long boot,
            long term,
            Option<NodeId> vote,
            boolean leads,
            long committed,
            long forgotten,
            long unsynced,
            boolean doubts,
            Part part,
            Vector<String> log)
            implements Replica {
        static Told follower(long term, long committed, String... log) {
            return new Told(1, term, Option.none(), false, committed, 0, 0, false, Part.NONE, Vector.of(log));
        }

        static Told leader(long term, long committed, String... log) {
            return new Told(1, term, Option.none(), true, committed, 0, 0, false, Part.NONE, Vector.of(log));
        }

        Told with(long snapshot, String state) {
            Part other = new Part(snapshot, state, 0);
            return new Told(boot, term, vote, leads, committed, forgotten, unsynced, doubts, other, log);
        }

        Told getting(int parts) {
            Part other = new Part(part.snapshot, part.state, parts);
            return new Told(boot, term, vote, leads, committed, forgotten, unsynced, doubts, other, log);
        }

        Told booted(long anew) {
            return new Told(anew, term, vote, leads, committed, forgotten, unsynced, doubts, part, log);
        }

        Told forgetting(long upTo) {
            return new Told(boot, term, vote, leads, committed, upTo, unsynced, doubts, part, log);
        }

        Told votingFor(NodeId candidate) {
            return new Told(
                    boot, term, Option.some(candidate), leads, committed, forgotten, unsynced, doubts, part, log);
        }

        Told butFor(long last) {
            return new Told(boot, term, vote, leads, committed, forgotten, last, doubts, part, log);
        }

        Told doubting() {
            return new Told(boot, term, vote, leads, committed, forgotten, unsynced, true, part, log);
        }

        @Override
        public boolean loading() {
            return false;
        }

        @Override
        public boolean sound() {
            return !doubts;
        }

        @Override
        public Seq<NodeId> voters() {
            return SITE.servers();
        }

        @Override
        public long last() {
            return log.size();
        }

        @Override
        public long synced() {
            return log.size() - unsynced;
        }

        @Override
        public long snapshot() {
            return part.snapshot;
        }

        @Override
        public ByteString snapshotState() {
            return ByteString.copyFromUtf8(part.state);
        }

        @Override
        public int partsArrived() {
            return part.arrived;
        }

        @Override
        public Option<Entry> entry(long index) {
            return index <= forgotten || index > log.size()
                    ? Option.none()
                    : Option.of(log.get((int) index - 1))
                            .map(said -> new Entry(Long.parseLong(said.substring(0, 1)), said));
        }

        @Override
        public Option<?> members() {
            Vector<String> told = log.take((int) committed).filter(said -> said.endsWith("+") || said.endsWith("-"));
            return Option.when(told.nonEmpty(), told);
        }

        @Override
        public ByteString state() {
            return ByteString.copyFromUtf8(log.take((int) committed).mkString());
        }
    }

    /** What a server has of snapshots. */
    private record Part(long snapshot, String state, int arrived) {
        static final Part NONE = new Part(0, "", 0);
    }

    /** Whatever is not said of a disk is on it. */
    @BeforeEach
    void all_disks_tell_of_a_higher_term() {
        SITE.servers().forEach(server -> onDisk(server, LogRecord.newBuilder().setTerm(99)));
    }

    private void onDisk(NodeId server, LogRecord.Builder record) {
        BootFile.LogRecord good = new BootFile.Good(record.build().toByteString());
        disks = disks.put(server, new BootFile.Log(Raft.LOG, Vector.of(good)));
    }

    private void sees(NodeId node, Told... states) {
        for (Told state : states) {
            insight.stepped(node, state);
        }
    }

    private String agreement() {
        return why(0);
    }

    private String majority() {
        return why(1);
    }

    private String why(int claim) {
        insight.end();
        return insight.verdicts().get(claim) instanceof Verdict.Broken broken ? broken.because() : "";
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
        assertThat(agreement()).isEmpty();
        Verdict.Holds holds = (Verdict.Holds) insight.verdicts().head();
        assertThat(holds.evidence().looked()).isEqualTo(6);
        assertThat(holds.evidence().counts()).containsEntry("leaders", 2L);
    }

    @Test
    void nothing_applied_is_nothing_known() {
        sees(A, Told.follower(1, 0, "1a"));
        insight.end();
        assertThat(insight.verdicts()).hasSize(2).allMatch(Verdict.Unknown.class::isInstance);
    }

    @Test
    void another_entry_at_the_same_place_is_told() {
        sees(A, Told.leader(1, 1, "1a"));
        sees(B, Told.follower(1, 1, "1b"));
        assertThat(insight.violated()).isTrue();
        assertThat(agreement())
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
        assertThat(agreement()).contains("applies an entry 1 of term 2, but not entry 1 of term 1");
    }

    @Test
    void a_second_leader_of_a_term_is_told() {
        sees(A, Told.leader(3, 0));
        sees(B, Told.leader(3, 0));
        assertThat(agreement()).isEqualTo(B + " at 7ns leads in term 3, as " + A + " at 7ns");
    }

    @Test
    void who_goes_on_leading_is_one_leader() {
        sees(A, Told.leader(3, 0), Told.leader(3, 1, "3a"), Told.follower(4, 1, "3a"), Told.leader(5, 1, "3a"));
        assertThat(agreement()).isEmpty();
    }

    @Test
    void a_leader_without_a_committed_entry_is_told() {
        sees(A, Told.leader(1, 2, "1a", "1b"));
        sees(B, Told.leader(2, 1, "1a"));
        assertThat(agreement())
                .isEqualTo(B + " at 7ns leads in term 2 without entry 2 of term 1, which was committed for " + A
                        + " at 7ns");
    }

    @Test
    void a_leader_with_another_entry_than_the_committed_one_is_told() {
        sees(A, Told.leader(2, 1, "2a"));
        sees(B, Told.leader(3, 0, "1a"));
        assertThat(agreement()).contains("leads in term 3 without entry 1 of term 2");
    }

    @Test
    void a_leader_of_a_term_before_the_commit_need_not_know_of_it() {
        sees(A, Told.leader(4, 1, "2a"));
        sees(B, Told.leader(3, 0));
        assertThat(agreement()).isEmpty();
    }

    @Test
    void what_a_leader_has_in_a_snapshot_it_knows() {
        sees(A, Told.leader(1, 2, "1a", "1b"));
        sees(B, Told.leader(2, 2, "1x", "1b").forgetting(2));
        sees(B, Told.leader(2, 3, "1a", "1b", "2c").forgetting(2));
        assertThat(agreement()).isEmpty();
    }

    @Test
    void a_commit_that_goes_back_in_a_life_is_told() {
        sees(A, Told.leader(2, 1, "2a"), Told.follower(2, 0, "2a"));
        assertThat(agreement()).isEqualTo(A + " at 7ns goes back from entry 1 and term 2 to entry 0 and term 2");
    }

    @Test
    void a_term_that_goes_back_in_a_life_is_told() {
        sees(A, Told.follower(2, 1, "2a"), Told.follower(1, 1, "2a"));
        assertThat(agreement()).contains("goes back from entry 1 and term 2 to entry 1 and term 1");
    }

    @Test
    void members_that_differ_after_the_same_entries_are_told() {
        sees(A, Told.leader(1, 2, "1+", "1b"));
        sees(B, Told.follower(1, 2, "1-", "1b").forgetting(1));
        assertThat(agreement())
                .isEqualTo("after entry 2 the members are Vector(1+) for " + A + " at 7ns, and Vector(1-) for " + B
                        + " at 7ns");
    }

    @Test
    void states_that_differ_after_the_same_entries_are_told_at_the_end() {
        sees(A, Told.leader(1, 1, "1a"));
        sees(B, Told.follower(1, 1, "1b").forgetting(1));
        assertThat(agreement())
                .isEqualTo(A + " and " + B + " have both applied all entries up to 1, and know different things");
    }

    @Test
    void a_site_whose_disks_were_taken_away_begins_another_history() {
        sees(A, Told.leader(1, 1, "1a"));
        insight.struck(new Action.WipeSite(), SITE);
        sees(B, Told.leader(1, 1, "1b"));
        assertThat(agreement()).isEmpty();
        insight.struck(new Action.Crash(Target.leader()), SITE);
        assertThat(agreement()).isEmpty();
    }

    @Test
    void a_leader_needs_the_votes_of_two_of_three() {
        sees(B, Told.follower(1, 0));
        sees(C, Told.follower(1, 0).votingFor(B));
        sees(A, Told.leader(1, 0).votingFor(A));
        assertThat(majority()).startsWith(A + " at 7ns leads in term 1, with the votes of " + A + " of the voters");
    }

    private void isElected() {
        sees(B, Told.follower(1, 0).votingFor(A));
        sees(A, Told.leader(1, 0).votingFor(A));
    }

    @Test
    void a_leader_with_the_votes_of_two_of_three_commits_what_two_have_synced() {
        isElected();
        sees(C, Told.follower(1, 0, "1a"));
        sees(A, Told.leader(1, 0, "1a").butFor(1), Told.leader(1, 1, "1a"));
        assertThat(majority()).isEmpty();
        Verdict.Holds holds = (Verdict.Holds) insight.verdicts().get(1);
        assertThat(holds.evidence().counts()).containsEntry("commits", 1L).containsEntry("elections", 1L);
    }

    @Test
    void what_one_of_two_has_not_synced_may_not_be_committed() {
        isElected();
        sees(C, Told.follower(1, 0, "1a").butFor(1));
        sees(A, Told.leader(1, 1, "1a"));
        assertThat(majority())
                .isEqualTo(A + " at 7ns commits entry 1 of term 1, which is synced for " + A + " of the voters " + A
                        + ", " + B + ", " + C);
    }

    @Test
    void who_doubts_its_disk_counts_for_nothing() {
        isElected();
        sees(C, Told.follower(1, 0, "1a").doubting());
        sees(A, Told.leader(1, 1, "1a"));
        assertThat(majority()).contains("is synced for " + A + " of the voters");
    }

    @Test
    void what_was_synced_before_the_doubt_counts() {
        isElected();
        sees(C, Told.follower(1, 0, "1a"), Told.follower(1, 0).booted(2).doubting());
        sees(A, Told.leader(1, 1, "1a"));
        assertThat(majority()).isEmpty();
    }

    @Test
    void who_doubts_its_disk_may_vote_for_the_best_log() {
        sees(B, Told.follower(1, 0).votingFor(A).doubting());
        sees(A, Told.leader(1, 0).votingFor(A));
        assertThat(majority()).isEmpty();
    }

    @Test
    void what_a_disk_loses_to_no_fault_is_told() {
        insight.lost(A);
        assertThat(majority())
                .isEqualTo(
                        A
                                + " at 7ns finds that a server has lost what it acknowledged, though nothing was done to a disk");
    }

    @Test
    void what_a_disk_loses_to_a_fault_is_no_wonder() {
        insight.struck(new Action.Wipe(Target.server(1)), SITE);
        insight.lost(A);
        assertThat(majority()).isEmpty();
    }

    @Test
    void an_entry_of_another_term_is_another_entry() {
        isElected();
        sees(C, Told.follower(2, 0, "2a"));
        sees(A, Told.leader(1, 1, "1a"));
        assertThat(majority()).contains("is synced for " + A + " of the voters");
    }

    @Test
    void who_went_on_to_a_higher_term_may_have_voted() {
        sees(B, Told.follower(2, 0));
        sees(A, Told.leader(1, 0).votingFor(A));
        assertThat(majority()).isEmpty();
    }

    @Test
    void a_vote_that_is_not_on_the_disk_does_not_count() {
        onDisk(B, LogRecord.newBuilder().setTerm(1));
        onDisk(C, LogRecord.newBuilder().setTerm(1).setVotedFor(B.name()));
        isElected();
        assertThat(majority())
                .isEqualTo(A + " at 7ns leads in term 1, with the votes of the disks of " + A + " of the voters " + A
                        + ", " + B + ", " + C);
    }

    @Test
    void a_vote_that_is_on_the_disk_counts() {
        onDisk(B, LogRecord.newBuilder().setTerm(1).setVotedFor(A.name()));
        onDisk(C, LogRecord.newBuilder().setTerm(0));
        isElected();
        assertThat(majority()).isEmpty();
    }

    @Test
    void of_a_disk_that_nobody_can_read_nothing_is_said() {
        StoreSubject unread = new StoreSubject() {
            @Override
            public Option<DiskFacts> diskFacts(Seq<BootFile> synced) {
                return Option.none();
            }
        };
        Insight blind = insight(unread);
        blind.stepped(B, Told.follower(1, 0).votingFor(A));
        blind.stepped(A, Told.leader(1, 0).votingFor(A));
        assertThat(blind.violated()).isFalse();
    }

    @Test
    void now_and_then_an_entry_is_looked_for_on_the_disks() {
        isElected();
        Vector<String> log = Vector.fill(16, "1a");
        for (int last = 1; last <= 16; last++) {
            String[] entries = log.take(last).toJavaArray(String[]::new);
            sees(B, Told.follower(1, last - 1, entries));
            onDisk(A, LogRecord.newBuilder().addEntries(entry(last)).setPrevIndex(last - 1));
            sees(A, Told.leader(1, last, entries));
        }
        assertThat(majority())
                .isEqualTo(A + " at 7ns commits entry 16 of term 1, which is synced for the disks of " + A
                        + " of the voters " + A + ", " + B + ", " + C);
    }

    @Test
    void a_snapshot_that_differs_from_another_s_is_told() {
        sees(A, Told.leader(1, 2, "1a", "1b"), Told.leader(1, 2, "1a", "1b").with(2, "ab"));
        sees(B, Told.follower(1, 0), Told.follower(1, 2, "1a", "1b").with(2, "xb"));
        assertThat(agreement())
                .isEqualTo(B + " at 7ns has a snapshot after entry 2 that differs from the one of " + A + " at 7ns");
    }

    @Test
    void a_snapshot_that_is_the_same_is_not() {
        sees(A, Told.leader(1, 2, "1a", "1b").with(2, "ab"));
        sees(B, Told.follower(1, 0), Told.follower(1, 2, "1a", "1b").with(2, "ab"));
        sees(C, Told.follower(1, 0), Told.follower(1, 1, "1a", "1b").with(1, "a"));
        assertThat(agreement()).isEmpty();
    }

    private void leadsWhileAnotherIsBehind(long since) {
        now = since;
        sees(A, Told.leader(1, 0), Told.leader(1, 2, "1a", "1b"));
        sees(B, Told.follower(1, 1, "1a"));
    }

    @Test
    void who_gets_nothing_of_what_it_lacks_is_left_behind() {
        leadsWhileAnotherIsBehind(CALM_FROM);
        now = CALM_FROM + 3_000_000_001L;
        assertThat(agreement())
                .isEqualTo(B + " has applied all entries up to 1, and since " + B
                        + " at 1s nothing has come to it, though " + A + " leads it and has applied those up to 2");
    }

    @Test
    void who_gets_parts_of_a_snapshot_is_not() {
        leadsWhileAnotherIsBehind(CALM_FROM);
        now = CALM_FROM + 3_000_000_000L;
        sees(B, Told.follower(1, 1, "1a").getting(1));
        now += 2_000_000_000L;
        assertThat(agreement()).isEmpty();
    }

    @Test
    void while_faults_stand_anybody_may_be_left_behind() {
        leadsWhileAnotherIsBehind(CALM_FROM - 500_000_000L);
        now = CALM_FROM + 2_999_999_999L;
        assertThat(agreement()).isEmpty();
    }

    @Test
    void what_took_the_place_of_another_entry_and_is_not_on_the_disk_is_not_synced() {
        onDisk(B, LogRecord.newBuilder().addEntries(entry(1)));
        sees(B, Told.follower(2, 0, "1a").butFor(1), Told.follower(2, 0, "2b").butFor(1), Told.follower(2, 0, "2b"));
        assertThat(majority()).isEqualTo(B + " at 7ns takes entry 1 of term 2 for synced, which is not on its disk");
    }

    @Test
    void what_took_the_place_of_another_entry_and_is_on_the_disk_is_synced() {
        onDisk(B, LogRecord.newBuilder().addEntries(entry(1).toBuilder().setTerm(2)));
        sees(B, Told.follower(2, 0, "1a").butFor(1), Told.follower(2, 0, "2b").butFor(1), Told.follower(2, 0, "2b"));
        sees(B, Told.follower(2, 0));
        assertThat(majority()).isEmpty();
    }

    @Test
    void a_snapshot_that_is_not_on_the_disk_is_none() {
        snapshots = snapshots.put(B, 2);
        sees(B, Told.follower(1, 0), Told.follower(1, 2, "1a", "1b").with(2, "ab"));
        assertThat(majority()).isEmpty();
        sees(B, Told.follower(1, 3, "1a", "1b", "1c").with(3, "abc"));
        assertThat(majority())
                .isEqualTo(B + " at 7ns has a snapshot after entry 3, and on its disk is one after entry 2");
    }

    @Test
    void what_was_committed_and_is_forgotten_at_a_boot_is_told() {
        isElected();
        sees(B, Told.follower(1, 0, "1a"));
        sees(A, Told.leader(1, 1, "1a"));
        onDisk(A, LogRecord.newBuilder().addEntries(entry(1)));
        snapshots = HashMap.of(A, 0, B, 0, C, 0);
        sees(C, Told.follower(1, 0).booted(2));
        assertThat(majority())
                .isEqualTo("entry 1 of term 1 was committed, and when " + C + " at 7ns boots it is on the disks of " + A
                        + " of the voters " + A + ", " + B + ", " + C);
    }

    @Test
    void what_was_committed_and_is_on_two_disks_of_three_is_not_forgotten() {
        isElected();
        sees(B, Told.follower(1, 0, "1a"));
        sees(A, Told.leader(1, 1, "1a"));
        onDisk(A, LogRecord.newBuilder().addEntries(entry(1)));
        onDisk(B, LogRecord.newBuilder().addEntries(entry(1)));
        snapshots = HashMap.of(A, 0, B, 0, C, 0);
        sees(C, Told.follower(1, 0).booted(2));
        assertThat(majority()).isEmpty();
    }

    /** The log does not tell of the snapshot where the record is damaged that it begins with. */
    @Test
    void what_was_committed_and_is_in_a_snapshot_on_a_disk_is_not_forgotten() {
        isElected();
        sees(B, Told.follower(1, 0, "1a"));
        sees(A, Told.leader(1, 1, "1a"));
        onDisk(A, LogRecord.newBuilder().addEntries(entry(1)));
        snapshots = HashMap.of(A, 0, B, 1, C, 0);
        sees(C, Told.follower(1, 0).booted(2));
        assertThat(majority()).isEmpty();
    }

    private static Entry entry(long index) {
        return Entry.newBuilder().setIndex(index).setTerm(1).build();
    }
}
