package kyoten.baseline;

import io.vavr.collection.Seq;
import java.time.Duration;
import kyoten.node.NodeId;

/**
 * How a server is set up.
 *
 * @param founding the configuration in which it stands when its disk is empty
 * @param resend after which time a master tells its slaves again what they have not acknowledged
 * @param compactAfter how many updates are appended to the file before it is written anew
 */
public record BaselineOptions(NodeId self, Configuration founding, Duration resend, int compactAfter) {
    private static final Duration USUAL_RESEND = Duration.ofMillis(100);
    private static final int USUAL_COMPACTION = 100_000;

    public BaselineOptions {
        if (resend.isNegative() || resend.isZero()) {
            throw new IllegalArgumentException("the time between two tellings must be positive: " + resend);
        }
        if (compactAfter < 1) {
            throw new IllegalArgumentException("at least one update lies between two compactions: " + compactAfter);
        }
    }

    /**
     * The usual options.
     *
     * @param servers of the group, the first of which is its first master; a single one is a central server
     */
    public static BaselineOptions of(NodeId self, Seq<NodeId> servers) {
        return new BaselineOptions(self, Configuration.founding(servers), USUAL_RESEND, USUAL_COMPACTION);
    }

    /** With another time after which is told again what was not acknowledged. */
    public BaselineOptions withResend(Duration other) {
        return new BaselineOptions(self, founding, other, compactAfter);
    }

    /** With another number of updates between two compactions. */
    public BaselineOptions withCompactAfter(int updates) {
        return new BaselineOptions(self, founding, resend, updates);
    }
}
