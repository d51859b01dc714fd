package kyoten.sim.disk;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import kyoten.sim.kernel.Counted;
import kyoten.sim.kernel.Dice;
import kyoten.sim.kernel.Purpose;
import kyoten.sim.kernel.Tally;

/**
 * The bytes of a file: what is synced, and the changes since.
 *
 * <p>The rule of a crash: what is synced stays. Of the changes, each sector that they touch has taken any number of its own,
 * the first ones of them, and the file has the length that it had after any of the changes or on the way to it. The bytes of
 * a sector change together.
 */
final class Content {
    static final int SECTOR = 512;

    private final List<Change> unsynced = new ArrayList<>();
    private byte[] synced = new byte[0];
    private int syncedLength;
    private int length;
    private boolean cutUnsynced;

    /** Bytes put at an offset; or, with the cut set, everything from the offset on gone. */
    private record Change(int offset, byte[] bytes, boolean cut, int lengthAfter) {
        boolean touches(int sector) {
            int first = offset / SECTOR;
            int last = cut ? Integer.MAX_VALUE : (offset + bytes.length - 1) / SECTOR;
            return first <= sector && sector <= last;
        }
    }

    /** The length in bytes, changes included. */
    int length() {
        return length;
    }

    int syncedLength() {
        return syncedLength;
    }

    /** A copy of what is synced. */
    byte[] synced() {
        return Arrays.copyOf(synced, syncedLength);
    }

    /** Whether a cut may still be undone by a crash. */
    boolean isCutUnsynced() {
        return cutUnsynced;
    }

    void put(int offset, byte[] bytes) {
        length = Math.max(length, Math.addExact(offset, bytes.length));
        unsynced.add(new Change(offset, bytes, false, length));
    }

    void cut(int newLength) {
        length = Math.min(length, newLength);
        cutUnsynced = true;
        unsynced.add(new Change(newLength, new byte[0], true, length));
    }

    void sync() {
        for (Change change : unsynced) {
            if (change.cut) {
                Arrays.fill(synced, Math.min(change.offset, synced.length), synced.length, (byte) 0);
            } else {
                makeRoom(change.offset + change.bytes.length);
                System.arraycopy(change.bytes, 0, synced, change.offset, change.bytes.length);
            }
        }
        makeRoom(length);
        syncedLength = length;
        settled();
    }

    private void settled() {
        unsynced.clear();
        cutUnsynced = false;
        length = syncedLength;
    }

    private void makeRoom(int bytes) {
        if (bytes > synced.length) {
            synced = Arrays.copyOf(synced, Math.max(bytes, Math.min(synced.length, Integer.MAX_VALUE / 4) * 2));
        }
    }

    void replace(byte[] bytes) {
        synced = bytes;
        syncedLength = bytes.length;
        settled();
    }

    /** A part of what is synced; what is beyond the end is left out. */
    byte[] read(long offset, int bytes) {
        int from = (int) Math.min(offset, syncedLength);
        return Arrays.copyOfRange(synced, from, (int) Math.min((long) from + bytes, syncedLength));
    }

    void flip(long bit) {
        synced[(int) (bit >>> 3)] ^= (byte) (1 << (bit & 7));
    }

    // ---- a crash

    /** How many changes each sector and the length have taken. */
    private enum Manner {
        NONE,
        ALL,
        FIRST_ONES_AND_A_TORN_ONE,
        ANY
    }

    void crash(Unsynced unsyncedOnes, Dice dice, long now, Tally tally) {
        if (unsynced.isEmpty()) {
            return;
        }
        tally.add(Counted.UNSYNCED_WRITES_AT_CRASH, unsynced.size());
        Manner manner = manner(unsyncedOnes, dice, now);
        if (manner == Manner.ALL) {
            sync();
        } else if (manner == Manner.FIRST_ONES_AND_A_TORN_ONE) {
            int kept = (int) dice.below(Purpose.CRASH_MANNER, now, unsynced.size());
            List<Change> rest = List.copyOf(unsynced.subList(kept + 1, unsynced.size()));
            Change torn = unsynced.get(kept);
            tally.add(Counted.SECTORS_LOST, sectors(rest));
            unsynced.subList(kept, unsynced.size()).clear();
            length = kept == 0 ? syncedLength : unsynced.get(kept - 1).lengthAfter;
            sync();
            unsynced.add(torn);
            tear(dice, now, tally);
        } else if (manner == Manner.ANY) {
            tear(dice, now, tally);
        } else {
            tally.add(Counted.SECTORS_LOST, sectors(unsynced));
            settled();
        }
    }

    private static Manner manner(Unsynced unsynced, Dice dice, long now) {
        return switch (unsynced) {
            case KEPT -> Manner.ALL;
            case LOST -> Manner.NONE;
            case DRAWN -> Manner.values()[(int) dice.below(Purpose.CRASH_MANNER, now, Manner.values().length)];
        };
    }

    private static int sectors(List<Change> changes) {
        int sectors = 0;
        for (Change change : changes) {
            sectors += (change.bytes.length + SECTOR - 1) / SECTOR;
        }
        return sectors;
    }

    /** Each sector that was touched takes the first of its changes, any number of them. */
    private void tear(Dice dice, long now, Tally tally) {
        int newLength = tornLength(dice, now);
        int first = Integer.MAX_VALUE;
        int end = Math.max(syncedLength, newLength);
        for (Change change : unsynced) {
            first = Math.min(first, change.offset / SECTOR);
            end = Math.max(end, change.offset + change.bytes.length);
        }
        makeRoom(end);
        int lost = 0;
        int kept = 0;
        for (int sector = first; sector * SECTOR < end; sector++) {
            List<Change> own = touching(sector);
            int taken = (int) dice.below(Purpose.CRASH_SECTOR, now, own.size() + 1);
            for (Change change : own.subList(0, taken)) {
                apply(change, sector);
            }
            lost += own.size() - taken;
            kept += taken;
        }
        Arrays.fill(synced, newLength, synced.length, (byte) 0);
        syncedLength = newLength;
        settled();
        tally.add(Counted.SECTORS_LOST, lost);
        tally.add(Counted.FILES_TORN, lost > 0 && kept > 0 ? 1 : 0);
    }

    private List<Change> touching(int sector) {
        List<Change> own = new ArrayList<>();
        for (Change change : unsynced) {
            if (change.touches(sector)) {
                own.add(change);
            }
        }
        return own;
    }

    private void apply(Change change, int sector) {
        int sectorFrom = sector * SECTOR;
        int sectorTo = Math.min(sectorFrom + SECTOR, synced.length);
        int from = Math.max(sectorFrom, change.offset);
        if (change.cut) {
            Arrays.fill(synced, from, Math.max(from, sectorTo), (byte) 0);
        } else {
            int to = Math.min(sectorTo, change.offset + change.bytes.length);
            System.arraycopy(change.bytes, from - change.offset, synced, from, to - from);
        }
    }

    /** The length after any of the changes, or a whole number of sectors on the way to it. */
    private int tornLength(Dice dice, long now) {
        int reached = (int) dice.below(Purpose.CRASH_LENGTH, now, unsynced.size() + 1);
        int before = reached == 0 ? syncedLength : unsynced.get(reached - 1).lengthAfter;
        int after = reached == unsynced.size() ? before : unsynced.get(reached).lengthAfter;
        int boundaries = after / SECTOR - before / SECTOR;
        if (boundaries <= 0) {
            return before;
        }
        int passed = (int) dice.below(Purpose.CRASH_LENGTH, now, boundaries + 1);
        return passed == 0 ? before : (before / SECTOR + passed) * SECTOR;
    }
}
