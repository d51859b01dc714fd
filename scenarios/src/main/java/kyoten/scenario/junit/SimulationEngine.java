package kyoten.scenario.junit;

import org.junit.platform.engine.EngineDiscoveryRequest;
import org.junit.platform.engine.EngineExecutionListener;
import org.junit.platform.engine.ExecutionRequest;
import org.junit.platform.engine.TestDescriptor;
import org.junit.platform.engine.TestEngine;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.engine.UniqueId;
import org.junit.platform.engine.support.descriptor.EngineDescriptor;
import org.junit.platform.engine.support.discovery.EngineDiscoveryRequestResolver;

/**
 * Finds and runs methods with {@link Simulation}. It is an engine of its own, because the one of Jupiter takes no test that returns
 * something; both may find tests in the same class.
 */
public final class SimulationEngine implements TestEngine {
    static final String ID = "kyoten";

    private static final EngineDiscoveryRequestResolver<TestDescriptor> RESOLVER =
            EngineDiscoveryRequestResolver.builder()
                    .addClassContainerSelectorResolver(Selectors::hasSimulations)
                    .addSelectorResolver(context -> new Selectors(context.getClassNameFilter()))
                    .build();

    @Override
    public String getId() {
        return ID;
    }

    @Override
    public TestDescriptor discover(EngineDiscoveryRequest request, UniqueId id) {
        EngineDescriptor engine = new EngineDescriptor(id, "Kyoten");
        RESOLVER.resolve(request, engine);
        return engine;
    }

    @Override
    public void execute(ExecutionRequest request) {
        execute(request.getRootTestDescriptor(), request);
    }

    private static void execute(TestDescriptor descriptor, ExecutionRequest request) {
        EngineExecutionListener listener = request.getEngineExecutionListener();
        listener.executionStarted(descriptor);
        TestExecutionResult result = TestExecutionResult.successful();
        if (descriptor instanceof SimulatedMethod simulated) {
            result = run(simulated, request);
        } else {
            descriptor.getChildren().forEach(child -> execute(child, request));
        }
        listener.executionFinished(descriptor, result);
    }

    private static TestExecutionResult run(SimulatedMethod simulated, ExecutionRequest request) {
        try {
            new Performance(simulated.method(), request.getConfigurationParameters()).run();
            return TestExecutionResult.successful();
        } catch (Exception | AssertionError | LinkageError failure) {
            return TestExecutionResult.failed(failure);
        }
    }
}
