package kyoten.sim;

import java.util.List;
import kyoten.node.NodeId;

/**
 * What becomes of one message.
 *
 * @param from the sender
 * @param to the receiver
 * @param number of the message among all that the one sent to the other in the run, counted from 1
 * @param delays how long it is on its way in nanoseconds, each time that it arrives: none if it is lost, two if it is doubled
 */
public record Delivery(NodeId from, NodeId to, long number, List<Long> delays) {
    private static final int MOST = 2;
    private static final long LONGEST_NANOS = 3_600_000_000_000L;

    public Delivery {
        delays = List.copyOf(delays);
        if (number < 1) {
            throw new IllegalArgumentException("messages are numbered from 1: " + number);
        }
        if (delays.size() > MOST || delays.stream().anyMatch(delay -> delay < 0 || delay > LONGEST_NANOS)) {
            throw new IllegalArgumentException(
                    "a message arrives never, once or twice, each time within an hour, in nanoseconds: " + delays);
        }
    }

    /** Whether the message never arrives. */
    public boolean isLoss() {
        return delays.isEmpty();
    }
}
