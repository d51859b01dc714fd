package kyoten.scenario.run;

import io.vavr.collection.Vector;
import java.util.function.Consumer;
import java.util.function.LongConsumer;
import kyoten.check.Checker;
import kyoten.check.Limits;
import kyoten.check.Verdict;
import kyoten.history.History;
import kyoten.history.Mark;
import kyoten.node.NodeId;
import kyoten.scenario.Scenario;
import kyoten.scenario.Stage;
import kyoten.scenario.Subject;
import kyoten.scenario.plan.Plan;
import kyoten.scenario.run.RunResult.Tallies;
import kyoten.sim.Violation;
import kyoten.sim.World;
import kyoten.sim.kernel.TraceLine;

/** One run of one plan in a simulated world: boots it, stirs, settles, and has judged what the clients saw. */
public final class Simulation {
    /** How long a checker may search in one run before it gives up. */
    private static final Limits LIMITS = Limits.steps(5_000_000);

    /** All nodes have booted by then, and the run begins. */
    private static final long BOOTED_NANOS = 100_000_000L;

    private final Plan plan;
    private final Scenario scenario;
    private final Stage stage;
    private final World world;
    private final long begin;
    private final Recorder recorder;
    private final FaultDriver faults;

    /**
     * Makes the world of a plan, with all its nodes, at the moment when they boot.
     *
     * @param scenario that says on which system it plays and which claims judge it
     */
    public Simulation(Plan plan, Scenario scenario) {
        this.plan = plan;
        this.scenario = scenario;
        Subject subject = scenario.subject();
        stage = Stage.of(plan.options());
        world = new World(plan.seed(), subject.registry(), Worlds.options(plan.options()));
        begin = world.now() + BOOTED_NANOS;
        recorder = new Recorder(stage.site().name(), plan.options().keys());
        Cast cast = new Cast(stage, plan.options());
        Venue venue = new WorldVenue(world, begin);
        faults = new FaultDriver(
                venue, cast, world::apply, subject.administration().map(one -> new Operator(one, venue, cast::leader)));
        world.onNote((node, mark, detail) -> noted(subject, cast, node, mark, detail));
        stage.servers().forEach(id -> add(id, true));
        stage.clients().forEach(id -> add(id, false));
        new Clients(subject, plan, venue, recorder).start();
        faults.start(plan.faults());
        world.at(begin + plan.options().lengths().stir(), this::settle);
    }

    /** Runs a plan to its end and has it judged. */
    public static RunResult run(Plan plan, Scenario scenario) {
        return new Simulation(plan, scenario).finish();
    }

    /** Gets every line of the trace. Changes nothing of the run. */
    public void onTrace(Consumer<TraceLine> listener) {
        world.onTrace(listener);
    }

    /** Gets the trace hash after every event. Changes nothing of the run. */
    public void onEventHash(LongConsumer listener) {
        world.onEventHash(listener);
    }

    /** Runs to the end and has the run judged. */
    public RunResult finish() {
        world.runUntil(begin + plan.options().lengths().whole());
        recorder.mark(new Mark.Ended(world.now() - begin));
        History history = recorder.history();
        Vector<Verdict> verdicts = Vector.<Verdict>of(RunInOrder.ofNodes(violations(), world.events()))
                .appendAll(scenario.checkers().map(checker -> judge(checker, history)));
        Tallies tallies = new Tallies(
                recorder.operations(),
                recorder.answered(),
                world.events(),
                world.now() - begin + BOOTED_NANOS,
                0,
                faults.counts(),
                world.traceHash());
        return new RunResult(plan, history, verdicts, tallies, faults.struck());
    }

    private void add(NodeId id, boolean isServer) {
        Subject subject = scenario.subject();
        world.add(id, isServer ? subject.server(stage, plan.options(), id) : subject.client(stage, plan.options(), id));
        world.boot(id);
    }

    private void settle() {
        faults.settle();
        long recovered = world.now() - begin + Scenario.RECOVERY_NANOS;
        recorder.mark(new Mark.Majority(recovered, stage.site().name(), true));
    }

    private void noted(Subject subject, Cast cast, NodeId node, String mark, String detail) {
        if (mark.equals(subject.leaderMark())) {
            cast.leads(node);
        } else if (mark.equals(subject.sessionClosedMark())) {
            recorder.sessionClosed(detail, world.now() - begin);
        }
        faults.onNote(node, mark);
    }

    private Vector<String> violations() {
        return Vector.ofAll(world.violations()).map(Simulation::told);
    }

    private static String told(Violation violation) {
        return violation + "\n" + RunInOrder.told(violation.cause());
    }

    /** A checker that throws is our bug, told as a broken run and not swallowed. */
    private static Verdict judge(Checker checker, History history) {
        try {
            return checker.check(history, LIMITS);
        } catch (RuntimeException thrown) {
            return RunInOrder.broken(checker.claim(), "the checker failed: " + RunInOrder.told(thrown));
        }
    }
}
