package kyoten.scenario;

import io.vavr.collection.Vector;
import io.vavr.control.Option;
import java.time.Duration;
import kyoten.check.Checker;
import kyoten.scenario.plan.Act;
import kyoten.scenario.plan.Draw;
import kyoten.scenario.plan.Options;
import kyoten.scenario.plan.Plan;
import kyoten.scenario.plan.PlannedFault;
import kyoten.scenario.plan.PlannedOperation;
import kyoten.scenario.plan.Range;
import org.jspecify.annotations.Nullable;

/**
 * A claim about a system in plain words, and the circumstances in which it is put to the test. Immutable; reads like a
 * specification:
 *
 * <pre>{@code
 * Scenario.of("leader-crashes", "What was acknowledged outlives every crash of the leader")
 *         .on(new StoreSubject())
 *         .servers(3, 5).clients(3, 10).keys(1, 5)
 *         .doing(Workload.everything())
 *         .suffering(Nemeses.leaderCrashes())
 *         .atTimes(Nemeses.badNetwork())
 *         .claiming(checkers)
 * }</pre>
 *
 * <p>Each run first stirs, with faults, and then settles, without: every client looks at every key once more.
 */
public final class Scenario {
    /** After the faults are healed, a site has so long to recover before the clients look at everything and expect answers. */
    public static final long RECOVERY_NANOS = Duration.ofSeconds(4).toNanos();

    /** Clients that look at everything at the end have so long to be answered. */
    static final long LOOKS_NANOS = Duration.ofSeconds(4).toNanos();

    private static final int SOMETIMES_PERCENT = 35;

    private final String name;
    private final String title;
    private final Subject subject;
    private final Setting setting;
    private final Workload workload;
    private final Vector<Nemesis> always;
    private final Vector<Nemesis> sometimes;
    private final Vector<Checker> checkers;
    private final Option<Plan> fixed;

    private Scenario(Draft draft, Subject subject, Option<Plan> fixed) {
        name = draft.name;
        title = draft.title;
        this.subject = subject;
        setting = draft.setting;
        workload = draft.workload;
        always = draft.always;
        sometimes = draft.sometimes;
        checkers = draft.checkers;
        this.fixed = fixed;
    }

    /**
     * Begins to describe a scenario.
     *
     * @param name for the command line: small letters and hyphens
     * @param title the claim in plain words
     */
    public static Draft of(String name, String title) {
        return new Draft(name, title);
    }

    public String name() {
        return name;
    }

    /** The claim in plain words. */
    public String title() {
        return title;
    }

    public Subject subject() {
        return subject;
    }

    /** Who judges each run, claim by claim. */
    public Vector<Checker> checkers() {
        return checkers;
    }

    /**
     * After their last changes, sites that reach each other have so long to know them all, in nanoseconds: what is left of the time
     * to settle when the sites have recovered and before the clients look.
     */
    public static long convergence(Options options) {
        return Math.max(0, options.lengths().settle() - RECOVERY_NANOS - LOOKS_NANOS);
    }

    /**
     * This scenario with one plan for all seeds, which are of the world's chance alone, and judged by one of its claims; by none but those of
     * every run if it has no such claim.
     *
     * @param claim by its name
     */
    public Scenario playing(Plan plan, String claim) {
        Draft draft = of(name, title);
        draft.setting = setting;
        draft.workload = workload;
        draft.always = always;
        draft.sometimes = sometimes;
        draft.checkers = checkers.filter(checker -> checker.claim().name().equals(claim));
        return new Scenario(draft, subject, Option.of(plan));
    }

    /** What a seed does in this scenario: the same whenever and wherever it is asked. */
    public Plan plan(long seed) {
        return fixed.map(plan -> plan.withSeed(seed)).getOrElse(() -> drawn(seed));
    }

    private Plan drawn(long seed) {
        Draw draw = Draw.of(seed).within(name);
        Options options = new Swarm(draw.within("options")).options(setting, workload.most());
        Vector<PlannedOperation> stirring = workload.operations(draw.within("workload"), options);
        Vector<PlannedOperation> last = subject.looks().isEmpty() ? Vector.empty() : atTheEnd(options, stirring.size());
        return new Plan(name, seed, options, stirring.appendAll(last), faults(draw, options));
    }

    private Vector<PlannedFault> faults(Draw draw, Options options) {
        Vector<Nemesis> present = always.appendAll(sometimes
                .zipWithIndex()
                .filter(one -> draw.percent(SOMETIMES_PERCENT, "nemesis is there", one._2))
                .map(one -> one._1));
        return present.flatMap(nemesis -> nemesis.planner().faults(draw.within(nemesis.name()), options));
    }

