package kyoten.baseline;

import io.vavr.collection.Vector;
import io.vavr.control.Option;
import kyoten.baseline.message.Acknowledge;
import kyoten.baseline.message.Answer;
import kyoten.baseline.message.Feed;
import kyoten.baseline.message.Opening;
import kyoten.baseline.message.Request;
import kyoten.baseline.message.Stood;
import kyoten.baseline.message.Superseded;
import kyoten.node.Effect.Reply;
import kyoten.node.Env;
import kyoten.node.Event;
import kyoten.node.Event.Asked;
import kyoten.node.Event.Booted;
import kyoten.node.Event.DiskDone;
import kyoten.node.Event.DiskFailed;
import kyoten.node.Event.Received;
import kyoten.node.Event.TimerFired;
import kyoten.node.Node;
import kyoten.node.NodeId;
import kyoten.node.Step;

/**
 * A central server, or one of a master and its slaves.
 *
 * <p>The master replicates each update synchronously: it answers when it and all its slaves have it on their disks. It also
 * answers a get only when all its slaves have told that they still follow it. Nobody elects a master: an operator orders a server to
 * {@link Lead} the configuration of the next epoch. The server obeys if it holds all that was acknowledged before, and from
 * then on acknowledges nothing to the master before it, which so answers nobody any more, whether it hears of its successor or not.
 *
 * <p>What was synced is trusted to be on the disk; after any failure of the disk the server does nothing until it is started anew.
 */
public final class BaselineServer implements Node<ServerState> {
    /** The mark of the note that a server has become the master; its detail tells the epoch. */
    public static final String BECAME_MASTER = Masters.BECAME_MASTER;

    private static final String HALTED = "halted";
    private static final String RETIRED = "retired";

    /** All marks that a run can reach. */
    public static final Vector<String> MARKS = Vector.of(BECAME_MASTER, HALTED, RETIRED);

    private final BaselineOptions options;

    public BaselineServer(BaselineOptions options) {
        this.options = options;
    }

    @Override
    public ServerState initial() {
        return new ServerState(options.founding(), 0, Content.EMPTY, 0, 0, new Role.Halted());
    }

    @Override
    public Step<ServerState> on(ServerState state, Event event, Env env) {
        ServerTurn turn = new ServerTurn(options, state);
        if (event instanceof Booted booted) {
            onBooted(turn, ServerFile.of(booted.files()));
        } else if (turn.role instanceof Role.Halted) {
            turn.ignore("the disk has failed");
        } else if (event instanceof DiskFailed failed) {
            turn.role = new Role.Halted();
            turn.note(HALTED, "disk " + failed.fault());
        } else if (event instanceof DiskDone done) {
            onDiskDone(turn, done.operation());
        } else if (turn.role instanceof Role.Starting) {
            turn.ignore("not started yet");
        } else if (event instanceof Received received) {
            onMessage(turn, received.from(), received.message());
        } else if (event instanceof Asked asked) {
            onAsked(turn, asked);
        } else if (event instanceof TimerFired) {
            onResend(turn);
        }
        return turn.step();
    }

    private void onBooted(ServerTurn turn, ServerFile file) {
        if (file.damaged()) {
            turn.truncate(file.whole());
        }
        Stood standing = file.standing()
                .getOrElse(() -> ServerFile.stood(options.founding(), Opening.getDefaultInstance(), 0)
                        .getStood());
        turn.configuration = Configuration.of(standing.getStanding()).getOrElse(options.founding());
        turn.content = file.content();
        turn.boots = file.boots() + 1;
        turn.holdsUpdates(file.updates());
        if (file.standing().isEmpty()) {
            turn.append(Vector.of(ServerFile.stood(turn.configuration, standing.getOpening(), 0)));
        }
        turn.append(Vector.of(ServerFile.boots(turn.boots)));
        turn.role = new Role.Starting(turn.sync(), standing.getOpening(), standing.getRecords());
    }

    private static void onDiskDone(ServerTurn turn, long operation) {
        if (turn.role instanceof Role.Starting starting) {
            if (operation == starting.operation()) {
                start(turn, starting);
            }
        } else if (turn.role instanceof Master master) {
            Masters.onDiskDone(turn, master, operation);
        } else if (turn.role instanceof Slave slave) {
            Slaves.onDiskDone(turn, slave, operation);
        } else {
            turn.ignore("nobody waits for it");
        }
    }

