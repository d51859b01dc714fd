package kyoten.scenario.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import io.vavr.collection.Vector;
import java.util.ArrayList;
import java.util.List;
import kyoten.node.BootFile;
import kyoten.node.Effect;
import kyoten.node.Effect.Append;
import kyoten.node.Effect.Read;
import kyoten.node.Effect.Replace;
import kyoten.node.Effect.Sync;
import kyoten.node.Effect.Truncate;
import kyoten.node.Event;
import kyoten.node.FileName;
import org.junit.jupiter.api.Test;

/** Files: what is done in which order, and what survives a crash. */
abstract class DiskContract extends NodeLifeContract {
    private static final FileName LOG = FileName.log("log");
    private static final FileName BULK = FileName.bulk("bulk");
    private static final int MANY = 300;

    @Test
    void what_was_synced_survives_a_crash_in_order() {
        perform(append(1, "one"), append(2, "two"), new Sync(3, LOG));
        awaitDone(3);
        reboot();
        assertThat(records("log")).containsExactly("one", "two");
        perform(append(1, "three"), new Sync(2, LOG));
        awaitDone(2);
        reboot();
        assertThat(records("log")).containsExactly("one", "two", "three");
    }

    @Test
    void one_sync_serves_all_that_was_issued_before_it() {
        perform(appends(0, MANY).append(new Sync(MANY, LOG)).toJavaArray(Effect[]::new));
        awaitDone(MANY);
        reboot();
        assertThat(records("log"))
                .hasSize(MANY)
                .startsWith("record 0", "record 1")
                .endsWith("record " + (MANY - 1));
    }

    @Test
    void operations_on_one_file_are_done_in_the_order_of_issue() {
        perform(appends(0, MANY).append(new Sync(MANY, LOG)).toJavaArray(Effect[]::new));
        awaitDone(MANY);
        List<Long> done = new ArrayList<>();
        seen(NODE)
                .map(one -> one.event())
                .filter(Event.DiskDone.class::isInstance)
                .forEach(event -> done.add(((Event.DiskDone) event).operation()));
        assertThat(done).isSorted().hasSize(MANY + 1);
    }

    @Test
    void a_crash_without_a_sync_leaves_what_was_synced_and_invents_nothing() {
        perform(append(1, "synced"), new Sync(2, LOG));
        awaitDone(2);
        perform(appends(10, MANY).toJavaArray(Effect[]::new));
        reboot();
        List<String> appended = new ArrayList<>(List.of("synced"));
        appends(10, MANY)
                .forEach(effect -> appended.add(((Append) effect).bytes().toStringUtf8()));
        assertThat(records("log")).startsWith("synced");
        assertThat(appended).containsAll(records("log"));
    }

    @Test
    void what_a_boot_shows_survives_the_next_crash() {
        perform(appends(0, MANY).toJavaArray(Effect[]::new));
        reboot();
        var shown = booted().files();
        reboot();
        assertThat(booted().files()).isEqualTo(shown);
    }

    @Test
    void records_may_be_empty_or_large_and_hold_any_bytes() {
        ByteString large = ByteString.copyFrom(new byte[1 << 20]);
        ByteString odd = ByteString.copyFrom(new byte[] {0, 0, 1, -1, 0});
        perform(
                new Append(1, LOG, ByteString.EMPTY),
                new Append(2, LOG, large),
                new Append(3, LOG, odd),
                new Append(4, LOG, ByteString.EMPTY),
                new Sync(5, LOG));
        awaitDone(5);
        reboot();
        assertThat(logOfLastBoot().records())
                .containsExactly(
                        new BootFile.Good(ByteString.EMPTY),
                        new BootFile.Good(large),
                        new BootFile.Good(odd),
                        new BootFile.Good(ByteString.EMPTY));
    }

    @Test
    void a_truncated_log_goes_on_where_it_was_cut() {
        perform(append(1, "one"), append(2, "two"), append(3, "three"), new Truncate(4, LOG, 1), append(5, "other"));
        perform(new Sync(6, LOG));
        awaitDone(6);
        reboot();
        assertThat(records("log")).containsExactly("one", "other");
        perform(new Truncate(1, LOG, 0), new Sync(2, LOG));
        awaitDone(2);
        reboot();
        assertThat(records("log")).isEmpty();
        assertThat(booted().files().flatMap(DiskContract::damaged)).isEmpty();
    }

    @Test
    void a_truncation_of_what_an_earlier_boot_wrote_holds() {
        perform(append(1, "one"), append(2, "two"), append(3, "three"), new Sync(4, LOG));
        awaitDone(4);
        reboot();
        booted();
        perform(new Truncate(1, LOG, 2), append(2, "other"), new Sync(3, LOG));
        awaitDone(3);
        reboot();
        assertThat(records("log")).containsExactly("one", "two", "other");
    }

