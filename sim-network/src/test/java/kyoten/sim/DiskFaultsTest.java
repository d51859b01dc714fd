package kyoten.sim;

import static kyoten.sim.Puppets.A;
import static kyoten.sim.Puppets.B;
import static kyoten.sim.Puppets.EXACT;
import static kyoten.sim.Puppets.MILLI;
import static kyoten.sim.Puppets.bytes;
import static org.assertj.core.api.Assertions.assertThat;

import io.vavr.collection.Vector;
import java.util.List;
import java.util.TreeSet;
import kyoten.node.BootFile;
import kyoten.node.Effect;
import kyoten.node.Effect.Append;
import kyoten.node.Effect.Replace;
import kyoten.node.Effect.Sync;
import kyoten.node.Event;
import kyoten.node.Event.DiskFailed;
import kyoten.node.Event.DiskFault;
import kyoten.node.FileName;
import kyoten.ping.Ponger;
import kyoten.sim.disk.DiskOptions;
import kyoten.sim.disk.Unsynced;
import kyoten.sim.kernel.Counted;
import kyoten.sim.kernel.Delay;
import org.junit.jupiter.api.Test;

/** What each fault of disks does, and that it is undone; what crashes do to operations in flight. */
final class DiskFaultsTest {
    private static final FileName LOG = FileName.log("log");
    private static final FileName OTHER = FileName.log("other");
    private static final FileName BULK = FileName.bulk("bulk");
    private static final int SEEDS = 300;

    private final Puppets puppets = Puppets.exact();
    private final World world = puppets.world;

    private static Append append(long operation, String text) {
        return new Append(operation, LOG, bytes(text));
    }

    private void store(String... records) {
        for (String record : records) {
            puppets.tell(A, append(world.events(), record), new Sync(-world.events(), LOG));
        }
    }

    private static void reboot(Puppets puppets) {
        puppets.world.crash(A);
        puppets.world.boot(A);
        puppets.run(0);
    }

    /** The log as the last boot showed it; "!" for a damaged place. */
    private static List<String> log(Puppets puppets) {
        return puppets.events(A, Event.Booted.class)
                .flatMap(Event.Booted::files)
                .filter(file -> file.file().equals(LOG))
                .flatMap(file -> ((BootFile.Log) file).records())
                .map(record ->
                        record instanceof BootFile.Good good ? good.bytes().toStringUtf8() : "!")
                .asJava();
    }

    private List<Event> diskEvents() {
        return puppets.seen(A)
                .map(Puppet.Seen::event)
                .filter(event -> event instanceof Event.DiskDone || event instanceof DiskFailed)
                .asJava();
    }

    private static Event done(long operation) {
        return new Event.DiskDone(operation, com.google.protobuf.ByteString.EMPTY);
    }

    private static Event broken(long operation) {
        return new DiskFailed(operation, DiskFault.BROKEN);
    }

    @Test
    void a_failing_sync_ends_the_file_until_the_next_boot_and_leaves_other_files_alone() {
        Fault fault = new Fault.FailingSync(List.of(A));
        store("synced");
        world.apply(fault);
        puppets.tell(A, append(101, "lost?"), new Sync(102, LOG), append(103, "x"), new Append(104, OTHER, bytes("y")));
        world.apply(fault.undo().get());
        puppets.tell(A, new Sync(105, LOG), append(106, "z"), new Sync(107, OTHER));
        assertThat(diskEvents())
                .endsWith(done(101), broken(102), broken(103), done(104), broken(105), broken(106), done(107));
        assertThat(world.tally().of(Counted.SYNCS_FAILED)).isEqualTo(1);
        reboot(puppets);
        assertThat(log(puppets)).startsWith("synced").doesNotContain("x", "z");
        puppets.tell(A, append(1, "new"), new Sync(2, LOG));
        assertThat(diskEvents()).containsExactly(done(1), done(2));
    }

