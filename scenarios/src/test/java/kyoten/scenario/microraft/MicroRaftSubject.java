package kyoten.scenario.microraft;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import com.google.protobuf.ByteString;
import io.microraft.RaftNode;
import io.vavr.collection.HashSet;
import io.vavr.collection.Set;
import io.vavr.collection.Vector;
import io.vavr.control.Option;
import java.util.function.Function;
import kyoten.baseline.BaselineCall;
import kyoten.baseline.BaselineMessages;
import kyoten.node.Node;
import kyoten.node.NodeId;
import kyoten.scenario.Administration;
import kyoten.scenario.Answer;
import kyoten.scenario.Stage;
import kyoten.scenario.Subject;
import kyoten.scenario.catalogue.BaselineSubject;
import kyoten.scenario.guest.ForeignCode;
import kyoten.scenario.guest.GuestNode;
import kyoten.scenario.plan.Act;
import kyoten.scenario.plan.Options;
import kyoten.wire.Registry;
import org.slf4j.LoggerFactory;

/** Servers of MicroRaft, with clients who put, get and take out. The clients are those of the baselines, who ask the same. */
final class MicroRaftSubject implements Subject {
    private static final ForeignCode CODE = ForeignCode.of(RaftNode.class, "io.microraft")
            .sparing(
                    "io.microraft.executor.impl.DefaultRaftNodeExecutor",
                    "the builder makes one, which is never given a task")
            .sparing(
                    "io.microraft.impl.RaftNodeBuilderImpl.<init>",
                    "the builder is given another clock and another random")
            .sparing(
                    "io.microraft.impl.RaftNodeImpl.populateLifecycleAwareComponents",
                    "it shuffles those of its parts that want to know when it starts, and none of ours does");

    private final Subject clients = new BaselineSubject();
    private final Set<Mend> mends;

    MicroRaftSubject(Mend... mends) {
        this.mends = HashSet.of(mends);
        CODE.check();
        // It warns of all that faults do to it.
        ((Logger) LoggerFactory.getLogger("io.microraft")).setLevel(Level.OFF);
    }

    @Override
    public String name() {
        return mends.isEmpty()
                ? "MicroRaft 0.7"
                : "MicroRaft 0.7 with "
                        + Vector.of(Mend.values()).filter(mends::contains).mkString(", ");
    }

    @Override
    public Registry registry() {
        return Packet.registry(BaselineMessages.REGISTRY);
    }

    @Override
    public Node<?> server(Stage stage, Options options, NodeId self) {
        MicroRaftServer.Setup setup = new MicroRaftServer.Setup(
                self,
                stage.siteOf(self).servers(),
                options.store().electionTimeout(),
                options.store().snapshotEvery(),
                mends);
        return new GuestNode((outside, booted) -> new MicroRaftServer(setup, outside, booted));
    }

    @Override
    public Node<?> client(Stage stage, Options options, NodeId self) {
        return clients.client(stage, options, self);
    }

    @Override
    public Object call(Options options, Act act, String value, ByteString context) {
        // Long values would only make it slower: its store is ours.
        return act instanceof Act.Put
                ? new BaselineCall.Put(ByteString.copyFromUtf8(act.key()), ByteString.copyFromUtf8(value))
                : clients.call(options, act, value, context);
    }

    @Override
    public Answer answer(Act act, Object body) {
        return clients.answer(act, body);
    }

    @Override
    public Vector<Function<String, Act>> looks() {
        return clients.looks();
    }

    @Override
    public Vector<Function<String, Act>> lastChanges() {
        return clients.lastChanges();
    }

    @Override
    public String leaderMark() {
        return MicroRaftServer.LEADS;
    }

    @Override
    public String sessionClosedMark() {
        return clients.sessionClosedMark();
    }

    @Override
    public Option<Administration> administration() {
        return Option.of(new Transfers());
    }

    /** An operator who changes leaders, and no members. */
    private static final class Transfers implements Administration {
        @Override
        public Object transfer(NodeId to) {
            return new MicroRaftServer.Transfer(to);
        }

        @Override
        public Object remove(NodeId server) {
            throw new UnsupportedOperationException("the members of this group never change");
        }

        @Override
        public Object addLearner(NodeId server) {
            throw new UnsupportedOperationException("the members of this group never change");
        }

        @Override
        public Object promote(NodeId server) {
            throw new UnsupportedOperationException("the members of this group never change");
        }

        @Override
        public boolean done(Object reply) {
            return ((MicroRaftServer.Transfer.Done) reply).done();
        }

        @Override
        public Option<NodeId> leader(Object reply) {
            return ((MicroRaftServer.Transfer.Done) reply).leader();
        }
    }
}
