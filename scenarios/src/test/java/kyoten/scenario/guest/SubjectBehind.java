package kyoten.scenario.guest;

import com.google.protobuf.ByteString;
import io.vavr.collection.Vector;
import java.util.function.Function;
import kyoten.node.Node;
import kyoten.node.NodeId;
import kyoten.scenario.Answer;
import kyoten.scenario.Stage;
import kyoten.scenario.Subject;
import kyoten.scenario.plan.Act;
import kyoten.scenario.plan.Options;
import kyoten.wire.Registry;

/** A system that is another one but for its servers. */
interface SubjectBehind extends Subject {

    /** The other one. */
    Subject behind();

    @Override
    default String name() {
        return behind().name();
    }

    @Override
    default Registry registry() {
        return behind().registry();
    }

    @Override
    default Node<?> client(Stage stage, Options options, NodeId self) {
        return behind().client(stage, options, self);
    }

    @Override
    default Object call(Options options, Act act, String value, ByteString context) {
        return behind().call(options, act, value, context);
    }

    @Override
    default Answer answer(Act act, Object body) {
        return behind().answer(act, body);
    }

    @Override
    default Vector<Function<String, Act>> looks() {
        return behind().looks();
    }
}
