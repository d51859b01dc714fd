package kyoten.sim.disk;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.TreeSet;
import kyoten.sim.kernel.Counted;
import kyoten.sim.kernel.Dice;
import kyoten.sim.kernel.Tally;
import net.jqwik.api.Assume;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

final class ContentTest {
    private static final int SECTOR = Content.SECTOR;

    private static Dice dice(long seed) {
        return new Dice(seed, 1);
    }

    private static byte[] filled(int length, int value) {
        byte[] bytes = new byte[length];
        Arrays.fill(bytes, (byte) value);
        return bytes;
    }

    private static Content synced(int length) {
        Content content = new Content();
        content.put(0, filled(length, 1));
        content.sync();
        return content;
    }

    /**
     * Appends and cuts: a positive number appends so many bytes, a negative one cuts so many. All versions of the file are
     * kept; after the crash each sector must be as in one of them, and the synced part as it was up to the lowest cut.
     */
    @Property(tries = 1_000)
    void after_a_crash_each_sector_is_as_it_was_after_one_of_the_changes(
            @ForAll @IntRange(max = 2_000) int syncedLength,
            @ForAll @Size(max = 12) List<@IntRange(min = -700, max = 1_500) Integer> changes,
            @ForAll long seed) {
        Content content = synced(syncedLength);
        List<byte[]> versions = new ArrayList<>(List.of(content.synced()));
        int lowest = syncedLength;
        int mark = 2;
        for (int change : changes) {
            byte[] last = versions.get(versions.size() - 1);
            int length = Math.max(0, last.length + change);
            byte[] next = Arrays.copyOf(last, length);
            if (change < 0) {
                content.cut(length);
            } else {
                Arrays.fill(next, last.length, length, (byte) mark);
                content.put(last.length, filled(change, mark++));
            }
            lowest = Math.min(lowest, length);
            versions.add(next);
        }
        content.crash(Unsynced.DRAWN, dice(seed), 1, new Tally());

        byte[] left = content.synced();
        assertThat(content.length()).isEqualTo(content.syncedLength()).isEqualTo(left.length);
        assertThat(Arrays.copyOf(left, lowest)).isEqualTo(Arrays.copyOf(versions.get(0), lowest));
        int longest =
                versions.stream().mapToInt(version -> version.length).max().orElseThrow();
        assertThat(left.length).isBetween(lowest, longest);
        for (int from = 0; from < left.length; from += SECTOR) {
            byte[] sector = Arrays.copyOfRange(left, from, Math.min(from + SECTOR, left.length));
            int at = from;
            assertThat(versions)
                    .as("the sector at " + from)
                    .anyMatch(version -> isCutOf(sector, version, at) || isZero(sector));
        }
    }

    /** Whether a sector is as in a version, as far as the file's length of either goes. */
    private static boolean isCutOf(byte[] sector, byte[] version, int from) {
        byte[] there = Arrays.copyOfRange(version, Math.min(from, version.length), Math.max(from, version.length));
        return Arrays.equals(sector, Arrays.copyOf(there, sector.length));
    }

    private static boolean isZero(byte[] bytes) {
        return Arrays.equals(bytes, new byte[bytes.length]);
    }

    @Property(tries = 200)
    void what_is_synced_survives_every_crash(@ForAll @IntRange(max = 3_000) int length, @ForAll long seed) {
        Content content = synced(length);
        content.crash(Unsynced.DRAWN, dice(seed), 1, new Tally());
        assertThat(content.synced()).isEqualTo(filled(length, 1));
    }

    @Property(tries = 200)
    void a_second_crash_changes_nothing(@ForAll @IntRange(min = 1, max = 5_000) int length, @ForAll long seed) {
        Content content = synced(700);
        content.put(700, filled(length, 2));
        content.crash(Unsynced.DRAWN, dice(seed), 1, new Tally());
        byte[] first = content.synced();
        content.crash(Unsynced.DRAWN, dice(seed), 2, new Tally());
        assertThat(content.synced()).isEqualTo(first);
    }

    @Test
    void a_crash_can_leave_anything_from_nothing_to_all_and_holes_too() {
        TreeSet<Integer> lengths = new TreeSet<>();
        TreeSet<String> sectors = new TreeSet<>();
        Tally tally = new Tally();
        for (int seed = 0; seed < 2_000; seed++) {
            Content content = synced(SECTOR);
            content.put(SECTOR, filled(3 * SECTOR + 100, 2));
            content.crash(Unsynced.DRAWN, dice(seed), 1, tally);
            lengths.add(content.syncedLength());
            StringBuilder seen = new StringBuilder();
            for (int at = SECTOR; at < content.syncedLength(); at += SECTOR) {
                seen.append(content.synced()[at]);
            }
            sectors.add(seen.toString());
        }
        assertThat(lengths).containsExactly(512, 1024, 1536, 2048, 2148);
        assertThat(sectors).contains("", "2", "0", "20", "02", "222", "2222", "0222", "2022", "2202", "2220", "0002");
        assertThat(tally.of(Counted.FILES_TORN)).isGreaterThan(500);
        assertThat(tally.of(Counted.SECTORS_LOST)).isGreaterThan(1_000);
    }

    @Test
    void a_sector_changes_as_a_whole() {
        for (int seed = 0; seed < 500; seed++) {
            Content content = synced(100);
            content.put(100, filled(50, 2));
            content.put(150, filled(50, 3));
            content.crash(Unsynced.DRAWN, dice(seed), 1, new Tally());
            byte[] left = Arrays.copyOf(content.synced(), 200);
            for (int at : new int[] {0, 100, 150}) {
                assertThat(left[at + 49]).isIn((byte) 0, left[at]);
            }
            assertThat(left[150] == 3 && left[100] != 2).isFalse();
        }
    }

    @Property(tries = 300)
    void reading_and_syncing_agree_with_a_plain_array(
            @ForAll @Size(max = 20) List<@IntRange(min = -500, max = 1_000) Integer> changes) {
        Assume.that(!changes.isEmpty());
        Content content = new Content();
        byte[] model = new byte[0];
        int mark = 1;
        for (int change : changes) {
            int length = Math.max(0, model.length + change);
            byte[] next = Arrays.copyOf(model, length);
            if (change < 0) {
                content.cut(length);
            } else {
                Arrays.fill(next, model.length, length, (byte) mark);
                content.put(model.length, filled(change, mark++));
            }
            model = next;
            assertThat(content.length()).isEqualTo(model.length);
            if (mark % 3 == 0) {
                content.sync();
            }
        }
        content.sync();
        assertThat(content.synced()).isEqualTo(model);
        assertThat(content.read(3, 10))
                .isEqualTo(Arrays.copyOfRange(model, Math.min(3, model.length), Math.min(13, model.length)));
        assertThat(content.read(1L << 40, 10)).isEmpty();
    }
}
