package kyoten.site;

import io.vavr.control.Option;
import java.util.function.Consumer;
import kyoten.gossip.History;
import kyoten.node.Env;
import kyoten.node.Event;
import kyoten.node.Node;
import kyoten.node.NodeId;
import kyoten.node.Step;
import kyoten.raft.Raft;
import kyoten.raft.RaftEnvelope;
import kyoten.site.SiteState.ProposedWaiting;
import kyoten.site.message.AdminRequest;
import kyoten.site.message.ClientRequest;
import kyoten.site.message.Command;

/**
 * One server of a site.
 *
 * <p>A client may ask any server. Only the leader answers; the others name it ({@code Redirect}), which is simpler than
 * passing requests on, and lets the client be the only one who sends again. What changes anything goes through the log,
 * and is answered when its entry is committed, that is, synced by a majority. Reads are answered when a majority has
 * confirmed, after the request came, that the server leads (rule R3).
 *
 * <p>An operator asks by message, or through the host: {@code Asked} with an {@code AdminRequest}, which is answered
 * with an {@code AdminReply}.
 */
public final class SiteServer implements Node<SiteState> {
    static final String VOUCH = "site/vouch";

    private final SiteOptions options;
    private final Raft<Store> raft;
    private final ContextSeal seal;

    public SiteServer(SiteOptions options) {
        this.options = options;
        this.raft = new Raft<>(options.raft(), machine(options));
        this.seal = new ContextSeal(options.cluster().key());
    }

    private static StoreMachine machine(SiteOptions options) {
        return new StoreMachine(
                options.site(), options.limits(), History.of(options.cluster().founders()));
    }

    SiteOptions options() {
        return options;
    }

    Raft<Store> raft() {
        return raft;
    }

    ContextSeal seal() {
        return seal;
    }

    @Override
    public SiteState initial() {
        return SiteState.booting(raft.initial());
    }

    @Override
    public Step<SiteState> on(SiteState state, Event event, Env env) {
        SiteTurn turn = new SiteTurn(this, state, env);
        if (event instanceof Event.Received received) {
            return onMessage(turn, state, received);
        } else if (event instanceof Event.TimerFired timer && timer.timer().equals(VOUCH)) {
            Vouching.onTimer(turn);
        } else if (event instanceof Event.TimerFired timer && timer.timer().equals(Patience.TIMER)) {
            Patience.onTimer(turn);
        } else if (event instanceof Event.Asked asked) {
            if (!(asked.body() instanceof AdminRequest request)) {
                throw new IllegalArgumentException("a server is asked AdminRequests, not " + asked.body());
            }
            AdminDesk.onRequest(turn, Operator.here(asked.request(), request), request);
        } else {
            turn.toRaft(event);
        }
        return turn.step();
    }

    /** The leader of the site's servers, as far as a server knows. */
    public Option<NodeId> leader(SiteState state) {
        return state.raft().leader(options.self());
    }

    /**
     * Puts a command of the site's own into the log, of those that bring what other sites say. What comes of it shows in
     * the store; if the server does not lead, or consensus does not take it, nothing does.
     */
    public Step<SiteState> propose(SiteState state, Command.Builder command, Env env) {
        return propose(state, env, turn -> turn.propose(new ProposedWaiting(), command));
    }

    /** The same with a command that can wait some milliseconds for a client's, to keep the disks free for clients. */
    public Step<SiteState> proposeSoon(SiteState state, Command.Builder command, Env env) {
        return propose(state, env, turn -> Patience.propose(turn, command));
    }

    private Step<SiteState> propose(SiteState state, Env env, Consumer<SiteTurn> how) {
        if (!state.leadsSettled()) {
            return Step.ignored(state, "the server does not lead, or can't take commands yet");
        }
        SiteTurn turn = new SiteTurn(this, state, env);
        how.accept(turn);
        return turn.step();
    }

    private static Step<SiteState> onMessage(SiteTurn turn, SiteState state, Event.Received received) {
        if (received.message() instanceof RaftEnvelope) {
            turn.toRaft(received);
        } else if (received.message() instanceof ClientRequest request) {
            ClientDesk.onRequest(turn, received.from(), request);
        } else if (received.message() instanceof AdminRequest request) {
            AdminDesk.onRequest(turn, Operator.at(received.from(), request), request);
        } else {
            return Step.ignored(state, "not a server's message");
        }
        return turn.step();
    }
}