    @Test
    void what_a_failed_sync_covered_may_be_there_or_not() {
        TreeSet<Integer> sizes = new TreeSet<>();
        for (int seed = 0; seed < 50; seed++) {
            Puppets fresh = new Puppets(seed, EXACT);
            fresh.world.apply(new Fault.FailingSync(List.of(A)));
            fresh.tell(A, append(1, "maybe"), new Sync(2, LOG));
            reboot(fresh);
            sizes.add(log(fresh).size());
        }
        assertThat(sizes).containsExactly(0, 1);
    }

    @Test
    void a_full_disk_refuses_an_append_and_leaves_the_file_as_it_was() {
        Fault fault = new Fault.FullDisk(List.of(A), 100);
        store("before");
        world.apply(fault);
        puppets.tell(A, append(101, "x".repeat(200)), append(102, "fits"), new Sync(103, LOG));
        puppets.tell(A, new Replace(104, BULK, Vector.of(bytes("y".repeat(200)))));
        assertThat(diskEvents())
                .endsWith(
                        new DiskFailed(101, DiskFault.FULL), done(102), done(103), new DiskFailed(104, DiskFault.FULL));
        world.apply(fault.undo().get());
        puppets.tell(A, append(105, "x".repeat(200)), new Sync(106, LOG));
        assertThat(diskEvents()).endsWith(done(105), done(106));
        reboot(puppets);
        assertThat(log(puppets)).containsExactly("before", "fits", "x".repeat(200));
        assertThat(world.tally().of(Counted.DISK_FULL)).isEqualTo(2);
    }

    @Test
    void a_small_disk_is_full_without_a_fault() {
        DiskOptions small = new DiskOptions(Delay.none(), Delay.none(), Delay.none(), 1_000_000_000L, 50);
        Puppets fresh = new Puppets(1, EXACT.with(small));
        fresh.tell(A, append(1, "x".repeat(20)), append(2, "x".repeat(20)));
        fresh.run(MILLI);
        assertThat(fresh.seen(A).last().event()).isEqualTo(new DiskFailed(2, DiskFault.FULL));
    }

    @Test
    void a_slow_disk_is_slow() {
        DiskOptions disk = new DiskOptions(
                Delay.constant(MILLI), Delay.constant(MILLI), Delay.none(), 1_000_000_000_000L, 1 << 20);
        Puppets fresh = new Puppets(1, EXACT.with(disk));
        Fault fault = new Fault.SlowDisk(List.of(A), 50);
        fresh.world.apply(fault);
        fresh.tell(A, append(1, "x"));
        fresh.run(50 * MILLI - 1);
        assertThat(fresh.events(A, Event.DiskDone.class)).isEmpty();
        fresh.run(1);
        assertThat(fresh.events(A, Event.DiskDone.class)).hasSize(1);
        fresh.world.apply(fault.undo().get());
        fresh.tell(A, append(2, "x"));
        fresh.run(MILLI);
        assertThat(fresh.events(A, Event.DiskDone.class)).hasSize(2);
        assertThat(fresh.world.tally().of(Counted.DISK_OPERATIONS_SLOWED)).isEqualTo(1);
    }

    @Test
    void a_broken_disk_fails_operations_of_every_kind() {
        world.apply(new Fault.BrokenDisk(List.of(A), 1_000_000));
        puppets.tell(A, append(1, "x"), new Replace(2, BULK, Vector.of(bytes("y"))), new Sync(3, OTHER));
        assertThat(diskEvents()).containsExactly(broken(1), broken(2), broken(3));
        world.apply(new Fault.HealAll());
        reboot(puppets);
        puppets.tell(A, append(1, "x"));
        assertThat(diskEvents()).containsExactly(done(1));
    }

