package kyoten.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.protobuf.ByteString;
import io.vavr.collection.Vector;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import kyoten.node.BootFile.Damaged;
import kyoten.node.BootFile.Good;
import kyoten.node.BootFile.LogRecord;
import kyoten.wire.RecordLog.Scan;
import kyoten.wire.RecordLog.Tail;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;

class RecordLogTest {
    private static final int SECTOR = 512;
    private static final RecordLog LOG = RecordLog.of(0x5A17);

    /** A log as a disk holds it: what is cut off stays behind as bytes until it is written over. */
    private static final class Disk {
        private byte[] image = new byte[0];
        private Tail tail = Tail.START;
        private final List<ByteString> expected = new ArrayList<>();

        Disk append(ByteString record) {
            RecordLog.Framed framed = LOG.frame(tail, record);
            write(tail.offset(), framed.bytes());
            tail = framed.tail();
            expected.add(record);
            return this;
        }

        void write(long offset, byte[] bytes) {
            image = Arrays.copyOf(image, (int) Math.max(image.length, offset + bytes.length));
            System.arraycopy(bytes, 0, image, (int) offset, bytes.length);
        }

        void truncate(int kept) {
            tail = LOG.scan(image).truncated(kept);
            expected.subList(kept, expected.size()).clear();
        }

        Disk layOut(int zeros) {
            image = Arrays.copyOf(image, image.length + zeros);
            return this;
        }

        List<ByteString> goods() {
            return RecordLogTest.goods(LOG.scan(image));
        }
    }

    private static List<ByteString> goods(Scan scan) {
        return scan.records()
                .filter(Good.class::isInstance)
                .map(record -> ((Good) record).bytes())
                .asJava();
    }

    private static ByteString random(Random random, int maxLength) {
        byte[] bytes = new byte[random.nextInt(maxLength + 1)];
        if (random.nextInt(4) > 0) { // otherwise zeros, which must not be taken for the end
            random.nextBytes(bytes);
        }
        return ByteString.copyFrom(bytes);
    }

    private static Disk written(Random random, int records) {
        Disk disk = new Disk();
        for (int i = 0; i < records; i++) {
            disk.append(random(random, 600));
        }
        return disk;
    }

    private static Vector<LogRecord> good(List<ByteString> records) {
        return Vector.ofAll(records).map(Good::new);
    }

    @Property
    void what_is_appended_is_read_back(
            @ForAll Random random, @ForAll @IntRange(max = 20) int records, @ForAll @IntRange(max = 5_000) int zeros) {
        Disk disk = written(random, records).layOut(zeros);

        Scan scan = LOG.scan(disk.image);

        assertThat(scan.records()).isEqualTo(good(disk.expected));
        assertThat(scan.tail()).isEqualTo(disk.tail);
        assertThat(LOG.image(Vector.ofAll(disk.expected)))
                .isEqualTo(Arrays.copyOf(disk.image, (int) disk.tail.offset()));
    }

    @Property
    void a_log_that_is_cut_anywhere_shows_its_whole_records(
            @ForAll Random random, @ForAll @IntRange(min = 1, max = 8) int records) {
        Disk disk = written(random, records);
        int length = random.nextInt(disk.image.length + 1);

        Scan scan = LOG.scan(Arrays.copyOf(disk.image, length));

        List<ByteString> goods = goods(scan);
        assertThat(goods).isEqualTo(disk.expected.subList(0, goods.size()));
        assertThat(scan.records().size() - goods.size()).isLessThanOrEqualTo(1);
        long whole = LOG.scan(disk.image).tails().count(tail -> tail.offset() <= length);
        assertThat((long) goods.size()).isGreaterThanOrEqualTo(whole);
    }

    @Property(tries = 3_000)
    void one_flipped_bit_costs_one_record_at_most(
            @ForAll Random random, @ForAll @IntRange(min = 1, max = 8) int records) {
        Disk disk = written(random, records);
        int at = random.nextInt(disk.image.length);
        disk.image[at] ^= (byte) (1 << random.nextInt(8));

        Scan scan = LOG.scan(disk.image);

        assertThat(scan.records()).hasSize(records);
        int damaged = 0;
        for (int i = 0; i < records; i++) {
            if (scan.records().get(i) instanceof Damaged place) {
                damaged++;
                assertThat((long) at)
                        .isBetween(place.offset(), scan.tails().get(i).offset() - 1);
            } else {
                assertThat(scan.records().get(i)).isEqualTo(new Good(disk.expected.get(i)));
            }
        }
        assertThat(damaged).isLessThanOrEqualTo(1);
    }

    /** SEMANTICS K4: the synced part is intact, the rest is any subset of its sectors, the file's length included. */
    @Property(tries = 2_000)
    void a_crash_takes_no_synced_record_and_invents_none(
            @ForAll Random random,
            @ForAll @IntRange(max = 5) int synced,
            @ForAll @IntRange(min = 1, max = 6) int unsynced) {
        Disk disk = written(random, synced);
        byte[] before = disk.image.clone();
        for (int i = 0; i < unsynced; i++) {
            disk.append(random(random, 2_000));
        }
        byte[] crashed = crash(disk.image, before, random);

        Scan scan = LOG.scan(crashed);

        assertThat(scan.records().take(synced)).isEqualTo(good(disk.expected.subList(0, synced)));
        assertSubsequence(goods(scan), disk.expected);
    }

