package kyoten.scenario.bench;

import io.vavr.collection.Iterator;
import java.util.ArrayList;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import kyoten.node.NodeId;
import kyoten.scenario.Scenario;
import kyoten.scenario.Stage;
import kyoten.scenario.plan.Options;
import kyoten.scenario.plan.Plan;
import kyoten.scenario.run.RunResult;
import kyoten.scenario.run.Simulation;
import kyoten.sim.World;
import kyoten.sim.WorldOptions;

/**
 * What a store costs in a simulated world, under load and idle.
 *
 * @param scenario whose runs with five servers in all are measured; seeds that draw another number are passed over
 */
public record StoreBench(Scenario scenario) {
    private static final long FIRST_ELECTION_NANOS = 5_000_000_000L;
    private static final int SERVERS = 5;

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
    public Measure loaded(LongSupplier cpuNanos, long firstSeed, int seeds) {
        return measured(cpuNanos, firstSeed, seeds, run -> {});
    }

    /** The same with every line of the trace kept until the run ends. */
    public Measure traced(LongSupplier cpuNanos, long firstSeed, int seeds) {
        return measured(cpuNanos, firstSeed, seeds, run -> run.onTrace(new ArrayList<>()::add));
    }

    private Measure measured(LongSupplier cpuNanos, long firstSeed, int seeds, Consumer<Simulation> prepare) {
        Measure sum = new Measure(0, 0, 0, 0, 0, 0);
        long begin = cpuNanos.getAsLong();
        for (Plan plan : plans(firstSeed).take(seeds)) {
            Simulation run = new Simulation(plan, scenario);
            prepare.accept(run);
            sum = plus(sum, run.finish());
        }
        long took = cpuNanos.getAsLong() - begin;
        return new Measure(sum.events, sum.operations, sum.virtualNanos, took, sum.broken, sum.check);
    }

    private Iterator<Plan> plans(long firstSeed) {
        return Iterator.iterate(firstSeed, seed -> seed + 1)
                .map(scenario::plan)
                .filter(plan -> Stage.of(plan.options()).servers().size() == SERVERS);
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
     * Servers that elected their leaders and have nothing to do.
     *
     * @param virtualNanos for how long
     */
    public Measure idle(LongSupplier cpuNanos, long seed, long virtualNanos) {
        Options options = plans(seed).next().options();
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
