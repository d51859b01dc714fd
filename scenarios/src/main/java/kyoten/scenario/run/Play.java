package kyoten.scenario.run;

import io.vavr.collection.Vector;
import io.vavr.control.Option;
import java.util.TreeMap;
import java.util.function.BiConsumer;
import kyoten.check.Checker;
import kyoten.check.Limits;
import kyoten.check.Verdict;
import kyoten.history.History;
import kyoten.history.Mark;
import kyoten.node.NodeId;
import kyoten.scenario.Replica;
import kyoten.scenario.Scenario;
import kyoten.scenario.Stage;
import kyoten.scenario.Subject;
import kyoten.scenario.plan.Action;
import kyoten.scenario.plan.Plan;
import kyoten.scenario.run.RunResult.Tallies;
import kyoten.sim.Fault;

/**
 * What is the same in every run of a plan, wherever it takes place: the clients do their operations, the faults strike while
 * it stirs and are healed when it settles, the recorder writes down what the clients saw, and the claims judge that. Called by
 * its venue only, and from one thread at a time.
 */
public final class Play {
    /** How long a checker may search in one run before it gives up. */
    private static final Limits LIMITS = new Limits(5_000_000, 128 << 20, () -> false);

    /** How far it searches beside the run, where it does not know what comes; whatever it then misses is found at the end. */
    private static final Limits LIMITS_BESIDES = Limits.steps(20_000);

    private final Plan plan;
    private final Scenario scenario;
    private final Stage stage;
    private final Venue venue;
    private final Recorder recorder;
    private final SiteMarks marks;
    private final Option<Operator> operator;
    private final Vector<Cast> casts;
    private final FaultDriver faults;
    private final Clients clients;
    private final TreeMap<String, Long> noted = new TreeMap<>();
    private Option<Lookout> lookout = Option.none();
    private Option<Insight> insight = Option.none();
    private Option<Majorities> majorities = Option.none();

    /**
     * What only the venue can count.
     *
     * @param events of all nodes
     * @param nanos how long the run took in its own time
     * @param traceHash of every event and every byte sent; 0 where nothing is traced
     */
    public record Measured(long events, long nanos, long traceHash) {}

    /**
     * @param scenario that says on which system it plays and which claims judge it
     */
    public Play(Plan plan, Scenario scenario, Venue venue, Striker striker) {
        this.plan = plan;
        this.scenario = scenario;
        this.venue = venue;
        stage = Stage.of(plan.options());
        recorder = new Recorder(stage, plan.options().keys());
        marks = new SiteMarks(recorder, stage, venue, Scenario.convergence(plan.options()));
        casts = stage.sites().map(site -> new Cast(stage, site));
        Subject subject = scenario.subject();
        operator = subject.administration().map(one -> new Operator(one, venue, casts, new Hands(striker)));
        Option<Failovers> failovers = subject.succession().map(one -> new Failovers(one, venue));
        faults = new FaultDriver(
                venue, casts, striker, operator, failovers, fault -> struck(fault.action(), stage.site(fault.site())));
        clients = new Clients(subject, plan, venue, recorder);
    }

    /** Has claims judged while the run takes place, so that its venue may end it when {@link #violated}; before it begins. */
    public void judgeBesides() {
        Lookout one = new Lookout(scenario.checkers(), LIMITS_BESIDES);
        recorder.tell(one);
        lookout = Option.of(one);
    }

    /**
     * Has the servers judged, too; before it begins.
     *
     * @param disks what each server has synced, as a boot would show it
     * @return whom to show the state of a server after each of its steps; none if nobody judges them
     */
    Option<BiConsumer<NodeId, Object>> looksInside(Disks disks) {
        Subject subject = scenario.subject();
        long calmFrom = plan.options().lengths().stir();
        return subject.replicas().map(replicas -> {
            Insight inside = new Insight(stage, subject, calmFrom, venue::now, disks);
            Majorities beside = new Majorities(stage, plan, venue::now);
            insight = Option.of(inside);
            majorities = Option.of(beside);
            return (server, state) -> {
                Replica now = replicas.apply(state);
                if (!now.loading()) {
                    beside.stepped(server, now.sound());
                    inside.stepped(server, now);
                }
            };
        });
    }

    private void struck(Action action, Stage.Site site) {
        marks.struck(action, site);
        insight.forEach(one -> one.struck(action, site));
    }

    /** Whether a claim is known to be broken already. */
    public boolean violated() {
        return lookout.exists(Lookout::violated) || insight.exists(Insight::violated);
    }