    /** Changes, and looks at everything: of one site at once, of several when they have had time to tell each other. */
    private Vector<PlannedOperation> atTheEnd(Options options, int before) {
        Vector<PlannedOperation> last = Vector.empty();
        long change = options.lengths().stir() + RECOVERY_NANOS;
        long look = options.sites() > 1 ? change + convergence(options) : change;
        for (int client = 1; client <= options.clients(); client++) {
            String own = options.keys().get(client % options.keys().size());
            int number = client;
            Vector<Act> changes = subject.lastChanges().map(act -> act.apply(own));
            last = last.appendAll(changes.map(act -> new PlannedOperation(1, number, change, act)))
                    .appendAll(Numbered.ofAllKeys(subject.looks(), options, number, look))
                    .appendAll(Numbered.ofAllKeys(subject.afterLooks(), options, number, look + LOOKS_NANOS / 2));
        }
        return Numbered.inOrderOfTime(last, before + 1);
    }

    /** A scenario on its way; {@link #claiming} ends it. */
    public static final class Draft {
        private final String name;
        private final String title;
        private @Nullable Subject subject;
        private Setting setting = Setting.usual();
        private Workload workload = Workload.everything();
        private Vector<Nemesis> always = Vector.empty();
        private Vector<Nemesis> sometimes = Vector.empty();
        private Vector<Checker> checkers = Vector.empty();

        private Draft(String name, String title) {
            this.name = name;
            this.title = title;
        }

        /** The system that is put to the test. */
        public Draft on(Subject system) {
            subject = system;
            return this;
        }

        /** How many servers each site has; each number as likely as another. */
        public Draft servers(int low, int high) {
            setting = setting.layout(setting.layout().servers(Range.between(low, high)));
            return this;
        }

        /** How many sites there are when it begins. */
        public Draft sites(int low, int high) {
            setting = setting.layout(setting.layout().founders(Range.between(low, high)));
            return this;
        }

        /** How many sites more there are, which are no members until an operator lets them join. */
        public Draft joining(int later) {
            setting = setting.layout(setting.layout().late(later));
            return this;
        }

        /** The sites stand in a line, and only neighbours ever reach each other. */
        public Draft inALine() {
            setting = setting.layout(setting.layout().shape(Setting.Shape.LINE));
            return this;
        }

        /** How far the sites are from each other: the least time that a message takes one way. */
        public Draft apart(Duration low, Duration high) {
            setting = setting.layout(setting.layout().delay(Range.between(low, high)));
            return this;
        }

        /** The ways between the sites carry only so much. */
        public Draft narrow() {
            setting = setting.layout(setting.layout().narrow());
            return this;
        }

        /** Values of hundreds and thousands of bytes. */
        public Draft longValues() {
            setting = setting.store(setting.store().withLongValues());
            return this;
        }

        /** How many bytes of updates a stream keeps at most for sites that are behind. */
        public Draft logBytes(int low, int high) {
            setting = setting.store(setting.store().logBytes(Range.between(low, high)));
            return this;
        }

        public Draft clients(int low, int high) {
            setting = setting.clients(Range.between(low, high));
            return this;
        }

        /** On how many keys the clients meet. */
        public Draft keys(int low, int high) {
            setting = setting.keys(Range.between(low, high));
            return this;
        }

        /** How long the faults go on. */
        public Draft stirring(Duration low, Duration high) {
            setting = setting.stir(Range.between(low, high));
            return this;
        }

        /** How long the run goes on without faults. */
        public Draft settling(Duration time) {
            setting = setting.settle(Range.between(time, time));
            return this;
        }

        /** How long a client waits for an answer; one that gives up before the bound of a claim proves nothing of it. */
        public Draft patience(Duration low, Duration high) {
            setting = setting.patience(Range.between(low, high));
            return this;
        }

        /** How many entries are applied between two snapshots. */
        public Draft snapshotEvery(int low, int high) {
            setting = setting.store(setting.store().snapshotEvery(Range.between(low, high)));
            return this;
        }

        /** How long the parts are in which a snapshot travels, about. */
        public Draft partBytes(int low, int high) {
            setting = setting.store(setting.store().partBytes(Range.between(low, high)));
            return this;
        }

        /** Replication carries one entry at a time: a log that is soon behind its clients. */
        public Draft oneEntryAtATime() {
            setting = setting.store(setting.store().carrying(Range.exactly(1), Range.exactly(64)));
            return this;
        }

        /** What the clients do. */
        public Draft doing(Workload what) {
            workload = what;
            return this;
        }

        /** What goes wrong in each run. */
        public Draft suffering(Nemesis... nemeses) {
            always = always.appendAll(Vector.of(nemeses));
            return this;
        }

        /** What also goes wrong in some runs. */
        public Draft atTimes(Nemesis... nemeses) {
            sometimes = sometimes.appendAll(Vector.of(nemeses));
            return this;
        }

        /** Who judges the runs; the scenario is complete. */
        public Scenario claiming(Checker... judges) {
            checkers = Vector.of(judges);
            if (subject == null) {
                throw new IllegalStateException("the scenario " + name + " says on which system it plays with on(...)");
            }
            return new Scenario(this, subject, Option.none());
        }
    }
}
