package kyoten.scenario.bench;

import java.util.ArrayList;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import kyoten.node.NodeId;
import kyoten.scenario.Scenario;
import kyoten.scenario.Stage;
import kyoten.scenario.catalogue.Catalogue;
import kyoten.scenario.plan.Options;
import kyoten.scenario.run.RunResult;
import kyoten.scenario.run.Simulation;
import kyoten.sim.World;
import kyoten.sim.WorldOptions;

/** What the store of five servers costs in a simulated world, under load and idle. */
public final class StoreBench {
    private static final long FIRST_ELECTION_NANOS = 5_000_000_000L;

    private StoreBench() {}

    /**
     * What was measured.
     *
     * @param cpuNanos in how much CPU time
     * @param broken how many runs had a broken claim; 0 unless the store is
     * @param check a number that depends on all of it: equal whenever the same is measured
     */
    public record Measure(long events, long operations, long virtualNanos, long cpuNanos, long broken, long check) {

        /** Events per second of CPU time. */
        public double eventsPerSecond() {
            return events / seconds();
        }

        /** Operations of clients per second of CPU time. */
        public double operationsPerSecond() {
            return operations / seconds();
        }

        /** How many times faster the simulated time ran than the CPU's. */
        public double speedUp() {
            return virtualNanos / 1e9 / seconds();
        }

        private double seconds() {
            return Math.max(1, cpuNanos) / 1e9;
        }
    }

    /**
     * Runs under load and faults: each seed planned, run, recorded and judged by all claims, as in a campaign.
     *
     * @param cpuNanos the CPU time
     */
    public static Measure loaded(LongSupplier cpuNanos, long firstSeed, int seeds) {
        return measured(cpuNanos, firstSeed, seeds, run -> {});
    }

    /** The same with every line of the trace kept until the run ends. */
    public static Measure traced(LongSupplier cpuNanos, long firstSeed, int seeds) {
        return measured(cpuNanos, firstSeed, seeds, run -> run.onTrace(new ArrayList<>()::add));
    }

    private static Measure measured(LongSupplier cpuNanos, long firstSeed, int seeds, Consumer<Simulation> prepare) {
        Scenario scenario = Catalogue.fiveServers();
        Measure sum = new Measure(0, 0, 0, 0, 0, 0);
        long begin = cpuNanos.getAsLong();
        for (long seed = firstSeed; seed < firstSeed + seeds; seed++) {
            Simulation run = new Simulation(scenario.plan(seed), scenario);
            prepare.accept(run);
            sum = plus(sum, run.finish());
        }
        long took = cpuNanos.getAsLong() - begin;
        return new Measure(sum.events, sum.operations, sum.virtualNanos, took, sum.broken, sum.check);
    }

    private static Measure plus(Measure sum, RunResult run) {
        return new Measure(
                sum.events + run.tallies().events(),
                sum.operations + run.tallies().operations(),
                sum.virtualNanos + run.tallies().virtualNanos(),
                0,
                sum.broken + (run.clean() ? 0 : 1),
                31 * sum.check + run.tallies().traceHash());
    }

    /**
     * Five servers that elected a leader and have nothing to do.
     *
     * @param virtualNanos for how long
     */
    public static Measure idle(LongSupplier cpuNanos, long seed, long virtualNanos) {
        Scenario scenario = Catalogue.fiveServers();
        Options options = scenario.plan(seed).options();
        Stage stage = Stage.of(options);
        World world = new World(seed, scenario.subject().registry(), WorldOptions.usual());
        for (NodeId server : stage.servers()) {
            world.add(server, scenario.subject().server(stage, options, server));
            world.boot(server);
        }
        world.runUntil(world.now() + FIRST_ELECTION_NANOS);
        long before = world.events();
        long begin = cpuNanos.getAsLong();
        world.runUntil(world.now() + virtualNanos);
        long took = cpuNanos.getAsLong() - begin;
        return new Measure(world.events() - before, 0, virtualNanos, took, 0, world.traceHash());
    }
}