    @Test
    void a_replaced_log_is_durable_once_reported_and_goes_on() {
        perform(append(1, "old"), replace(2, LOG, "new", "newer"), append(3, "newest"));
        awaitDone(3);
        perform(new Sync(4, LOG));
        awaitDone(4);
        reboot();
        assertThat(records("log")).containsExactly("new", "newer", "newest");
        perform(replace(1, LOG, "last"));
        awaitDone(1);
        reboot();
        assertThat(records("log")).containsExactly("last");
    }

    @Test
    void a_bulk_file_is_replaced_as_a_whole_and_read_in_parts() {
        perform(replace(1, BULK, "hello, ", "", "world"), new Read(2, BULK, 0, 100), new Read(3, BULK, 7, 3));
        assertThat(awaitDone(2).bytes()).isEqualTo(bytes("hello, world"));
        assertThat(awaitDone(3).bytes()).isEqualTo(bytes("wor"));
        reboot();
        assertThat(booted().files()).containsExactly(new BootFile.Bulk(BULK, 12));
        perform(new Read(1, BULK, 7, 100), new Read(2, BULK, 50, 5), new Read(3, BULK, 12, 1), new Read(4, BULK, 0, 0));
        assertThat(awaitDone(1).bytes()).isEqualTo(bytes("world"));
        assertThat(awaitDone(2).bytes()).isEmpty();
        assertThat(awaitDone(3).bytes()).isEmpty();
        assertThat(awaitDone(4).bytes()).isEmpty();
    }

    @Test
    void a_file_that_is_not_there_reads_as_empty() {
        perform(new Read(1, BULK, 0, 10));
        assertThat(awaitDone(1).bytes()).isEmpty();
    }

    @Test
    void a_replacement_by_nothing_leaves_an_empty_file() {
        perform(replace(1, BULK, "x"), replace(2, BULK), replace(3, LOG, "x"), replace(4, LOG));
        awaitDone(2);
        awaitDone(4);
        reboot();
        assertThat(booted().files()).containsExactly(new BootFile.Bulk(BULK, 0), new BootFile.Log(LOG, Vector.empty()));
    }

    @Test
    void files_are_shown_in_the_order_of_their_names() {
        perform(
                replace(1, FileName.bulk("b"), "x"),
                replace(2, FileName.log("c"), "x"),
                replace(3, FileName.log("a"), "x"),
                replace(4, FileName.log("b"), "x"));
        for (int i = 1; i <= 4; i++) {
            awaitDone(i);
        }
        reboot();
        assertThat(booted().files().map(BootFile::file).asJava())
                .containsExactly(FileName.log("a"), FileName.log("b"), FileName.bulk("b"), FileName.log("c"));
    }

    @Test
    void no_completion_of_one_boot_reaches_the_next() {
        perform(appends(100, MANY).append(new Sync(99, LOG)).toJavaArray(Effect[]::new));
        reboot();
        booted();
        perform(append(1, "new"), new Sync(2, LOG));
        awaitDone(2);
        assertThat(seen(NODE)
                        .map(one -> one.event())
                        .filter(Event.DiskDone.class::isInstance)
                        .map(event -> ((Event.DiskDone) event).operation())
                        .asJava())
                .containsExactly(1L, 2L);
    }

    @Test
    void who_asks_the_disk_for_what_makes_no_sense_crashes() {
        List<Effect> senseless = List.of(
                new Append(1, BULK, bytes("x")),
                new Truncate(1, BULK, 0),
                new Truncate(1, LOG, 1),
                new Read(1, LOG, 0, 1),
                new Read(1, BULK, -1, 1));
        for (Effect effect : senseless) {
            performFatally(effect);
            host.pass(java.time.Duration.ofMillis(20));
            assertThat(host.isUp(NODE)).as(effect.toString()).isFalse();
            host.boot(NODE);
            booted();
        }
    }

    private BootFile.Log logOfLastBoot() {
        return (BootFile.Log) booted().files().head();
    }

    private static Vector<BootFile.LogRecord> damaged(BootFile file) {
        return Vector.ofAll(((BootFile.Log) file).records()).filter(BootFile.Damaged.class::isInstance);
    }

    private static Append append(long operation, String record) {
        return new Append(operation, LOG, bytes(record));
    }

    private static Replace replace(long operation, FileName file, String... parts) {
        return new Replace(operation, file, Vector.of(parts).map(HostContract::bytes));
    }

    private static Vector<Effect> appends(int first, int number) {
        return Vector.range(first, first + number).map(i -> append(i, "record " + i));
    }
}
