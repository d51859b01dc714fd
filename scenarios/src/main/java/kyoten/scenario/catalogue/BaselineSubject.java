package kyoten.scenario.catalogue;

import com.google.protobuf.ByteString;
import io.vavr.collection.Seq;
import io.vavr.collection.Vector;
import io.vavr.control.Option;
import java.time.Duration;
import java.util.function.Function;
import kyoten.baseline.BaselineCall;
import kyoten.baseline.BaselineClient;
import kyoten.baseline.BaselineMessages;
import kyoten.baseline.BaselineOptions;
import kyoten.baseline.BaselineServer;
import kyoten.baseline.Configuration;
import kyoten.baseline.Lead;
import kyoten.history.Value;
import kyoten.node.Node;
import kyoten.node.NodeId;
import kyoten.scenario.Answer;
import kyoten.scenario.Stage;
import kyoten.scenario.Subject;
import kyoten.scenario.Succession;
import kyoten.scenario.plan.Act;
import kyoten.scenario.plan.Options;
import kyoten.wire.Registry;

/** A master and its slaves; of a single server, a central one. */
public final class BaselineSubject implements Subject {

    @Override
    public String name() {
        return "a master and its slaves";
    }

    @Override
    public Registry registry() {
        return BaselineMessages.REGISTRY;
    }

    @Override
    public Node<?> server(Stage stage, Options options, NodeId self) {
        Options.Store store = options.store();
        return new BaselineServer(BaselineOptions.of(self, stage.siteOf(self).servers())
                .withResend(Duration.ofNanos(store.electionTimeout() / 5))
                .withCompactAfter(store.snapshotEvery()));
    }

    @Override
    public Node<?> client(Stage stage, Options options, NodeId self) {
        return new BaselineClient(
                stage.serversFor(self),
                Duration.ofNanos(options.lengths().patience()),
                Duration.ofNanos(options.store().electionTimeout()));
    }

    @Override
    public Object call(Options options, Act act, String value, ByteString context) {
        ByteString key = ByteString.copyFromUtf8(act.key());
        if (act instanceof Act.Put) {
            return new BaselineCall.Put(key, LongValues.lengthened(value, options.valueBytes()));
        }
        if (act instanceof Act.Get) {
            return new BaselineCall.Get(key);
        }
        if (act instanceof Act.Out) {
            return new BaselineCall.Out(key);
        }
        throw new IllegalArgumentException("a baseline knows no " + act);
    }

    @Override
    public Answer answer(Act act, Object body) {
        if (body instanceof BaselineCall.Done done) {
            return Answer.of(done.value()
                    .map(value -> Value.of(LongValues.shortened(value)))
                    .getOrElse(Value.NIL));
        }
        if (body instanceof BaselineCall.Unanswered unanswered) {
            return new Answer.Info(Answer.GAVE_UP, unanswered.session());
        }
        throw new IllegalArgumentException("no answer of a client: " + body);
    }

    @Override
    public Vector<Function<String, Act>> looks() {
        return Vector.of(Act.Get::new);
    }

    /** A get before the put, so that each client has looked at what the faults left. */
    @Override
    public Vector<Function<String, Act>> lastChanges() {
        return Vector.of(Act.Get::new, Act.Put::new);
    }

    @Override
    public Option<Succession> succession() {
        return Option.of(new Orders());
    }

    @Override
    public Vector<String> marks() {
        return BaselineServer.MARKS.appendAll(BaselineClient.MARKS);
    }

    @Override
    public String leaderMark() {
        return BaselineServer.BECAME_MASTER;
    }

    @Override
    public String sessionClosedMark() {
        return BaselineClient.DOUBT_ENDS;
    }

    private static final class Orders implements Succession {
        @Override
        public Object lead(long epoch, NodeId master, Seq<NodeId> slaves) {
            return new Lead(new Configuration(epoch, master, slaves.toVector()));
        }

        @Override
        public boolean accepted(Object reply) {
            return reply instanceof Lead.Accepted;
        }
    }
}
