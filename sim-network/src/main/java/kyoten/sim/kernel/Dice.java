package kyoten.sim.kernel;

/**
 * The chance of one place: a link between two nodes, a node's clock, a file.
 *
 * <p>A decision is a function of the seed, the place with its boot, the purpose, the virtual time and the ordinal among the
 * decisions of the same purpose, place and instant. It does not depend on what was drawn elsewhere or before, so that a
 * small change of a run changes little of its chance.
 */
public final class Dice {
    private static final int PURPOSES = Purpose.values().length;
    private static final long MILLION = 1_000_000;

    private final long[] lastTime = new long[PURPOSES];
    private final int[] lastOrdinal = new int[PURPOSES];
    private long place;

    /**
     * @param seed the run's
     * @param place a hash of the place's name and, if it belongs to a node, of the node's boot
     */
    public Dice(long seed, long place) {
        moveTo(seed, place);
    }

    /** Makes this the chance of another place, as when a node boots. */
    public void moveTo(long seed, long newPlace) {
        place = Mix.mix(seed, newPlace);
    }

    /** 64 random bits. */
    public long draw(Purpose purpose, long time) {
        int p = purpose.ordinal();
        int ordinal = lastTime[p] == time ? lastOrdinal[p] + 1 : 0;
        lastTime[p] = time;
        lastOrdinal[p] = ordinal;
        long key = Mix.mix(Mix.mix(place ^ purpose.salt, time), ordinal);
        return Mix.mix(key);
    }

    /**
     * 64 random bits for a node's own decision, the same whenever it is asked for again.
     *
     * @param purpose the node's name for it
     * @param step the ordinal of the node's step among those of the instant
     * @param i the ordinal among the decisions of the purpose within the step
     */
    public long ofNode(String purpose, long time, long step, int i) {
        long key = Mix.mix(Mix.mix(place ^ Purpose.NODE.salt ^ Mix.text(purpose), time), step << Integer.SIZE ^ i);
        return Mix.mix(key);
    }

    /** A number from 0 (inclusive) to the bound (exclusive), which is 1 to 2^62. */
    public long below(Purpose purpose, long time, long bound) {
        return below(draw(purpose, time), bound);
    }

    /** Whether something happens that does so a number of times in a million. Draws nothing if it is never or always. */
    public boolean happens(Purpose purpose, long time, int perMillion) {
        if (perMillion <= 0 || perMillion >= MILLION) {
            return perMillion > 0;
        }
        return below(purpose, time, MILLION) < perMillion;
    }

    /** Scales 64 random bits to a number from 0 (inclusive) to the bound (exclusive), which is 1 to 2^62. */
    public static long below(long bits, long bound) {
        return Math.multiplyHigh(bits >>> 1, bound << 1);
    }
}
