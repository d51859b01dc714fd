package kyoten.host;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.protobuf.ByteString;
import io.vavr.collection.Seq;
import io.vavr.collection.Vector;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import kyoten.node.BootFile;
import kyoten.node.BootFile.Damaged;
import kyoten.node.BootFile.Good;
import kyoten.node.Effect.Append;
import kyoten.node.Effect.Read;
import kyoten.node.Effect.Replace;
import kyoten.node.Effect.Sync;
import kyoten.node.Effect.Truncate;
import kyoten.node.Event;
import kyoten.node.Event.Booted;
import kyoten.node.Event.DiskDone;
import kyoten.node.Event.DiskFailed;
import kyoten.node.Event.DiskFault;
import kyoten.node.FileName;
import kyoten.node.NodeId;
import kyoten.ping.PingMessages;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class DiskTest {
    private static final FileName LOG = FileName.log("some");
    private static final FileName BULK = FileName.bulk("some");
    private static final int MEBIBYTE = 1 << 20;

    @TempDir
    private Path folder;

    private final FaultyStorage storage = new FaultyStorage();
    private final Probe probe = new Probe();
    private NodeHost host;

    @BeforeEach
    void start() throws HostException {
        HostConfig config = HostConfig.of(new NodeId("a"), "test").storedIn(folder.resolve("data"));
        host = new NodeHost(config.storedThrough(storage), PingMessages.REGISTRY, probe);
        host.start();
        assertThat(files()).isEmpty();
    }

    @AfterEach
    void stop() {
        host.close();
    }

    private Seq<BootFile> files() {
        return ((Booted) probe.next()).files();
    }

    private Seq<BootFile> restart() throws HostException {
        host.stop();
        host.start();
        return files();
    }

    private static ByteString bytes(String text) {
        return ByteString.copyFromUtf8(text);
    }

    private static Event done(long operation) {
        return new DiskDone(operation, ByteString.EMPTY);
    }

    private static BootFile log(String... records) {
        return new BootFile.Log(LOG, Vector.of(records).map(record -> new Good(bytes(record))));
    }

    private void assertNext(Event... events) {
        for (Event event : events) {
            assertThat(probe.next()).isEqualTo(event);
        }
    }

    private Path path(FileName name) {
        return folder.resolve("data").resolve(name.toString());
    }

    @Test
    void what_was_appended_is_there_at_the_next_boot() throws Exception {
        probe.ask(host, new Append(1, LOG, bytes("a")), new Append(2, LOG, bytes("")), new Sync(3, LOG));
        assertNext(done(1), done(2), done(3));

        assertThat(restart()).isEqualTo(Vector.of(log("a", "")));

        probe.ask(host, new Append(1, LOG, bytes("c")), new Sync(2, LOG));
        assertNext(done(1), done(2));
        assertThat(restart()).isEqualTo(Vector.of(log("a", "", "c")));
    }

    @Test
    void a_truncated_log_goes_on_behind_what_stays() throws Exception {
        probe.ask(
                host,
                new Append(1, LOG, bytes("a")),
                new Append(2, LOG, bytes("b")),
                new Append(3, LOG, bytes("c")),
                new Truncate(4, LOG, 1),
                new Append(5, LOG, bytes("d")),
                new Sync(6, LOG));
        assertNext(done(1), done(2), done(3), done(4), done(5), done(6));

        assertThat(restart()).isEqualTo(Vector.of(log("a", "d")));
    }

    @Test
    void a_replaced_log_goes_on_behind_its_new_records() throws Exception {
        probe.ask(
                host,
                new Append(1, LOG, bytes("a")),
                new Replace(2, LOG, Vector.of(bytes("b"), bytes("c"))),
                new Append(3, LOG, bytes("d")),
                new Sync(4, LOG));
        assertNext(done(1), done(2), done(3), done(4));

        assertThat(restart()).isEqualTo(Vector.of(log("b", "c", "d")));
    }

    @Test
    void a_bulk_file_is_replaced_as_a_whole_and_read_in_parts() throws Exception {
        probe.ask(host, new Replace(1, BULK, Vector.of(bytes("hello "), bytes("world"))), new Read(2, BULK, 3, 5));
        assertNext(done(1), new DiskDone(2, bytes("lo wo")));
        probe.ask(host, new Read(3, BULK, 6, 1_000_000_000), new Read(4, BULK, 11, 1), new Read(5, BULK, 99, 1));
        assertNext(new DiskDone(3, bytes("world")), done(4), done(5));

        assertThat(restart()).isEqualTo(Vector.of(new BootFile.Bulk(BULK, 11)));

        probe.ask(host, new Replace(1, BULK, Vector.empty()), new Read(2, BULK, 0, 100));
        assertNext(done(1), done(2));
        assertThat(restart()).isEqualTo(Vector.of(new BootFile.Bulk(BULK, 0)));
    }

    @Test
    void files_come_in_the_order_of_their_names() throws Exception {
        probe.ask(host, new Append(1, FileName.log("b"), bytes("1")));
        assertNext(done(1));
        probe.ask(host, new Append(2, FileName.log("a"), bytes("2")));
        assertNext(done(2));
        probe.ask(host, new Replace(3, FileName.bulk("b"), Vector.empty()));
        assertNext(done(3));

        assertThat(restart().map(BootFile::file))
                .containsExactly(FileName.log("a"), FileName.log("b"), FileName.bulk("b"));
    }

    @Test
    void one_force_serves_the_syncs_that_wait_together() {
        storage.forceMs = 100;
        probe.ask(host, new Append(0, LOG, bytes("first")), new Sync(1, LOG));
        int before = storage.forces.get();

        for (int i = 1; i <= 100; i++) {
            probe.ask(host, new Append(2 * i, LOG, bytes("record " + i)), new Sync(2 * i + 1, LOG));
        }
        for (int i = 0; i <= 201; i++) {
            assertNext(done(i));
        }

        assertThat(storage.forces.get() - before).isLessThanOrEqualTo(5);
    }

    @Test
    void a_boot_syncs_what_it_shows() throws Exception {
        probe.ask(host, new Append(1, LOG, bytes("never synced")));
        assertNext(done(1));
        int before = storage.forces.get();

        assertThat(restart()).isEqualTo(Vector.of(log("never synced")));

        assertThat(storage.forces.get()).isGreaterThan(before);
    }

    @Test
    void a_damaged_record_is_shown_in_its_place() throws Exception {
        probe.ask(
                host,
                new Append(1, LOG, bytes("aaaa")),
                new Append(2, LOG, bytes("bbbb")),
                new Append(3, LOG, bytes("cccc")),
                new Sync(4, LOG));
        assertNext(done(1), done(2), done(3), done(4));
        host.stop();
        byte[] image = Files.readAllBytes(path(LOG));
        image[20 + 4 + 20] ^= 1;
        Files.write(path(LOG), image);

        host.start();

        assertThat(files())
                .isEqualTo(Vector.of(new BootFile.Log(
                        LOG, Vector.of(new Good(bytes("aaaa")), new Damaged(24, 4), new Good(bytes("cccc"))))));
        probe.ask(host, new Truncate(1, LOG, 1), new Append(2, LOG, bytes("d")), new Sync(3, LOG));
        assertNext(done(1), done(2), done(3));
        assertThat(restart()).isEqualTo(Vector.of(log("aaaa", "d")));
    }

    @Test
    void an_unfinished_replacement_is_thrown_away_at_boot() throws Exception {
        probe.ask(host, new Replace(1, BULK, Vector.of(bytes("old"))));
        assertNext(done(1));
        host.stop();
        Files.writeString(path(BULK).resolveSibling("some.bulk.tmp"), "half of the n");

        host.start();

        assertThat(files()).isEqualTo(Vector.of(new BootFile.Bulk(BULK, 3)));
        assertThat(folder.resolve("data").toFile().list()).containsOnly("FORMAT", "LOCK", "some.bulk");
    }

    @Test
    void a_full_disk_fails_appends_and_takes_them_again_when_there_is_room() throws Exception {
        storage.room = 2 * MEBIBYTE;
        ByteString big = ByteString.copyFrom(new byte[900_000]);
        probe.ask(host, new Append(1, LOG, big), new Append(2, LOG, big), new Append(3, LOG, big), new Sync(4, LOG));
        assertNext(done(1), done(2), new DiskFailed(3, DiskFault.FULL), done(4));
        probe.ask(host, new Replace(5, LOG, Vector.of(big)));
        assertNext(new DiskFailed(5, DiskFault.FULL));

        storage.room = 9 * MEBIBYTE;
        probe.ask(host, new Append(6, LOG, bytes("again")), new Sync(7, LOG));
        assertNext(done(6), done(7));

        assertThat(restart())
                .isEqualTo(Vector.of(
                        new BootFile.Log(LOG, Vector.of(new Good(big), new Good(big), new Good(bytes("again"))))));
        assertThat(folder.resolve("data").toFile().list()).noneMatch(name -> name.endsWith(".tmp"));
    }

    @Test
    void a_disk_that_is_found_full_only_when_writing_leaves_no_trace_of_the_record() throws Exception {
        probe.ask(host, new Append(1, LOG, bytes("a")));
        assertNext(done(1));

        storage.copyOnWrite = true;
        probe.ask(host, new Append(2, LOG, bytes("never")), new Append(3, LOG, bytes("never")));
        assertNext(new DiskFailed(2, DiskFault.FULL), new DiskFailed(3, DiskFault.FULL));

        storage.copyOnWrite = false;
        assertThat(restart()).isEqualTo(Vector.of(log("a")));
    }

    @Test
    void a_failed_sync_is_never_tried_again() throws Exception {
        probe.ask(host, new Append(1, LOG, bytes("a")), new Sync(2, LOG));
        assertNext(done(1), done(2));
        storage.failForces = true;
        probe.ask(host, new Append(3, LOG, bytes("b")), new Sync(4, LOG), new Append(5, LOG, bytes("c")));
        assertNext(done(3), new DiskFailed(4, DiskFault.BROKEN), new DiskFailed(5, DiskFault.BROKEN));
        int forces = storage.forces.get();
        storage.failForces = false;

        probe.ask(host, new Sync(6, LOG), new Append(7, LOG, bytes("d")), new Replace(8, LOG, Vector.empty()));
        assertNext(
                new DiskFailed(6, DiskFault.BROKEN),
                new DiskFailed(7, DiskFault.BROKEN),
                new DiskFailed(8, DiskFault.BROKEN));

        assertThat(storage.forces.get()).isEqualTo(forces);
        probe.ask(host, new Append(9, FileName.log("another"), bytes("x")));
        assertNext(done(9));
    }

    @Test
    void a_boot_whose_sync_fails_is_refused() {
        probe.ask(host, new Append(1, LOG, bytes("a")));
        assertNext(done(1));
        host.stop();
        storage.failForces = true;

        assertThatThrownBy(host::start).isInstanceOf(HostException.class).hasMessageContaining("Input/output error");
        assertThat(host.isRunning()).isFalse();
    }

    @Test
    void the_log_is_laid_out_ahead() throws IOException {
        probe.ask(host, new Append(1, LOG, bytes("a")));
        assertNext(done(1));

        assertThat(Files.size(path(LOG))).isEqualTo(MEBIBYTE);
    }

    @Test
    void boot_ids_differ() throws Exception {
        host.stop();
        host.start();
        long second = ((Booted) probe.next()).bootId();
        host.stop();
        host.start();

        assertThat(((Booted) probe.next()).bootId()).isNotEqualTo(second);
    }

    @Test
    void an_operation_of_a_boot_does_not_reach_the_next() throws Exception {
        storage.forceMs = 50;
        for (int i = 0; i < 50; i++) {
            probe.ask(host, new Append(2 * i, LOG, bytes("x")), new Sync(2 * i + 1, LOG));
        }
        host.stop();
        storage.forceMs = 0;
        host.start();

        Event event = probe.next();
        while (!(event instanceof Booted)) {
            event = probe.next();
        }
        Thread.sleep(50);
        assertThat(probe.isQuiet()).isTrue();
    }

    @Test
    void a_truncation_to_more_than_there_is_is_a_crash() throws Exception {
        probe.ask(host, new Append(1, LOG, bytes("a")), new Truncate(2, LOG, 2));

        while (host.isRunning()) {
            Thread.sleep(5);
        }
    }

    @Test
    void no_file_stays_open() throws Exception {
        probe.ask(
                host,
                new Append(1, LOG, bytes("a")),
                new Replace(2, LOG, Vector.empty()),
                new Append(3, LOG, bytes("b")));
        assertNext(done(1), done(2), done(3));
        probe.ask(host, new Replace(4, BULK, Vector.empty()), new Replace(5, BULK, Vector.empty()));
        assertNext(done(4), done(5));

        host.stop();

        assertThat(openFilesIn(folder)).isEmpty();
    }

    /** Linux shows a process its open files; elsewhere this finds none. */
    private static List<String> openFilesIn(Path folder) throws IOException {
        Path descriptors = Path.of("/proc/self/fd");
        if (!Files.isDirectory(descriptors)) {
            return List.of();
        }
        try (var entries = Files.list(descriptors)) {
            return entries.map(DiskTest::target)
                    .filter(target -> target.startsWith(folder.toString()))
                    .toList();
        }
    }

    private static String target(Path link) {
        try {
            return Files.readSymbolicLink(link).toString();
        } catch (IOException e) {
            return "";
        }
    }
}
