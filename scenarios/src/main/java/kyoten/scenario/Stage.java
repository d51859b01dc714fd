package kyoten.scenario;

import io.vavr.collection.Vector;
import kyoten.node.NodeId;
import kyoten.node.SiteId;
import kyoten.scenario.plan.Options;

/**
 * The names of those who take part in a run.
 *
 * @param site its one site
 * @param servers in the order of their numbers, which count from 1
 * @param clients in the order of their numbers, which count from 1
 */
public record Stage(SiteId site, Vector<NodeId> servers, Vector<NodeId> clients) {
    private static final String SITE = "tokyo";

    /** Who takes part in a run with these options. */
    public static Stage of(Options options) {
        return new Stage(
                new SiteId(SITE),
                Vector.rangeClosed(1, options.servers()).map(number -> new NodeId(SITE + '/' + number)),
                Vector.rangeClosed(1, options.clients()).map(number -> new NodeId("client-" + number)));
    }

    /** The server of a number, counted from 1; numbers beyond the last go round, so that an edited plan stays a plan. */
    public NodeId server(int number) {
        return servers.get((number - 1) % servers.size());
    }

    /** The client of a number, counted from 1; numbers beyond the last go round. */
    public NodeId client(int number) {
        return clients.get((number - 1) % clients.size());
    }
}