    @Test
    void rot_damages_what_was_synced() {
        store("one", "two", "three");
        world.apply(new Fault.Rot(A, "log.log", 1));
        reboot(puppets);
        assertThat(log(puppets)).contains("!");
        assertThat(world.tally().of(Counted.BITS_ROTTED)).isEqualTo(1);
        assertThat(world.tally().of(Counted.RECORDS_DAMAGED_AT_BOOT)).isPositive();
    }

    @Test
    void rot_can_be_aimed_at_one_record() {
        store("one", "", "three");
        world.apply(new Fault.RotRecord(A, "log.log", 2));
        world.apply(new Fault.RotRecord(A, "log.log", 3));
        world.apply(new Fault.RotRecord(A, "nothing.log", 0));
        reboot(puppets);
        assertThat(log(puppets)).containsExactly("one", "", "!");
        world.apply(new Fault.RotRecord(A, "log.log", 1));
        world.apply(new Fault.RotRecord(A, "log.log", 2));
        reboot(puppets);
        assertThat(log(puppets)).startsWith("one", "!").doesNotContain("");
        assertThat(world.tally().of(Counted.BITS_ROTTED)).isEqualTo(2);
    }

    @Test
    void rot_can_be_aimed_at_one_byte_of_a_bulk_file() {
        puppets.tell(A, new Replace(1, BULK, Vector.of(bytes("abc"))));
        world.apply(new Fault.RotRecord(A, "bulk.bulk", 1));
        world.apply(new Fault.RotRecord(A, "bulk.bulk", 3));
        puppets.tell(A, new Effect.Read(2, BULK, 0, 3));
        assertThat(puppets.events(A, Event.DiskDone.class).last().bytes().toStringUtf8())
                .matches("a[^b]c");
    }

    @Test
    void rot_of_a_bulk_file_changes_one_bit_of_what_is_read() {
        puppets.tell(A, new Replace(1, BULK, Vector.of(com.google.protobuf.ByteString.copyFrom(new byte[100]))));
        world.apply(new Fault.Rot(A, "", 1));
        puppets.tell(A, new Effect.Read(2, BULK, 0, 100));
        byte[] read = puppets.events(A, Event.DiskDone.class).last().bytes().toByteArray();
        int ones = 0;
        for (byte one : read) {
            ones += Integer.bitCount(one & 0xFF);
        }
        assertThat(ones).isEqualTo(1);
    }

    @Test
    void rot_where_nothing_is_does_nothing_and_does_not_count() {
        world.apply(new Fault.Rot(A, "", 3));
        assertThat(world.tally().of(Counted.BITS_ROTTED)).isZero();
    }

    @Test
    void a_wiped_disk_is_empty_and_its_node_stays_down() {
        store("one");
        world.apply(new Fault.Wipe(A));
        world.apply(new Fault.HealAll());
        puppets.run(MILLI);
        assertThat(world.isUp(A)).isFalse();
        world.boot(A);
        puppets.run(0);
        assertThat(puppets.events(A, Event.Booted.class).head().files()).isEmpty();
    }

    @Test
    void a_node_runs_other_code_from_its_next_boot_on() {
        world.replace(A, new Ponger());
        puppets.tell(A);
        assertThat(puppets.seen(A)).isNotEmpty();
        world.crash(A);
        world.boot(A);
        puppets.run(0);
        assertThat(world.state(A).get()).isNotInstanceOf(Vector.class);
    }

    @Test
    void images_that_were_kept_are_known() {
        assertThat(world.keepsImage(A, "monday")).isFalse();
        world.apply(new Fault.KeepImage(A, "monday"));
        assertThat(world.keepsImage(A, "monday")).isTrue();
        assertThat(world.keepsImage(B, "monday")).isFalse();
    }