    /** Begins to stir; settles by itself when the plan says so. */
    public void begin() {
        marks.begin();
        clients.start();
        faults.start(plan.faults());
        venue.at(plan.options().lengths().stir(), this::settle);
    }

    /** A fault strikes in the simulated world, or is healed; before it does anything. */
    void onFault(Fault fault) {
        majorities.forEach(one -> one.struck(fault));
    }

    private void settle() {
        majorities.forEach(one -> one.settle(recorder::mark));
        faults.settle();
        marks.settle();
    }

    /** An operator's hands: what is done to disks is the striker's. */
    private final class Hands implements Operator.Strike {
        private final Striker striker;

        Hands(Striker striker) {
            this.striker = striker;
        }

        @Override
        public Runnable begins(Action part, Cast cast) {
            struck(part, cast.site());
            return Operator.carriesOut(part)
                    ? () -> {}
                    : striker.strike(part, cast).map(Striker.Blow::end).getOrElse(() -> () -> {});
        }

        @Override
        public void joined(Cast cast) {
            marks.admitted(cast.site());
        }

        @Override
        public void left(Action.LeaveSite leave, Cast cast) {
            marks.left(leave, cast.site());
        }

        @Override
        public void chosen(Action.SetResolver choice, Cast cast, boolean told) {
            marks.chosen(choice, cast.site(), told);
        }
    }

    /** A node noted a mark. */
    public void onNote(NodeId node, String mark, String detail) {
        noted.merge(mark, 1L, Long::sum);
        Subject subject = scenario.subject();
        if (mark.equals(subject.leaderMark())) {
            Stage.Site site = stage.siteOf(node);
            casts.get(site.number() - 1).leads(node);
            majorities.forEach(one -> one.leads(node, site));
        } else if (mark.equals(subject.sessionClosedMark())) {
            recorder.sessionClosed(detail, venue.now());
        } else if (mark.equals(subject.epochMark())) {
            marks.newEpoch(stage.siteOf(node));
        } else if (mark.equals(subject.anewMark())) {
            beganAnew(stage.siteOf(node));
        } else if (mark.equals(subject.lossMark())) {
            insight.forEach(one -> one.lost(node));
        }
        faults.onNote(node, mark);
    }

    private void beganAnew(Stage.Site site) {
        marks.beganAnew(site);
        operator.forEach(one -> one.stays(casts.get(site.number() - 1)));
    }

    /** Whether every operation of the plan has ended. */
    public boolean done() {
        return clients.done();
    }

    /** Stops recording: what is open now was not answered. */
    public void end() {
        recorder.mark(new Mark.Ended(venue.now()));
        insight.forEach(Insight::end);
    }

    /**
     * Has judged what was recorded.
     *
     * @param violations of the nodes' contract, in sentences
     */
    public RunResult judged(Vector<String> violations, Measured measured) {
        History history = recorder.history();
        Vector<Verdict> verdicts = Vector.<Verdict>of(RunInOrder.ofNodes(violations, measured.events()))
                .appendAll(insight.map(Insight::verdicts).getOrElse(Vector.empty()))
                .appendAll(scenario.checkers().map(checker -> judge(checker, history)));
        Tallies tallies = new Tallies(
                recorder.operations(),
                recorder.answered(),
                measured.events(),
                measured.nanos(),
                0,
                faults.tally(),
                MarkTally.ofRun(noted),
                measured.traceHash());
        return new RunResult(plan, history, verdicts, tallies, faults.struck(), lookout.isDefined() && violated());
    }

    /** A checker that throws is our bug, told as a broken run and not swallowed. */
    private Verdict judge(Checker checker, History history) {
        try {
            Verdict whole = checker.check(history, LIMITS);
            return lookout.map(one -> one.with(checker, whole)).getOrElse(whole);
        } catch (RuntimeException thrown) {
            return RunInOrder.broken(checker.claim(), "the checker failed: " + RunInOrder.told(thrown));
        }
    }

    /** What is known of a run that could not be brought to its end: nothing, for that reason. */
    public static RunResult unknown(Plan plan, Scenario scenario, String why) {
        Vector<Verdict> verdicts = Vector.of(RunInOrder.NO_NODE_FAILS)
                .appendAll(scenario.checkers().map(Checker::claim))
                .map(claim -> new Verdict.Unknown(claim, why));
        return new RunResult(plan, History.empty(), verdicts, Tallies.NONE, Vector.empty(), false);
    }
}
