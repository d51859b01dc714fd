package kyoten.client;

import io.vavr.collection.Seq;
import java.time.Duration;
import kyoten.node.NodeId;
import kyoten.site.Limits;

/**
 * How a client behaves.
 *
 * @param servers of its own site, where alone it asks
 * @param deadline after which a call ends unanswered
 * @param attempt after which a silent server is given up and the next one asked
 * @param pause before a server that is not ready is asked again
 * @param limits of its site, so that what is too long is not even sent
 * @param idle after which a session is not used any more but replaced; less than the life of sessions at the site
 */
public record ClientOptions(
        Seq<NodeId> servers, Duration deadline, Duration attempt, Duration pause, Limits limits, Duration idle) {

    public ClientOptions {
        if (servers.isEmpty()) {
            throw new IllegalArgumentException("a client needs at least one server");
        }
    }

    /** What fits servers in one data centre. */
    public static ClientOptions of(Seq<NodeId> servers) {
        return new ClientOptions(
                servers,
                Duration.ofSeconds(5),
                Duration.ofMillis(400),
                Duration.ofMillis(30),
                Limits.DEFAULT,
                Duration.ofSeconds(60));
    }

    /** The same with another deadline. */
    public ClientOptions withDeadline(Duration newDeadline) {
        return new ClientOptions(servers, newDeadline, attempt, pause, limits, idle);
    }
}
