package kyoten.scenario.catalogue;

import static kyoten.scenario.catalogue.ElectionNemeses.SETTLING;
import static kyoten.scenario.catalogue.ElectionNemeses.elected;
import static kyoten.scenario.catalogue.ElectionNemeses.timeouts;

import io.vavr.collection.Vector;
import kyoten.scenario.Nemesis;
import kyoten.scenario.plan.Action;
import kyoten.scenario.plan.Draw;
import kyoten.scenario.plan.Options;
import kyoten.scenario.plan.PlannedFault;
import kyoten.scenario.plan.Range;
import kyoten.scenario.plan.Target;
import kyoten.scenario.plan.Trigger;

/** What a leader began, and what is not decided yet when it loses its office. */
final class UndecidedNemeses {
    private UndecidedNemeses() {}

    /**
     * A leader takes writes in and is heard by nobody; nor are the first words of the next one. The former is elected again, and is
     * cut off when some of what it took in back then has come to others. Whoever leads then may bury it (Raft, figure 8).
     */
    static Nemesis buriedEntries() {
        return again("buried entries", Range.between(800, 1400), UndecidedNemeses::buried);
    }

    private static Vector<PlannedFault> buried(Draw draw, Options options, long at, int i) {
        Action isolate = new Action.Isolate(Target.leader());
        long soon = draw.percent(70, "at once", i) ? 0 : draw.steeplyFrom(SETTLING, "soon", i);
        // An entry is sent, synced and acknowledged; with one at a time on its way, some have come, and the last has
        // not.
        long anEntry = 2 * options.network().delayHigh() + options.disk().latencyHigh();
        long spreads = draw.below("spreads", i, 10 * anEntry);
        return Vector.of(
                new PlannedFault(
                        new Trigger.At(at),
                        new Action.Mute(Target.leader()),
                        timeouts(draw, options, Range.between(120, 250), "first", i)),
                elected(at, 1, soon, isolate, timeouts(draw, options, Range.between(300, 500), "second", i)),
                elected(at, 2, spreads, isolate, timeouts(draw, options, Range.between(250, 500), "third", i)));
    }

    /**
     * An operator has a server taken out by a leader that is not heard, or by too few, and does not wait for the end of it. The others
     * go on as if nothing had been, and change something else.
     */
    static Nemesis unfinishedChanges() {
        return again("unfinished changes", Range.between(500, 1000), (draw, options, at, i) -> switch ((int)
                draw.below("how", i, 5)) {
            case 0, 1 -> diverging(draw, options, at, i);
            case 2 -> twoAtOnce(draw, options, at, i);
            default -> forgotten(draw, options, at, i);
        });
    }

    private static Action cutOff(Draw draw, int i) {
        return draw.percent(50, "mute", i) ? new Action.Mute(Target.leader()) : new Action.Isolate(Target.leader());
    }

    private static PlannedFault removed(Draw draw, long at, Target who, int i) {
        long asks = draw.within("asks").from(Range.millis(5, 120), who.toString(), i);
        return new PlannedFault(new Trigger.At(at), new Action.Remove(who), asks);
    }

    /** The next leader, which only one other hears, takes the former one out (Ongaro on raft-dev, July 2015). */
    private static Vector<PlannedFault> diverging(Draw draw, Options options, long at, int i) {
        Action reach = new Action.Reach(Target.leader(), Vector.of(follower(draw, options, "hears", i)));
        return Vector.of(
                new PlannedFault(
                        new Trigger.At(at),
                        cutOff(draw, i),
                        timeouts(draw, options, Range.between(120, 250), "alone", i)),
                removed(draw, at, follower(draw, options, "removed", i), i),
                elected(at, 1, 0, reach, timeouts(draw, options, Range.between(250, 500), "reaches", i)),
                elected(
                        at,
                        1,
                        0,
                        new Action.Remove(Target.formerLeader()),
                        draw.from(Range.millis(20, 400), "asks again", i)));
    }

    /** A leader that only one other hears is asked for two changes: if both acted, these two would be a majority. */
    private static Vector<PlannedFault> twoAtOnce(Draw draw, Options options, long at, int i) {
        int heard = 1 + (int) draw.below("heard", i, options.servers() - 1L);
        Action split = new Action.Split(Vector.of(Target.leader(), Target.follower(heard)));
        return Vector.of(
                new PlannedFault(
                        new Trigger.At(at), split, timeouts(draw, options, Range.between(150, 400), "split", i)),
                removed(draw, at, Target.follower(heard + 1), i),
                removed(draw, at, Target.follower(heard + 2), i));
    }

    /** A leader that is not heard loses its office and what it began; it may die then, and has its office back later. */
    private static Vector<PlannedFault> forgotten(Draw draw, Options options, long at, int i) {
        long alone = timeouts(draw, options, Range.between(120, 250), "alone", i);
        long known = alone + draw.steeplyFrom(SETTLING, "known", i);
        long dead = draw.percent(50, "dies", i) ? draw.from(Range.millis(0, 60), "dead", i) : 0;
        Action split = new Action.Split(Vector.of(Target.leader(), follower(draw, options, "beside", i)));
        Vector<PlannedFault> faults = Vector.of(
                new PlannedFault(new Trigger.At(at), cutOff(draw, i), alone),
                removed(draw, at, follower(draw, options, "removed", i), i),
                elected(at, 1, known + dead, new Action.Transfer(Target.formerLeader()), 0),
                elected(
                        at,
                        2,
                        draw.steeplyFrom(SETTLING, "leads", i),
                        split,
                        timeouts(draw, options, Range.between(100, 300), "split", i)));
        return dead == 0
                ? faults
                : faults.append(elected(at, 1, known, new Action.Crash(Target.formerLeader()), dead / 2));
    }

    private static Target follower(Draw draw, Options options, String which, int i) {
        return Target.follower(1 + (int) draw.below(which, i, options.servers() - 1L));
    }

    /** Plans what happens from a time on. */
    @FunctionalInterface
    private interface Plan {
        Vector<PlannedFault> faults(Draw draw, Options options, long at, int i);
    }

    private static Nemesis again(String name, Range apart, Plan plan) {
        return Nemesis.inRounds(
                Range.millis(50, 700),
                name,
                (draw, options, at, i) -> new Nemesis.Round(
                        plan.faults(draw, options, at, i), at + timeouts(draw, options, apart, "gap", i)));
    }
}
