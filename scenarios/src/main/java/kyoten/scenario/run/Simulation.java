package kyoten.scenario.run;

import io.vavr.collection.Vector;
import io.vavr.control.Option;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.function.LongConsumer;
import kyoten.check.Claim;
import kyoten.node.Node;
import kyoten.node.NodeId;
import kyoten.scenario.Scenario;
import kyoten.scenario.Stage;
import kyoten.scenario.Subject;
import kyoten.scenario.plan.Plan;
import kyoten.scenario.run.Play.Measured;
import kyoten.sim.Delivery;
import kyoten.sim.Fault;
import kyoten.sim.NoteListener;
import kyoten.sim.TraceLine;
import kyoten.sim.Violation;
import kyoten.sim.World;

/** One run of one plan in a simulated world: boots it, stirs, settles, and has judged what the clients saw. */
public final class Simulation {
    /** All nodes have booted by then, and the run begins. */
    private static final long BOOTED_NANOS = 100_000_000L;

    private final Plan plan;
    private final Scenario scenario;
    private final Stage stage;
    private final World world;
    private final long begin;
    private final Play play;
    private final Option<BiConsumer<NodeId, Object>> insight;
    private boolean stopsEarly;

    /**
     * Makes the world of a plan, with all its nodes, at the moment when they boot.
     *
     * @param scenario that says on which system it plays and which claims judge it
     */
    public Simulation(Plan plan, Scenario scenario) {
        this.plan = plan;
        this.scenario = scenario;
        stage = Stage.of(plan.options());
        world = new World(plan.seed(), scenario.subject().registry(), Worlds.options(plan.options()));
        begin = world.now() + BOOTED_NANOS;
        play = new Play(
                plan,
                scenario,
                new WorldVenue(world, begin),
                new WorldStriker(world, new Atlas(scenario.subject(), world::syncedFiles), this::newcomer));
        insight = play.looksInside(Disks.of(world));
        world.onFault(play::onFault);
        world.onNote(play::onNote);
        Worlds.disturbances(plan.options().network()).forEach(world::apply);
        stage.sites().forEach(this::add);
        stage.clients().forEach(this::addClient);
        Routes.lay(world, stage, plan.options().topology());
        plan.deliveries().forEach(world::decide);
        play.begin();
    }

    /** The claims about the run itself, which come with those of the scenario. */
    public static Vector<Claim> claims(Subject subject) {
        return Vector.of(RunInOrder.NO_NODE_FAILS)
                .appendAll(subject.replicas().isDefined() ? Insight.CLAIMS : Vector.empty());
    }

    /** Runs a plan to its end and has it judged. */
    public static RunResult run(Plan plan, Scenario scenario) {
        return new Simulation(plan, scenario).finish();
    }

    /** A simulation of a plan, perhaps one that ends at the first violation. */
    static Simulation of(Plan plan, Scenario scenario, boolean cutsShort) {
        Simulation simulation = new Simulation(plan, scenario);
        return cutsShort ? simulation.stopAtFirstViolation() : simulation;
    }

    /** Ends the run at the first violation that a claim shows beside it; changes nothing of the run until then. */
    public Simulation stopAtFirstViolation() {
        stopsEarly = true;
        play.judgeBesides();
        return this;
    }

    /** The plan that it runs. */
    public Plan plan() {
        return plan;
    }

    /** Gets every line of the trace, on the clock of the plan. Changes nothing of the run. */
    public void onTrace(Consumer<TraceLine> listener) {
        world.onTrace(line -> listener.accept(line.since(begin)));
    }

    /** Hears of each mark that a node notes from now on. Changes nothing of the run. */
    public void onNote(NoteListener listener) {
        world.onNote(listener);
    }

    /** Hears of each fault and each healing from now on. Changes nothing of the run. */
    public void onFault(Consumer<Fault> listener) {
        world.onFault(listener);
    }

    /** Hears of each message what becomes of it. Changes nothing of the run. */
    public void onDelivery(Consumer<Delivery> listener) {
        world.onDelivery(listener);
    }

    /** Gets the trace hash after every event. Changes nothing of the run. */
    public void onEventHash(LongConsumer listener) {
        world.onEventHash(listener);
    }

    /** Lets one event happen; false when the run has come to its end. */
    public boolean step() {
        return world.runOne(end());
    }

    private long end() {
        return begin + plan.options().lengths().whole();
    }

    /** Runs to the end and has the run judged. */
    public RunResult finish() {
        if (stopsEarly) {
            while (!play.violated() && step()) {}
        } else {
            world.runUntil(end());
        }
        play.end();
        long nanos = world.now() - begin + BOOTED_NANOS;
        return play.judged(violations(), new Measured(world.events(), nanos, world.traceHash()));
    }

    private void add(Stage.Site site) {
        for (NodeId id : site.servers()) {
            world.add(id, scenario.subject().server(stage, plan.options(), id));
            insight.forEach(judge -> world.watch(id, state -> judge.accept(id, state)));
            world.boot(id);
        }
    }

    /** A server of a site that joins later, under the name of one that may be a founder's. */
    private Node<?> newcomer(NodeId id) {
        return scenario.subject().server(stage.joining(stage.siteOf(id)), plan.options(), id);
    }

    private void addClient(NodeId id) {
        world.add(id, scenario.subject().client(stage, plan.options(), id));
        world.boot(id);
    }

    private Vector<String> violations() {
        return Vector.ofAll(world.violations()).map(Simulation::told);
    }

    private static String told(Violation violation) {
        return violation + "\n" + RunInOrder.told(violation.cause());
    }
}
