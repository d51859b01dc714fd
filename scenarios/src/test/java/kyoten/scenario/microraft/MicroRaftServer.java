package kyoten.scenario.microraft;

import com.google.protobuf.ByteString;
import io.microraft.Ordered;
import io.microraft.QueryPolicy;
import io.microraft.RaftConfig;
import io.microraft.RaftEndpoint;
import io.microraft.RaftNode;
import io.microraft.RaftRole;
import io.microraft.exception.NotLeaderException;
import io.microraft.executor.RaftNodeExecutor;
import io.microraft.impl.RaftNodeImpl;
import io.microraft.model.message.AppendEntriesSuccessResponse;
import io.microraft.model.message.RaftMessage;
import io.microraft.report.RaftNodeReport;
import io.microraft.transport.Transport;
import io.vavr.collection.Seq;
import io.vavr.collection.Set;
import io.vavr.control.Option;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import kyoten.baseline.message.Answer;
import kyoten.baseline.message.Found;
import kyoten.baseline.message.Request;
import kyoten.node.Event.Booted;
import kyoten.node.NodeId;
import kyoten.scenario.guest.Guest;
import kyoten.scenario.guest.Outside;

/** A server: MicroRaft over an {@link Outside}, and clients who put, get and take out values. */
final class MicroRaftServer implements Guest {
    /** The mark of the note that this server leads; its detail is the term. */
    static final String LEADS = "became-leader";

    /** The mark of the note that a leader got an acknowledgement of an older term. */
    static final String OLD_ACKNOWLEDGEMENT = "old-acknowledgement";

    /** The mark of the note that a read joined others that were under way. */
    static final String JOINED = "joined-a-round";

    private static final int HEARTBEATS = 2;

    private final Outside outside;
    private final Set<Mend> mends;
    private final RaftNodeImpl raft;
    private long ledTerm;

    /**
     * How a server is set up.
     *
     * @param self its own name
     * @param servers of the group, itself among them
     * @param electionNanos how long a server waits for its leader
     * @param snapshotEvery how many entries are applied between two snapshots
     * @param mends what is done about bugs
     */
    record Setup(NodeId self, Seq<NodeId> servers, long electionNanos, int snapshotEvery, Set<Mend> mends) {}

    MicroRaftServer(Setup setup, Outside outside, Booted booted) {
        this.outside = outside;
        this.mends = setup.mends;
        Restored restored = new Restored(booted.files());
        if (restored.damaged()) {
            outside.truncate(GuestStore.FILE, restored.whole());
        }
        Pace pace = new Pace(outside.clock(), setup.electionNanos / HEARTBEATS);
        RaftNode.RaftNodeBuilder builder = RaftNode.newBuilder()
                .setGroupId(RaftReader.GROUP)
                .setConfig(config(setup))
                .setExecutor(new Executor(outside, pace))
                .setTransport(new Network(outside))
                .setStore(new GuestStore(outside))
                .setStateMachine(new Places())
                .setRandom(outside.random())
                .setClock(pace)
                .setRaftNodeReportListener(this::onReport);
        restored.state()
                .peek(builder::setRestoredState)
                .onEmpty(() -> builder.setLocalEndpoint(Member.of(setup.self))
                        .setInitialGroupMembers(
                                setup.servers.<RaftEndpoint>map(Member::of).toJavaList()));
        raft = (RaftNodeImpl) builder.build();
        done(raft.start(), any -> {});
    }

    private static RaftConfig config(Setup setup) {
        return RaftConfig.newBuilder()
                .setLeaderHeartbeatPeriodSecs(1)
                .setLeaderHeartbeatTimeoutSecs(HEARTBEATS)
                .setLeaderElectionTimeoutMillis(1000)
                .setCommitCountToTakeSnapshot(setup.snapshotEvery)
                .setTransferSnapshotsFromFollowersEnabled(!setup.mends.contains(Mend.NO_PARTS_FROM_FOLLOWERS))
                .build();
    }

