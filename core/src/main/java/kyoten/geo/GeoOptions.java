package kyoten.geo;

import io.vavr.collection.SortedMap;
import java.time.Duration;
import kyoten.node.NodeId;
import kyoten.site.SiteOptions;

/**
 * How a server of a site among others behaves.
 *
 * @param site how it behaves within its site
 * @param addresses of the site's servers, as other sites reach them: {@code host:port}, the host an IP address; empty
 *     where hosts know them by themselves
 * @param timing how fast
 * @param sizes how much
 */
public record GeoOptions(SiteOptions site, SortedMap<NodeId, String> addresses, Timing timing, Sizes sizes) {

    /**
     * With the usual timing and sizes.
     *
     * @param addresses see above
     */
    public static GeoOptions of(SiteOptions site, SortedMap<NodeId, String> addresses) {
        return new GeoOptions(site, addresses, Timing.USUAL, Sizes.USUAL);
    }

    /** The same with other times. */
    public GeoOptions with(Timing other) {
        return new GeoOptions(site, addresses, other, sizes);
    }

    /** The same with other sizes. */
    public GeoOptions with(Sizes other) {
        return new GeoOptions(site, addresses, timing, other);
    }

    /**
     * Times.
     *
     * @param tick between two reports to each other site
     * @param silence after which a site that says nothing is taken for unreachable, and what was asked of it is asked again;
     *     several times the time to it and back
     * @param patience after which an operator who asked for a join is told that nobody answers
     */
    public record Timing(Duration tick, Duration silence, Duration patience) {

        /** For sites up to a few hundred milliseconds apart. */
        public static final Timing USUAL =
                new Timing(Duration.ofMillis(200), Duration.ofMillis(1500), Duration.ofSeconds(10));

        public Timing {
            if (tick.isZero() || tick.isNegative() || silence.compareTo(tick.multipliedBy(2)) < 0) {
                throw new IllegalArgumentException("silence lasts at least two ticks: " + silence + ", " + tick);
            }
        }
    }

    /**
     * Sizes, in bytes. What is bigger than a message by itself goes in one of its own.
     *
     * @param batch of updates in one message
     * @param credit of updates that are on their way to one site, not yet committed there
     * @param reply of what an exchange brings in one message
     */
    public record Sizes(int batch, long credit, int reply) {

        /** For links of some megabytes a second. */
        public static final Sizes USUAL = new Sizes(64 << 10, 1 << 20, 256 << 10);

        public Sizes {
            if (batch < 1 || credit < 1 || reply < 1) {
                throw new IllegalArgumentException("sizes are positive: " + batch + ", " + credit + ", " + reply);
            }
        }
    }
}