    private static void assertSubsequence(List<ByteString> some, List<ByteString> all) {
        int found = 0;
        for (ByteString record : all) {
            if (found < some.size() && some.get(found).equals(record)) {
                found++;
            }
        }
        assertThat(found).as("%s are a subsequence of %s", some, all).isEqualTo(some.size());
    }

    private static byte[] crash(byte[] written, byte[] synced, Random random) {
        byte[] crashed = Arrays.copyOf(synced, synced.length + random.nextInt(written.length - synced.length + 1));
        for (int sector = synced.length / SECTOR; sector * SECTOR < crashed.length; sector++) {
            if (random.nextBoolean()) {
                int end = Math.min((sector + 1) * SECTOR, crashed.length);
                System.arraycopy(written, sector * SECTOR, crashed, sector * SECTOR, end - sector * SECTOR);
            }
        }
        return crashed;
    }

    @Property(tries = 3_000)
    void an_old_tail_behind_a_truncation_never_passes(
            @ForAll Random random, @ForAll @Size(min = 1, max = 12) List<@IntRange(max = 9) Integer> steps) {
        Disk disk = written(random, 3);
        for (int step : steps) {
            if (step < 5) {
                disk.truncate(random.nextInt(disk.expected.size() + 1));
            }
            disk.append(random(random, 60)); // whatever is cut off and not written over stays in the file
        }

        assertThat(disk.goods()).isEqualTo(disk.expected);
    }

    @Property(tries = 2_000)
    void a_log_goes_on_behind_any_damage(@ForAll Random random, @ForAll @IntRange(min = 1, max = 12) int changes) {
        Disk disk = written(random, 6).layOut(random.nextInt(300));
        byte[] spoilt = Mutation.of(disk.image, random, changes);
        Scan before = LOG.scan(spoilt);
        assertSubsequence(goods(before), disk.expected);

        Disk goesOn = new Disk();
        goesOn.image = spoilt;
        goesOn.tail = before.tail();
        goesOn.append(random(random, 100)).append(random(random, 100));
        Scan after = LOG.scan(goesOn.image);

        assertThat(after.records()).isEqualTo(before.records().appendAll(good(goesOn.expected)));
        assertThat(after.tail()).isEqualTo(goesOn.tail);
    }

    @Property(tries = 2_000)
    void a_log_goes_on_where_damage_was_cut_off(
            @ForAll Random random, @ForAll @IntRange(min = 1, max = 12) int changes) {
        byte[] spoilt = Mutation.of(written(random, 6).image, random, changes);
        Scan before = LOG.scan(spoilt);
        int kept = random.nextInt(before.records().size() + 1);
        Disk cut = new Disk();
        cut.tail = before.truncated(kept);
        cut.image = Arrays.copyOf(spoilt, (int) cut.tail.offset());

        cut.append(random(random, 100)).append(random(random, 100));

        assertThat(LOG.scan(cut.image).records())
                .isEqualTo(before.records().take(kept).appendAll(good(cut.expected)));
    }

    @Example
    void zeros_alone_are_an_empty_log() {
        assertThat(LOG.scan(new byte[0]).records()).isEmpty();
        assertThat(LOG.scan(new byte[4_096])).isEqualTo(LOG.scan(new byte[0]));
    }

    @Example
    void zeros_before_a_record_are_damage() {
        Disk disk = new Disk().append(ByteString.copyFromUtf8("a")).append(ByteString.copyFromUtf8("b"));
        long second = disk.tail.offset();
        disk.append(ByteString.copyFromUtf8("c"));
        Arrays.fill(disk.image, 0, (int) second, (byte) 0);

        assertThat(LOG.scan(disk.image).records())
                .isEqualTo(Vector.of(new Damaged(0, 0), new Good(ByteString.copyFromUtf8("c"))));
    }

    @Example
    void a_rotten_record_is_named_with_its_length() {
        Disk disk = new Disk().append(ByteString.copyFromUtf8("abc")).append(ByteString.copyFromUtf8("def"));
        disk.image[RecordLog.HEADER] = 'x';

        assertThat(LOG.scan(disk.image).records())
                .isEqualTo(Vector.of(new Damaged(0, 3), new Good(ByteString.copyFromUtf8("def"))));
    }

    /** A record that a client wrote as its value, where the search for the next record would find it. */
    @Property(tries = 200)
    void a_record_within_a_record_never_passes(@ForAll long saltOfTheForger, @ForAll Random random) {
        byte[] forged = RecordLog.of(saltOfTheForger)
                .frame(
                        new Tail(RecordLog.HEADER, random.nextInt(), random.nextInt(3)),
                        ByteString.copyFromUtf8("forged"))
                .bytes();
        Disk disk = new Disk().append(ByteString.copyFrom(forged));
        disk.image[random.nextInt(RecordLog.HEADER)] ^= 1;

        assertThat(disk.goods()).isEmpty();
    }

    @Example
    void the_same_record_elsewhere_never_passes() {
        Disk disk = new Disk().append(ByteString.copyFromUtf8("a")).append(ByteString.copyFromUtf8("b"));
        disk.write(disk.tail.offset(), Arrays.copyOf(disk.image, disk.image.length));

        assertThat(disk.goods()).isEqualTo(disk.expected);
    }

    @Example
    void more_than_there_is_cannot_be_kept() {
        assertThatThrownBy(() -> LOG.scan(new byte[0]).truncated(1))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("cannot keep 1 of 0 records");
    }
}
