package kyoten.raft;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import io.vavr.collection.Vector;
import io.vavr.control.Option;
import kyoten.node.BootFile;
import kyoten.node.NodeId;
import org.junit.jupiter.api.Test;

/** What a log file adds up to, written as records of terms: the entries after an index. */
class ScanTest {
    private static final BootFile.LogRecord DAMAGED = new BootFile.Damaged(0, 0);

    private static LogRecord.Builder record(long prev, long prevTerm, long... terms) {
        LogRecord.Builder record =
                LogRecord.newBuilder().setTerm(7).setPrevIndex(prev).setPrevTerm(prevTerm);
        for (int i = 0; i < terms.length; i++) {
            record.addEntries(Entry.newBuilder().setIndex(prev + 1 + i).setTerm(terms[i]));
        }
        return record;
    }

    private static BootFile.LogRecord good(LogRecord.Builder record) {
        return new BootFile.Good(record.build().toByteString());
    }

    private static Scan scan(Option<long[]> snapshot, BootFile.LogRecord... records) {
        return Scan.of(0, Vector.of(records), snapshot);
    }

    private static Option<long[]> snapshot(long index, long term) {
        return Option.some(new long[] {index, term});
    }

    @Test
    void records_that_follow_each_other_are_a_log() {
        Scan scan = scan(Option.none(), good(record(0, 0, 1, 1)), good(record(2, 1, 2)));
        assertThat(scan.log().end()).isEqualTo(new End(2, 3));
        assertThat(scan.doubtful()).isFalse();
        assertThat(scan.anew()).isFalse();
    }

    @Test
    void a_record_that_cannot_be_read_is_damaged() {
        BootFile.LogRecord noRecord = new BootFile.Good(ByteString.copyFromUtf8("\u0000?"));
        assertThat(scan(Option.none(), good(record(0, 0, 1)), noRecord).doubtful())
                .isTrue();
    }

    @Test
    void behind_a_hole_is_no_log_but_what_reaches_furthest_is_kept() {
        Scan scan = scan(
                Option.none(),
                good(record(0, 0, 1)),
                DAMAGED,
                good(record(2, 1, 2, 2)),
                good(record(4, 2, 2)),
                good(record(3, 2, 2)));
        assertThat(scan.log().end()).isEqualTo(new End(1, 1));
        assertThat(scan.behind().end()).as("the last record cut the one before").isEqualTo(new End(2, 5));
        assertThat(scan.behind().baseIndex()).isEqualTo(2);
        assertThat(scan.doubtful()).isTrue();
        assertThat(scan.anew()).isTrue();
    }

    @Test
    void a_record_without_entries_behind_a_hole_tells_its_hard_state_alone() {
        Scan scan = scan(
                Option.none(),
                good(record(0, 0, 1)),
                good(record(5, 4).setTerm(9).setVotedFor("b")));
        assertThat(scan.log().end()).isEqualTo(new End(1, 1));
        assertThat(scan.hard()).isEqualTo(new HardState(9, Option.some(new NodeId("b")), 0));
        assertThat(scan.anew()).isFalse();
        assertThat(scan.behind()).isEqualTo(Log.EMPTY);
    }

    @Test
    void a_hole_that_a_snapshot_holds_is_none() {
        Scan scan = scan(snapshot(4, 2), DAMAGED, good(record(2, 1, 2, 2)), good(record(4, 2, 3)));
        assertThat(scan.log().end()).isEqualTo(new End(3, 5));
        assertThat(scan.log().baseIndex()).isEqualTo(4);
        assertThat(scan(snapshot(4, 2), good(record(2, 1, 2, 2))).doubtful()).isFalse();
        assertThat(scan(snapshot(3, 2), good(record(2, 1, 2, 2))).doubtful()).isTrue();
        assertThat(scan(Option.none(), good(record(2, 1, 2, 2))).doubtful()).isTrue();
    }

    @Test
    void a_beginning_makes_up_for_holes_before_it() {
        Scan scan = scan(
                Option.none(), good(record(3, 1, 1)), good(record(0, 0, 1, 1).setBegins(true)), good(record(2, 1, 2)));
        assertThat(scan.anew()).isFalse();
        assertThat(scan.log().end()).isEqualTo(new End(2, 3));
        Scan begun =
                scan(Option.none(), good(record(3, 1, 1)), good(record(0, 0, 1).setBegins(true)));
        assertThat(begun.anew()).isFalse();
    }

    @Test
    void a_record_without_entries_takes_none_back() {
        Scan scan = scan(Option.none(), good(record(0, 0, 1, 1)), good(record(1, 1)));
        assertThat(scan.log().end()).isEqualTo(new End(1, 2));
    }

    @Test
    void of_two_pieces_that_end_alike_the_one_that_was_there_is_kept() {
        Scan scan = scan(Option.none(), DAMAGED, good(record(2, 1, 2, 2, 2)), good(record(3, 1, 2, 2)));
        assertThat(scan.behind().end()).isEqualTo(new End(2, 5));
        assertThat(scan.behind().baseIndex()).isEqualTo(2);
    }

    @Test
    void a_log_that_begins_beyond_the_snapshot_stands_behind_a_hole() {
        Scan scan = scan(snapshot(3, 1), good(record(5, 2, 2).setBegins(true)));
        assertThat(scan.log()).isEqualTo(Log.after(3, 1));
        assertThat(scan.behind().end()).isEqualTo(new End(2, 6));
        assertThat(scan.doubtful()).isTrue();
        assertThat(scan.anew()).isTrue();
    }

    @Test
    void of_two_logs_behind_a_hole_the_further_is_kept() {
        Scan further = scan(snapshot(3, 1), good(record(5, 2, 2).setBegins(true)), DAMAGED, good(record(8, 2, 2)));
        assertThat(further.behind().end()).isEqualTo(new End(2, 9));
        Scan nearer = scan(snapshot(3, 1), good(record(5, 2, 4).setBegins(true)), DAMAGED, good(record(8, 2, 2)));
        assertThat(nearer.behind().end()).isEqualTo(new End(4, 6));
    }

    @Test
    void a_snapshot_that_the_log_does_not_agree_with_replaces_it_without_doubt() {
        Scan scan = scan(snapshot(2, 5), good(record(0, 0, 1, 1, 1)));
        assertThat(scan.log()).isEqualTo(Log.after(2, 5));
        assertThat(scan.doubtful()).isFalse();
        assertThat(scan.anew()).isTrue();
        assertThat(scan.behind()).isEqualTo(Log.EMPTY);
        Scan begun = scan(snapshot(5, 9), good(record(5, 2, 2).setBegins(true)));
        assertThat(begun.log()).isEqualTo(Log.after(5, 9));
        assertThat(begun.doubtful()).isFalse();
    }

    @Test
    void of_two_records_of_one_term_the_later_tells_the_vote() {
        Scan scan = scan(
                Option.none(),
                good(record(0, 0).setTerm(9)),
                good(record(0, 0).setTerm(9).setVotedFor("b").setDiskId(5)),
                good(record(0, 0).setTerm(8).setVotedFor("c")));
        assertThat(scan.hard()).isEqualTo(new HardState(9, Option.some(new NodeId("b")), 5));
    }
}
