package kyoten.scenario.plan;

/**
 * One operation of one client.
 *
 * @param number unique in the plan; a write's value is made of it
 * @param client counted from 1
 * @param atNanos since the run's beginning; it starts then, or as soon as the client is free
 */
public record PlannedOperation(int number, int client, long atNanos, Act act) {
    public PlannedOperation {
        if (number < 1 || client < 1 || atNanos < 0) {
            throw new IllegalArgumentException(
                    "operations and clients count from 1, times from 0: " + number + ", " + client + ", " + atNanos);
        }
    }

    /** The value that it writes, if it writes one. */
    public String value() {
        return "v" + number;
    }
}
