package kyoten.scenario.junit;

import java.lang.reflect.Method;
import org.junit.platform.engine.UniqueId;
import org.junit.platform.engine.support.descriptor.AbstractTestDescriptor;
import org.junit.platform.engine.support.descriptor.MethodSource;

/** A method that is simulated. */
final class SimulatedMethod extends AbstractTestDescriptor {
    private final TestMethod method;

    SimulatedMethod(UniqueId id, Class<?> type, Method method) {
        super(id, method.getName() + "()", MethodSource.from(type, method));
        this.method = new TestMethod(type, method);
    }

    TestMethod method() {
        return method;
    }

    @Override
    public Type getType() {
        return Type.TEST;
    }
}
