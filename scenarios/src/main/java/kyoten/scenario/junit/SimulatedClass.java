package kyoten.scenario.junit;

import org.junit.platform.engine.UniqueId;
import org.junit.platform.engine.support.descriptor.AbstractTestDescriptor;
import org.junit.platform.engine.support.descriptor.ClassSource;

/** A class with methods that are simulated. */
final class SimulatedClass extends AbstractTestDescriptor {

    SimulatedClass(UniqueId id, Class<?> type) {
        super(id, type.getSimpleName(), ClassSource.from(type));
    }

    @Override
    public Type getType() {
        return Type.CONTAINER;
    }
}
