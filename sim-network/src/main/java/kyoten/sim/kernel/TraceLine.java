package kyoten.sim.kernel;

/**
 * One line of a run's trace.
 *
 * @param event the number of the event that it belongs to, from 1 on
 * @param nanos the virtual time
 * @param place the node, or "world"
 * @param what what happened there: an event, an effect or a fault
 */
public record TraceLine(long event, long nanos, String place, String what) {

    /** Seconds with nine digits, place, what happened. */
    @Override
    public String toString() {
        return nanos / 1_000_000_000 + "."
                + String.valueOf(1_000_000_000 + nanos % 1_000_000_000).substring(1) + "  " + place + "  " + what;
    }
}
