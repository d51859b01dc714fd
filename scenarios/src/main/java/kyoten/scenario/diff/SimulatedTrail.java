package kyoten.scenario.diff;

import io.vavr.control.Option;
import java.util.ArrayDeque;
import java.util.Queue;
import kyoten.scenario.Scenario;
import kyoten.scenario.plan.Plan;
import kyoten.scenario.run.Simulation;

/** A simulated run, which takes place as far as somebody asks. */
public final class SimulatedTrail implements Trail {
    private final Simulation run;
    private final Queue<String> lines = new ArrayDeque<>();
    private final PrintedTrail printed = new PrintedTrail(this::line);

    /**
     * @param run that has not begun
     */
    public SimulatedTrail(Simulation run) {
        this.run = run;
        run.onTrace(line -> lines.add(line.toString()));
    }

    /** The run of a plan. */
    public static Source of(Plan plan, Scenario scenario) {
        return () -> new SimulatedTrail(new Simulation(plan, scenario));
    }

    private Option<String> line() {
        while (lines.isEmpty() && run.step()) {}
        return Option.of(lines.poll());
    }

    @Override
    public Option<Told> next() {
        return printed.next();
    }

    @Override
    public void close() {}
}
