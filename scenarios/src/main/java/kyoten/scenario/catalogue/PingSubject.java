package kyoten.scenario.catalogue;

import com.google.protobuf.ByteString;
import io.vavr.collection.Vector;
import java.util.function.Function;
import kyoten.history.Value;
import kyoten.node.Node;
import kyoten.node.NodeId;
import kyoten.ping.PingMessages;
import kyoten.ping.Pinger;
import kyoten.ping.Ponger;
import kyoten.scenario.Answer;
import kyoten.scenario.Stage;
import kyoten.scenario.Subject;
import kyoten.scenario.plan.Act;
import kyoten.scenario.plan.Options;
import kyoten.scenario.plan.Topology.Home;
import kyoten.wire.Registry;

/** Pingers, each of which counts the pongs of one ponger: the smallest system there is. */
public final class PingSubject implements Subject {
    private static final long RESEND_NANOS = 50_000_000L;

    @Override
    public String name() {
        return "pingers and pongers";
    }

    @Override
    public Registry registry() {
        return PingMessages.REGISTRY;
    }

    @Override
    public Node<?> server(Stage stage, Options options, NodeId self) {
        return new Ponger();
    }

    /** A client pings the server beside which it stands; who wanders pings the first. */
    @Override
    public Node<?> client(Stage stage, Options options, NodeId self) {
        Home home = stage.home(stage.number(self));
        return new Pinger(stage.site(home.site()).server(Math.max(1, home.server())), RESEND_NANOS);
    }

    @Override
    public Object call(Options options, Act act, String value, ByteString context) {
        return "how many?";
    }

    @Override
    public Answer answer(Act act, Object body) {
        return Answer.of(Value.of((Long) body));
    }

    @Override
    public Vector<Function<String, Act>> looks() {
        return Vector.of(key -> new Act.Ping());
    }
}