    @Test
    void an_image_is_restored_as_it_was_kept_and_boots_under_another_id() {
        store("one");
        long firstId = puppets.events(A, Event.Booted.class).head().bootId();
        world.apply(new Fault.KeepImage(A, "monday"));
        store("two");
        world.apply(new Fault.RestoreImage(A, "monday"));
        world.boot(A);
        puppets.run(0);
        assertThat(log(puppets)).containsExactly("one");
        assertThat(puppets.events(A, Event.Booted.class).head().bootId()).isNotEqualTo(firstId);
        store("other");
        world.apply(new Fault.RestoreImage(A, "monday"));
        world.boot(A);
        puppets.run(0);
        assertThat(log(puppets)).containsExactly("one");
        assertThat(world.tally().of(Counted.IMAGES_RESTORED)).isEqualTo(2);
    }

    @Test
    void an_image_that_was_never_kept_changes_nothing() {
        world.apply(new Fault.RestoreImage(A, "never"));
        assertThat(world.isUp(A)).isTrue();
        world.apply(new Fault.KeepImage(B, "monday"));
        world.apply(new Fault.RestoreImage(A, "monday"));
        assertThat(world.isUp(A)).isTrue();
    }

    @Test
    void operations_in_flight_at_a_crash_happen_wholly_partly_or_not_in_order() {
        TreeSet<String> seen = new TreeSet<>();
        for (int seed = 0; seed < SEEDS; seed++) {
            Puppets fresh = new Puppets(seed, EXACT.with(DiskOptions.solidState()));
            fresh.tell(A, append(1, "a"), append(2, "b".repeat(3_000)), new Sync(3, LOG), append(4, "c"));
            reboot(fresh);
            String log = String.join("", log(fresh)).replaceAll("b+", "b");
            seen.add(log);
            assertThat(fresh.world.violations()).isEmpty();
        }
        assertThat(seen).contains("", "a", "ab", "abc", "a!");
        assertThat(seen).allMatch(log -> log.matches("[a!]?[b!]*[c!]?"));
    }

    @Test
    void a_replacement_in_flight_is_there_as_a_whole_or_not_at_all() {
        TreeSet<List<String>> seen = new TreeSet<>(java.util.Comparator.comparing(Object::toString));
        for (int seed = 0; seed < SEEDS; seed++) {
            Puppets fresh = new Puppets(seed, EXACT.with(DiskOptions.solidState()));
            fresh.tell(A, append(1, "old"), new Sync(2, LOG));
            fresh.run(200 * MILLI);
            fresh.tell(A, new Replace(3, LOG, Vector.of("x".repeat(2_000), "y").map(Puppets::bytes)));
            reboot(fresh);
            seen.add(log(fresh));
        }
        assertThat(seen).containsExactlyInAnyOrder(List.of("old"), List.of("x".repeat(2_000), "y"));
    }

    @Test
    void what_a_boot_shows_has_been_synced() {
        for (int seed = 0; seed < SEEDS; seed++) {
            Puppets fresh = new Puppets(seed, EXACT);
            fresh.tell(A, append(1, "a"), append(2, "b".repeat(1_000)), append(3, "c"));
            reboot(fresh);
            List<String> shown = log(fresh);
            fresh.world.apply(new Fault.Crash(List.of(A), Unsynced.LOST));
            fresh.world.boot(A);
            fresh.run(0);
            assertThat(log(fresh)).isEqualTo(shown);
        }
    }

    @Test
    void files_are_in_order_themselves_but_not_among_each_other() {
        int otherFirst = 0;
        for (int seed = 0; seed < 100; seed++) {
            Puppets fresh = new Puppets(seed, EXACT.with(DiskOptions.solidState()));
            fresh.tell(A, append(1, "x"), append(2, "x"), new Append(3, OTHER, bytes("y")));
            fresh.run(10 * MILLI);
            List<Long> order = fresh.events(A, Event.DiskDone.class)
                    .map(Event.DiskDone::operation)
                    .asJava();
            assertThat(order).hasSize(3);
            assertThat(order.indexOf(1L)).isLessThan(order.indexOf(2L));
            otherFirst += order.get(0) == 3 ? 1 : 0;
        }
        assertThat(otherFirst).isBetween(10, 90);
    }
}
