package kyoten.client;

import io.vavr.collection.SortedMap;
import io.vavr.collection.TreeMap;
import io.vavr.collection.Vector;
import java.time.Duration;
import kyoten.node.Effect;
import kyoten.node.Env;
import kyoten.node.Event;
import kyoten.node.Node;
import kyoten.node.NodeId;
import kyoten.node.Step;
import kyoten.site.message.AdminRefused;
import kyoten.site.message.AdminReply;
import kyoten.site.message.AdminRequest;

/**
 * An operator of a site as a node: is asked {@link AdminRequest}s, and answers each with the {@link AdminReply} of the
 * server that leads, whichever that is. Servers take an order that comes twice for one. There is no deadline: whoever
 * asks waits as long as it wants.
 */
public final class OperatorNode implements Node<OperatorNode.State> {
    private static final String RETRY = "operator/retry/";

    private final Vector<NodeId> servers;
    private final long patienceNanos;

    /**
     * @param servers of the site
     * @param patience after which a silent server is given up and the next one asked
     */
    public OperatorNode(Vector<NodeId> servers, Duration patience) {
        if (servers.isEmpty()) {
            throw new IllegalArgumentException("an operator needs at least one server");
        }
        this.servers = servers;
        this.patienceNanos = patience.toNanos();
    }

    /** @param open what has been asked and not answered, by its number */
    public record State(SortedMap<Long, Open> open) {}

    /**
     * @param handle of whoever asked
     * @param asking the server that is asked, then those that are asked after it
     */
    record Open(long handle, AdminRequest request, Vector<NodeId> asking) {
        Open next() {
            return new Open(handle, request, asking.tail().append(asking.head()));
        }

        Open first(NodeId server) {
            return new Open(handle, request, asking.remove(server).prepend(server));
        }
    }

    @Override
    public State initial() {
        return new State(TreeMap.empty());
    }

    @Override
    public Step<State> on(State state, Event event, Env env) {
        if (event instanceof Event.Asked asked && asked.body() instanceof AdminRequest request) {
            long number = env.random("request", 0);
            return ask(
                    state,
                    number,
                    new Open(
                            asked.request(),
                            request.toBuilder().setNumber(number).build(),
                            servers));
        } else if (event instanceof Event.TimerFired fired && fired.timer().startsWith(RETRY)) {
            return onRetry(state, Long.parseLong(fired.timer().substring(RETRY.length())));
        } else if (event instanceof Event.Received received && received.message() instanceof AdminReply reply) {
            return onReply(state, received.from(), reply);
        }
        return Step.ignored(state, "not an operator's business");
    }

    private Step<State> ask(State state, long number, Open open) {
        return Step.to(
                new State(state.open.put(number, open)),
                new Effect.Send(open.asking.head(), open.request),
                new Effect.SetTimer(RETRY + number, patienceNanos));
    }

    private Step<State> onRetry(State state, long number) {
        return state.open
                .get(number)
                .map(open -> ask(state, number, open.next()))
                .getOrElse(() -> Step.ignored(state, "has been answered"));
    }

    private Step<State> onReply(State state, NodeId from, AdminReply reply) {
        if (!state.open.containsKey(reply.getNumber())) {
            return Step.ignored(state, "has been answered");
        }
        Open open = state.open.get(reply.getNumber()).get();
        if (reply.hasRefused() && reply.getRefused().getNotLeading()) {
            return onNotLeading(state, from, reply.getNumber(), open, reply.getRefused());
        }
        return Step.to(
                new State(state.open.remove(reply.getNumber())),
                new Effect.CancelTimer(RETRY + reply.getNumber()),
                new Effect.Reply(open.handle, reply));
    }

    /** Asks the leader that is named; if nobody is, the next server, when it is time. */
    private Step<State> onNotLeading(State state, NodeId from, long number, Open open, AdminRefused refused) {
        boolean isNamed = !refused.getLeader().isEmpty() && refused.getLeader().length() <= 255;
        NodeId leader = isNamed ? new NodeId(refused.getLeader()) : from;
        return leader.equals(from) || !from.equals(open.asking.head())
                ? Step.ignored(state, "names no other leader")
                : ask(state, number, open.first(leader));
    }
}
