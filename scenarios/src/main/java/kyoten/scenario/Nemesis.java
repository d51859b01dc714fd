package kyoten.scenario;

import io.vavr.collection.Seq;
import io.vavr.collection.Vector;
import kyoten.scenario.plan.Action;
import kyoten.scenario.plan.Draw;
import kyoten.scenario.plan.Options;
import kyoten.scenario.plan.PlannedFault;
import kyoten.scenario.plan.Range;
import kyoten.scenario.plan.Trigger;
import kyoten.scenario.plan.Trigger.OnMark;

/**
 * Whoever plans the faults of one kind for a run.
 *
 * @param name what goes wrong, in the plural: "leader crashes"
 */
public record Nemesis(String name, Planner planner) {

    /** Plans faults from a seed's chance for the options of its run. */
    @FunctionalInterface
    public interface Planner {
        Seq<PlannedFault> faults(Draw draw, Options options);
    }

    /** Chooses what a fault does. */
    @FunctionalInterface
    public interface Choice {
        Action action(Draw draw, Options options, long ordinal);
    }

    /** Plans what happens in a round that begins at a time. */
    @FunctionalInterface
    public interface Rounds {
        Round round(Draw draw, Options options, long at, int ordinal);
    }

    /**
     * Faults that belong together.
     *
     * @param next when the next round begins, in nanoseconds since the run's beginning
     */
    public record Round(Seq<PlannedFault> faults, long next) {}

    /**
     * One round after the other while the run stirs.
     *
     * @param first when the first begins, in nanoseconds since the run's beginning
     */
    public static Nemesis inRounds(Range first, String name, Rounds rounds) {
        return new Nemesis(name, (draw, options) -> {
            Vector<PlannedFault> faults = Vector.empty();
            long at = draw.from(first, "gap", 0);
            for (int i = 1; at < options.lengths().stir(); i++) {
                Round round = rounds.round(draw, options, at, i);
                faults = faults.appendAll(round.faults);
                at = round.next;
            }
            return faults;
        });
    }

    /**
     * The same kind of fault again and again while the run stirs.
     *
     * @param gap the time between the beginnings of two faults, in nanoseconds
     * @param lasting how long each lasts, in nanoseconds
     */
    public static Nemesis every(Range gap, Range lasting, String name, Choice choice) {
        return inRounds(gap, name, (draw, options, at, i) -> {
            Action action = choice.action(draw, options, i);
            PlannedFault fault = new PlannedFault(new Trigger.At(at), action, draw.from(lasting, "lasts", i));
            return new Round(Vector.of(fault), at + draw.from(gap, "gap", i));
        });
    }

    /**
     * A fault at one occurrence of a mark out of each {@code among}.
     *
     * @param among how many occurrences lie between two faults
     * @param after how long after the mark it strikes, in nanoseconds
     * @param strikes how many faults there are in a run
     */
    public static Nemesis at(Mark mark, Range lasting, String name, Choice choice) {
        return new Nemesis(name, (draw, options) -> {
            Vector<PlannedFault> faults = Vector.empty();
            long times = 0;
            long strikes = draw.from(mark.strikes(), "strikes", 0);
            for (int i = 1; i <= strikes; i++) {
                times += draw.steeplyFrom(mark.among(), "among", i);
                long after = draw.from(mark.after(), "after", i);
                Trigger trigger = new OnMark(mark.name(), mark.by(), (int) times, after);
                faults = faults.append(
                        new PlannedFault(trigger, choice.action(draw, options, i), draw.from(lasting, "lasts", i)));
            }
            return faults;
        });
    }

    /** Both, one after the other. */
    public Nemesis and(Nemesis other) {
        return new Nemesis(
                name + ", " + other.name,
                (draw, options) -> planner.faults(draw.within(name), options)
                        .appendAll(other.planner.faults(draw.within(other.name), options)));
    }

    /** The same at any sites: each site has it or not, and one has it for sure. */
    public Nemesis somewhere() {
        return new Nemesis(name + " somewhere", (draw, options) -> {
            int sure = 1 + (int) draw.below("sure", 0, options.sites());
            return Vector.rangeClosed(1, options.sites())
                    .filter(site -> site == sure || draw.percent(40, "site", site))
                    .flatMap(site -> at(site, draw, options));
        });
    }

    /** The same at one site, by its number. */
    public Nemesis at(int site) {
        return new Nemesis(name + " at site " + site, (draw, options) -> at(site, draw, options));
    }

    private Seq<PlannedFault> at(int site, Draw draw, Options options) {
        return planner.faults(draw.within("site " + site), options.only(site)).map(fault -> fault.at(site));
    }
}