    private static void start(ServerTurn turn, Role.Starting starting) {
        if (turn.configuration.master().equals(turn.options.self())) {
            Masters.begin(turn, Masters.of(turn, Option.none()));
        } else {
            turn.role = Slave.booted(turn.configuration, starting.opening(), starting.records());
        }
    }

    private static void onMessage(ServerTurn turn, NodeId from, Object message) {
        if (message instanceof Request request) {
            onRequest(turn, from, request);
        } else if (message instanceof Feed feed) {
            Slaves.onFeed(turn, current(turn), from, feed);
        } else if (message instanceof Acknowledge acknowledge && turn.role instanceof Master master) {
            Masters.onAcknowledge(turn, master, from, acknowledge);
        } else if (message instanceof Superseded superseded) {
            Configuration.of(superseded.getStanding()).forEach(newer -> onSuperseded(turn, newer));
        } else {
            turn.ignore("not for me");
        }
    }

    private static void onRequest(ServerTurn turn, NodeId client, Request request) {
        if (turn.role instanceof Master master) {
            Masters.onRequest(turn, master, client, request);
            return;
        }
        turn.send(
                client,
                Answer.newBuilder()
                        .setSession(request.getSession())
                        .setNumber(request.getNumber())
                        .setMaster(Slaves.known(turn).master().name())
                        .build());
    }

    /** The latest stream that the server knows of: all that is older is over. */
    private static Opening current(ServerTurn turn) {
        if (turn.role instanceof Slave slave) {
            return slave.opening();
        }
        if (turn.role instanceof Master master) {
            return master.stream().opening();
        }
        return Opening.newBuilder().setEpoch(Slaves.known(turn).epoch()).build();
    }

    private static void onSuperseded(ServerTurn turn, Configuration newer) {
        if (!(turn.role instanceof Master)) {
            turn.ignore("not the master");
        } else if (newer.epoch() <= turn.configuration.epoch()) {
            turn.ignore("an older master");
        } else {
            turn.note(RETIRED, "epoch " + newer.epoch());
            turn.role = new Role.Retired(newer);
        }
    }

    private static void onAsked(ServerTurn turn, Asked asked) {
        if (!(asked.body() instanceof Lead lead)) {
            throw new IllegalArgumentException("a server is asked to Lead, not " + asked.body());
        }
        Configuration next = lead.next();
        if (turn.role instanceof Master master && turn.configuration.equals(next)) {
            if (master.naming().isEmpty()) {
                turn.effect(new Reply(asked.request(), new Lead.Accepted()));
            } else {
                turn.ignore("the order is being written down");
            }
            return;
        }
        Option<String> objection = objection(turn, next);
        if (objection.isDefined()) {
            turn.effect(new Reply(asked.request(), new Lead.Refused(objection.get())));
            return;
        }
        lead(turn, next, asked.request());
    }

    private static Option<String> objection(ServerTurn turn, Configuration next) {
        Configuration standing = turn.configuration;
        if (!next.master().equals(turn.options.self())) {
            return Option.some("the order is for " + next.master());
        }
        if (next.epoch() != standing.epoch() + 1) {
            return Option.some(
                    "it stands in epoch " + standing.epoch() + ", after which comes no epoch " + next.epoch());
        }
        if (!standing.has(turn.options.self())) {
            return Option.some("it was left out of epoch " + standing.epoch() + " and lacks what came then");
        }
        if (!Slaves.known(turn).equals(standing)) {
            return Option.some(
                    "it has heard of epoch " + Slaves.known(turn).epoch() + " and does not hold all of it yet");
        }
        return Option.none();
    }

    /** From here on the master before it gets no acknowledgement; others hear of it when the order is safe. */
    private static void lead(ServerTurn turn, Configuration next, long request) {
        if (turn.role instanceof Master master) {
            turn.content = Masters.whole(turn, master);
        }
        turn.configuration = next;
        Opening opening =
                Opening.newBuilder().setEpoch(next.epoch()).setBoot(turn.boots).build();
        turn.append(Vector.of(ServerFile.stood(next, opening, 0)));
        turn.role = Masters.of(turn, Option.some(new Role.Naming(request, turn.sync())));
    }

    private static void onResend(ServerTurn turn) {
        if (turn.role instanceof Master master && master.naming().isEmpty()) {
            Masters.tellAgain(turn);
        } else {
            turn.ignore("not the master for certain");
        }
    }
}
