package kyoten.causal;

import io.vavr.collection.Seq;
import io.vavr.collection.Vector;
import java.util.Arrays;
import java.util.function.Predicate;

/**
 * For each origin, how far: a set of dots of one stream that holds, with every dot, all earlier ones of its origin.
 *
 * <p>Vectors of a stream form a lattice under {@link #join}. They are short (one entry per site and epoch that wrote),
 * so they are kept as sorted arrays.
 */
public final class VersionVector {
    private static final VersionVector EMPTY = new VersionVector(new Origin[0], new long[0]);

    private final Origin[] origins;
    private final long[] counts;

    private VersionVector(Origin[] origins, long[] counts) {
        this.origins = origins;
        this.counts = counts;
    }

    /** No dots at all. */
    public static VersionVector empty() {
        return EMPTY;
    }

    /** The dots up to and including one, of its origin. */
    public static VersionVector upTo(Dot dot) {
        return new VersionVector(new Origin[] {dot.origin()}, new long[] {dot.n()});
    }

    /** The join of {@link #upTo} of some dots. */
    public static VersionVector upTo(Seq<Dot> dots) {
        VersionVector all = EMPTY;
        for (Dot dot : dots) {
            all = all.with(dot);
        }
        return all;
    }

    /** How far this goes for an origin; 0 if it has nothing of it. */
    public long get(Origin origin) {
        int place = find(origin);
        return place < 0 ? 0 : counts[place];
    }

    /** Whether a dot is among these. */
    public boolean covers(Dot dot) {
        return dot.n() <= get(dot.origin());
    }

    /** Whether all dots of another vector are among these. */
    public boolean covers(VersionVector other) {
        for (int i = 0; i < other.origins.length; i++) {
            if (other.counts[i] > get(other.origins[i])) {
                return false;
            }
        }
        return true;
    }

    /** The last dots, one per origin, in order. */
    public Seq<Dot> dots() {
        Vector<Dot> dots = Vector.empty();
        for (int i = 0; i < origins.length; i++) {
            dots = dots.append(new Dot(origins[i], counts[i]));
        }
        return dots;
    }

    /** How many origins this has dots of. */
    public int size() {
        return origins.length;
    }

    /** A hash of 64 bits, after what was hashed before it, see {@link Hash64}. */
    public long hash(long before) {
        long hash = Hash64.of(before, origins.length);
        for (int i = 0; i < origins.length; i++) {
            hash = Hash64.of(hash, new Dot(origins[i], counts[i]));
        }
        return hash;
    }

    /** The dots that are in both of two sets. */
    public VersionVector meet(VersionVector other) {
        VersionVector met = EMPTY;
        for (int i = 0; i < origins.length; i++) {
            long n = Math.min(counts[i], other.get(origins[i]));
            met = n == 0 ? met : met.with(new Dot(origins[i], n));
        }
        return met;
    }

    public boolean isEmpty() {
        return origins.length == 0;
    }

    /** These dots and all up to another one. */
    public VersionVector with(Dot dot) {
        int place = find(dot.origin());
        if (place >= 0) {
            return counts[place] >= dot.n() ? this : raised(place, dot.n());
        }
        return inserted(-place - 1, dot);
    }

    /** The union of two sets of dots. */
    public VersionVector join(VersionVector other) {
        if (other.covers(this)) {
            return other;
        }
        VersionVector joined = this;
        for (int i = 0; i < other.origins.length; i++) {
            joined = joined.with(new Dot(other.origins[i], other.counts[i]));
        }
        return joined;
    }

    /** What this holds of the origins that are wanted. */
    public VersionVector only(Predicate<Origin> wanted) {
        Origin[] keptOrigins = new Origin[origins.length];
        long[] keptCounts = new long[origins.length];
        int kept = 0;
        for (int i = 0; i < origins.length; i++) {
            if (wanted.test(origins[i])) {
                keptOrigins[kept] = origins[i];
                keptCounts[kept++] = counts[i];
            }
        }
        return kept == origins.length
                ? this
                : new VersionVector(Arrays.copyOf(keptOrigins, kept), Arrays.copyOf(keptCounts, kept));
    }

    private VersionVector raised(int place, long n) {
        long[] newCounts = counts.clone();
        newCounts[place] = n;
        return new VersionVector(origins, newCounts);
    }

    private VersionVector inserted(int place, Dot dot) {
        Origin[] newOrigins = Arrays.copyOf(origins, origins.length + 1);
        long[] newCounts = Arrays.copyOf(counts, counts.length + 1);
        System.arraycopy(origins, place, newOrigins, place + 1, origins.length - place);
        System.arraycopy(counts, place, newCounts, place + 1, counts.length - place);
        newOrigins[place] = dot.origin();
        newCounts[place] = dot.n();
        return new VersionVector(newOrigins, newCounts);
    }

    /** The place of an origin, or, if it is not there, minus its place to be, minus 1. */
    private int find(Origin origin) {
        if (origins.length == 1 && origins[0].equals(origin)) {
            return 0;
        }
        return Arrays.binarySearch(origins, origin);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof VersionVector that
                && Arrays.equals(counts, that.counts)
                && Arrays.equals(origins, that.origins);
    }

    @Override
    public int hashCode() {
        return 31 * Arrays.hashCode(origins) + Arrays.hashCode(counts);
    }

    @Override
    public String toString() {
        return dots().mkString("{", " ", "}");
    }
}
