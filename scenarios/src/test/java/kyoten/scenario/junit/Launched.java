package kyoten.scenario.junit;

import org.junit.platform.launcher.LauncherDiscoveryRequest;
import org.junit.platform.launcher.core.LauncherConfig;
import org.junit.platform.launcher.core.LauncherFactory;
import org.junit.platform.launcher.listeners.SummaryGeneratingListener;
import org.junit.platform.launcher.listeners.TestExecutionSummary;

/** Simulations as a build would run them, by an engine of their own. */
final class Launched {
    private Launched() {}

    static TestExecutionSummary summary(LauncherDiscoveryRequest request) {
        SummaryGeneratingListener summary = new SummaryGeneratingListener();
        LauncherConfig ours = LauncherConfig.builder()
                .enableTestEngineAutoRegistration(false)
                .addTestEngines(new SimulationEngine())
                .build();
        LauncherFactory.create(ours).execute(request, summary);
        return summary.getSummary();
    }
}
