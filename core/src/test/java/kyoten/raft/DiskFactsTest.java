package kyoten.raft;

import static org.assertj.core.api.Assertions.assertThat;

import io.vavr.collection.Vector;
import kyoten.node.BootFile;
import kyoten.raft.DiskFacts.Belongs;
import kyoten.raft.DiskFacts.Founded;
import kyoten.raft.DiskFacts.Present;
import kyoten.raft.DiskFacts.Voted;
import org.junit.jupiter.api.Test;

class DiskFactsTest {
    private static final BootFile.LogRecord ROTTEN = new BootFile.Damaged(0, 100);

    /** A record of disk 7 with one entry of the record's own term after each index given. */
    private static LogRecord.Builder record(long term, String vote, long... after) {
        LogRecord.Builder record =
                LogRecord.newBuilder().setTerm(term).setVotedFor(vote).setDiskId(7);
        if (after.length > 0) {
            record.setPrevIndex(after[0]);
        }
        for (long index : after) {
            record.addEntries(Entry.newBuilder().setIndex(index + 1).setTerm(term));
        }
        return record;
    }

    private static BootFile.LogRecord good(LogRecord.Builder record) {
        return new BootFile.Good(record.build().toByteString());
    }

    private static DiskFacts facts(BootFile.LogRecord... records) {
        return DiskFacts.of(0, Vector.of(new BootFile.Log(Raft.LOG, Vector.of(records))));
    }

    @Test
    void a_record_tells_of_its_entries_and_of_what_no_other_record_repeats() {
        DiskFacts disk = facts(good(record(1, "")), good(record(1, "", 0, 1)), good(record(2, "a", 2)));
        assertThat(disk.sound()).isTrue();
        assertThat(disk.records())
                .containsExactly(
                        Vector.empty(),
                        Vector.of(new Present(1, 1), new Present(2, 1)),
                        Vector.of(new Present(3, 2), new Voted(2, "a")));
    }

    @Test
    void a_vote_that_a_later_record_repeats_is_not_gone_with_one_of_them() {
        DiskFacts disk = facts(good(record(2, "a")), good(record(2, "a")));
        assertThat(disk.records()).containsExactly(Vector.empty(), Vector.empty());
        assertThat(disk.holds(new Voted(2, "a"))).isTrue();
        assertThat(disk.holds(new Voted(2, "b"))).isFalse();
        assertThat(disk.holds(new Voted(1, "b")))
                .as("the server votes in term 1 no more")
                .isTrue();
        assertThat(disk.holds(new Voted(3, "a"))).isFalse();
    }

    @Test
    void an_entry_that_was_replaced_does_not_count() {
        DiskFacts disk = facts(good(record(1, "", 0, 1)), good(record(2, "", 1)));
        assertThat(disk.records()).containsExactly(Vector.of(new Present(1, 1)), Vector.of(new Present(2, 2)));
        assertThat(disk.holds(new Present(2, 1))).isFalse();
        assertThat(disk.holds(new Present(2, 2))).isTrue();
    }

    @Test
    void what_stands_behind_damage_can_be_read_though_the_log_has_not_got_so_far_since() {
        DiskFacts disk = facts(good(record(1, "", 0)), ROTTEN, good(record(1, "", 2)), good(record(1, "", 1)));
        assertThat(disk.holds(new Present(3, 1))).isFalse();
        assertThat(disk.tells(new Present(3, 1))).isTrue();
        assertThat(disk.tells(new Present(3, 2))).isFalse();
        assertThat(disk.tells(new Present(4, 1))).isFalse();
    }

    @Test
    void what_stands_behind_a_damaged_place_is_not_replaced_by_what_comes_to_fill_it() {
        DiskFacts disk = facts(
                good(record(1, "", 0)),
                ROTTEN,
                good(record(1, "", 5)),
                good(record(1, "", 1).setDoubtful(true)));
        assertThat(disk.records().get(2)).contains(new Present(6, 1));
    }

    @Test
    void a_snapshot_counts_for_the_entries_that_it_covers() {
        DiskFacts disk = facts(good(record(1, "", 9).setBegins(true)), good(record(1, "")));
        assertThat(disk.holds(new Present(9, 1))).isTrue();
        assertThat(disk.tells(new Present(9, 1))).isTrue();
        assertThat(disk.holds(new Present(10, 1))).isTrue();
        assertThat(disk.holds(new Present(11, 1))).isFalse();
    }

    @Test
    void damage_makes_a_disk_unsound_until_it_is_written_anew_without_doubt() {
        assertThat(facts(good(record(1, "")), ROTTEN, good(record(1, ""))).sound())
                .isFalse();
        assertThat(facts(good(record(1, "").setDoubtful(true))).sound()).isFalse();
        assertThat(facts(good(record(1, "").setDoubtful(true)), good(record(1, "")))
                        .sound())
                .isTrue();
        assertThat(facts(good(record(1, "", 0)), ROTTEN).records())
                .containsExactly(Vector.of(new Present(1, 1), new Belongs(7)), Vector.empty());
    }

    @Test
    void nobody_else_holds_what_makes_a_disk_the_group_s() {
        DiskFacts disk = facts(good(record(1, "").setFounding(Members.getDefaultInstance())), good(record(1, "")));
        assertThat(disk.records()).containsExactly(Vector.of(new Founded()), Vector.empty());
        assertThat(disk.holds(new Founded())).isTrue();
        assertThat(disk.holds(new Belongs(7))).isFalse();
        assertThat(facts(good(record(1, ""))).holds(new Founded())).isFalse();
    }

    @Test
    void a_vote_of_an_older_term_and_a_disk_that_was_not_drawn_yet_tell_nothing() {
        DiskFacts disk = facts(
                good(record(1, "z").setDiskId(0)),
                good(record(2, "a")),
                good(record(2, "").setDiskId(0)));
        assertThat(disk.vote()).isEqualTo("a");
        assertThat(disk.records())
                .containsExactly(Vector.empty(), Vector.of(new Voted(2, "a"), new Belongs(7)), Vector.empty());
    }

    @Test
    void what_a_whole_disk_takes_with_it_is_all_but_that_it_is_the_known_one() {
        assertThat(facts(good(record(1, "", 4).setPrevTerm(1).setBegins(true))).whole())
                .containsExactly(new Present(5, 1), new Present(4, 1), new Founded());
        assertThat(facts(good(record(3, "a"))).whole())
                .containsExactly(new Present(0, 0), new Founded(), new Voted(3, "a"));
    }

    @Test
    void other_files_tell_nothing_of_the_log() {
        BootFile bulk = new BootFile.Bulk(kyoten.node.FileName.bulk("snapshot-0"), 5);
        assertThat(DiskFacts.of(0, Vector.of(bulk)).records()).isEmpty();
    }

    @Test
    void records_of_another_group_tell_nothing() {
        DiskFacts disk = facts(good(record(5, "a", 3).setGroup(1)), good(record(1, "")));
        assertThat(disk.records().head()).isEmpty();
        assertThat(disk.term()).isEqualTo(1);
    }
}
