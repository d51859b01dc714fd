package kyoten.sim.kernel;

import java.util.function.Supplier;

/**
 * One line of a run's trace. Its text is made when it is asked for: events and effects are values, so to keep a line is to keep a
 * reference, and to record a whole run costs little.
 *
 * @param event the number of the event that it belongs to, from 1 on
 * @param nanos the virtual time
 * @param place the node, or "world"
 * @param text makes {@link #what}
 */
public record TraceLine(long event, long nanos, String place, Supplier<String> text) {

    /** What happened there: an event, an effect or a fault. */
    public String what() {
        return text.get();
    }

    /** Seconds with nine digits, place, what happened. */
    @Override
    public String toString() {
        return nanos / 1_000_000_000 + "."
                + String.valueOf(1_000_000_000 + nanos % 1_000_000_000).substring(1) + "  " + place + "  " + what();
    }
}
