package kyoten.causal;

/**
 * The name of one update: the n-th that its origin made in the stream of the update's key.
 *
 * @param n counts from 1 without gaps, per origin and stream
 */
public record Dot(Origin origin, long n) implements Comparable<Dot> {

    public Dot {
        if (n < 1) {
            throw new IllegalArgumentException("dots are counted from 1: " + n);
        }
    }

    @Override
    public int compareTo(Dot other) {
        int byOrigin = origin.compareTo(other.origin);
        return byOrigin != 0 ? byOrigin : Long.compare(n, other.n);
    }

    @Override
    public String toString() {
        return origin + ":" + n;
    }
}
