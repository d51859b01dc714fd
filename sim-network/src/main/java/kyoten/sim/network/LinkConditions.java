package kyoten.sim.network;

import java.util.ArrayList;
import java.util.List;
import kyoten.sim.kernel.Delay;

/**
 * What a link does to the messages that are sent on it.
 *
 * @param cut everything is lost
 * @param held everything waits, until a change of conditions releases it
 * @param rates how often messages are lost, doubled and reordered
 * @param delays are drawn for each message and added up
 * @param capacity how much passes at a time
 */
public record LinkConditions(boolean cut, boolean held, Rates rates, List<Delay> delays, Capacity capacity) {

    /**
     * How often it happens.
     *
     * @param lostPerMillion messages that vanish
     * @param duplicatedPerMillion messages that arrive twice, the second time with a delay of its own
     * @param reorderedPerMillion messages that wait for an additional time
     * @param reorderedByNanos at most that long
     */
    public record Rates(int lostPerMillion, int duplicatedPerMillion, int reorderedPerMillion, long reorderedByNanos) {

        /** These happen beside those: a message survives both losses; the greater of the other numbers counts. */
        Rates and(Rates other) {
            long kept = (1_000_000L - lostPerMillion) * (1_000_000L - other.lostPerMillion) / 1_000_000L;
            return new Rates(
                    (int) (1_000_000L - kept),
                    Math.max(duplicatedPerMillion, other.duplicatedPerMillion),
                    Math.max(reorderedPerMillion, other.reorderedPerMillion),
                    Math.max(reorderedByNanos, other.reorderedByNanos));
        }
    }

    /**
     * How much passes. A message leaves when those before it have left; what finds the queue full is lost.
     *
     * @param bytesPerSecond more than 0
     * @param queueBytes how much may wait
     */
    public record Capacity(long bytesPerSecond, long queueBytes) {
        private static final long SECOND = 1_000_000_000L;

        /** Without bounds. */
        public static final Capacity UNBOUNDED = new Capacity(Long.MAX_VALUE, Long.MAX_VALUE);

        public Capacity {
            if (bytesPerSecond <= 0 || queueBytes <= 0) {
                throw new IllegalArgumentException(
                        "a link passes something: " + bytesPerSecond + " bytes/s, " + queueBytes + " bytes of queue");
            }
        }

        /** Whether there is a bound. */
        boolean isBounded() {
            return bytesPerSecond != Long.MAX_VALUE;
        }

        /** How long so many bytes take, in nanoseconds. */
        long time(long bytes) {
            return bytes > Long.MAX_VALUE / SECOND ? Long.MAX_VALUE / 2 : bytes * SECOND / bytesPerSecond;
        }

        /** How many bytes leave in so many nanoseconds, which is a time that {@link #time} told. */
        long bytes(long nanos) {
            return nanos > Long.MAX_VALUE / bytesPerSecond ? Long.MAX_VALUE : nanos * bytesPerSecond / SECOND;
        }

        Capacity and(Capacity other) {
            return new Capacity(Math.min(bytesPerSecond, other.bytesPerSecond), Math.min(queueBytes, other.queueBytes));
        }
    }

    /** A link that only delays. */
    public static LinkConditions delaying(Delay delay) {
        return new LinkConditions(false, false, new Rates(0, 0, 0, 0), List.of(delay), Capacity.UNBOUNDED);
    }

    /** These conditions, and everything lost. */
    public LinkConditions cutOff() {
        return new LinkConditions(true, held, rates, delays, capacity);
    }

    /** These conditions, and everything waits. */
    public LinkConditions holding() {
        return new LinkConditions(cut, true, rates, delays, capacity);
    }

    /** These conditions with more rates. */
    public LinkConditions with(Rates more) {
        return new LinkConditions(cut, held, rates.and(more), delays, capacity);
    }

    /** These conditions with one more delay. */
    public LinkConditions slower(Delay more) {
        List<Delay> all = new ArrayList<>(delays);
        all.add(more);
        return new LinkConditions(cut, held, rates, List.copyOf(all), capacity);
    }

    /** These conditions with a narrower capacity. */
    public LinkConditions narrower(Capacity bound) {
        return new LinkConditions(cut, held, rates, delays, capacity.and(bound));
    }
}