    @Override
    public void received(NodeId from, Object message) {
        if (message instanceof Request request) {
            request(from, request);
        } else if (message instanceof Packet packet) {
            handle(packet.message());
        } else {
            outside.note("ignored", "not for a server");
        }
    }

    private void handle(RaftMessage message) {
        boolean leads = raft.state().leaderState() != null;
        if (leads
                && message instanceof AppendEntriesSuccessResponse
                && message.getTerm() < raft.getTerm().getTerm()) {
            outside.note(OLD_ACKNOWLEDGEMENT, "term " + message.getTerm());
            if (mends.contains(Mend.NO_OLD_ACKNOWLEDGEMENTS)) {
                return;
            }
        }
        raft.handle(message);
    }

    private void request(NodeId client, Request request) {
        ByteString operation = request.toByteString();
        if (!request.hasGet()) {
            answer(client, request, raft.replicate(operation));
            return;
        }
        boolean joins = raft.state().leaderState() != null
                && raft.state().leaderState().queryState().queryCount() > 0;
        if (!joins) {
            answer(client, request, query(operation));
        } else if (mends.contains(Mend.NO_JOINED_ROUNDS)) {
            outside.note("ignored", "a round is under way, the client will ask again");
        } else {
            outside.note(JOINED, "");
            answer(client, request, query(operation));
        }
    }

    private CompletableFuture<Ordered<Found>> query(ByteString operation) {
        return raft.query(operation, QueryPolicy.LINEARIZABLE, Optional.empty(), Optional.empty());
    }

    private void answer(NodeId client, Request request, CompletableFuture<Ordered<Found>> result) {
        Answer.Builder answer =
                Answer.newBuilder().setSession(request.getSession()).setNumber(request.getNumber());
        result.whenComplete((found, failure) -> {
            if (failure instanceof NotLeaderException elsewhere) {
                RaftEndpoint leader = elsewhere.getLeader();
                String name = leader == null ? "" : (String) leader.getId();
                outside.send(client, answer.setMaster(name).build());
            } else if (failure != null) {
                outside.note("unanswered", failure.getClass().getSimpleName());
            } else if (!Places.TOO_LATE.equals(found.getResult())) {
                outside.send(client, answer.setFound(found.getResult()).build());
            }
        });
    }

    /** An operator asks for another leader. */
    @Override
    public void asked(long request, Object body) {
        NodeId to = ((Transfer) body).to();
        done(
                raft.transferLeadership(Member.of(to)),
                failure -> outside.reply(request, new Transfer.Done(failure.isEmpty(), leader())));
    }

    private Option<NodeId> leader() {
        return Option.of(raft.getTerm().getLeaderEndpoint()).map(member -> ((Member) member).node());
    }

    private static <T> void done(CompletableFuture<T> future, Consumer<Option<Throwable>> then) {
        future.whenComplete((any, failure) -> then.accept(Option.of(failure)));
    }

    private void onReport(RaftNodeReport report) {
        int term = report.getTerm().getTerm();
        if (report.getRole() == RaftRole.LEADER && term > ledTerm) {
            ledTerm = term;
            outside.note(LEADS, "term " + term);
        }
    }

    /**
     * What an operator asks of a server.
     *
     * @param to who is to lead
     */
    record Transfer(NodeId to) {

        /** What it answers. */
        record Done(boolean done, Option<NodeId> leader) {}
    }

    private record Executor(Outside outside, Pace pace) implements RaftNodeExecutor {
        @Override
        public void execute(Runnable task) {
            outside.execute(task);
        }

        @Override
        public void submit(Runnable task) {
            outside.execute(task);
        }

        @Override
        public void schedule(Runnable task, long delay, TimeUnit unit) {
            outside.schedule(task, Duration.ofNanos(pace.nanos(unit.toNanos(delay))));
        }
    }

    private record Network(Outside outside) implements Transport {
        @Override
        public void send(RaftEndpoint target, RaftMessage message) {
            outside.send(((Member) target).node(), Packet.of(message));
        }

        @Override
        public boolean isReachable(RaftEndpoint endpoint) {
            return true;
        }
    }
}
