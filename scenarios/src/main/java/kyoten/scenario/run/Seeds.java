package kyoten.scenario.run;

/**
 * The seeds of a campaign.
 *
 * @param first the first
 * @param last the last, included
 */
public record Seeds(long first, long last) {
    /** How many seeds a campaign takes at the most. */
    public static final long MOST = 1_000_000_000L;

    public Seeds {
        if (first > last || last - first < 0 || last - first >= MOST) {
            throw new IllegalArgumentException("no range of seeds: " + first + ".." + last);
        }
    }

    /** That one seed. */
    public static Seeds only(long seed) {
        return new Seeds(seed, seed);
    }

    /** How many there are. */
    public long count() {
        return last - first + 1;
    }

    @Override
    public String toString() {
        return first == last ? "seed " + first : "seeds " + first + ".." + last;
    }
}
