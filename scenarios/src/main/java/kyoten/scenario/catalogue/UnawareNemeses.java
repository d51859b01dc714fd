package kyoten.scenario.catalogue;

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

/** Leaders that are replaced and do not notice, as their clocks are slow: until they do, they could answer from what they know. */
final class UnawareNemeses {
    private static final Range SLOW_PPM = new Range(780_000, 900_000);

    private UnawareNemeses() {}

    /** Again and again a slow leader is cut off, or hears late what was said to it long ago. */
    static Nemesis unawareLeaders() {
        return Nemesis.inRounds(Range.millis(100, 900), "unaware leaders", (draw, options, at, i) -> {
            long lasts = timeouts(draw, options, Range.between(450, 700), "lasts", i);
            Action slow = new Action.DriftClock(Target.leader(), -(int) draw.from(SLOW_PPM, "slow", i));
            Vector<PlannedFault> unheard = draw.percent(30, "cut off", i)
                    ? Vector.of(new PlannedFault(new Trigger.At(at), new Action.Isolate(Target.leader()), lasts))
                    : lateAnswers(draw, options, at, lasts, i);
            long next = at + lasts + timeouts(draw, options, Range.between(60, 200), "gap", i);
            return new Nemesis.Round(unheard.prepend(new PlannedFault(new Trigger.At(at), slow, lasts)), next);
        });
    }

    /**
     * What the followers answer is kept on the way; a moment later nothing of the leader reaches them any more, and they choose another. Then
     * the answers of just enough of them arrive: they are true of the time when they were sent, and of no time after. The next leader is
     * hardly among these.
     */
    private static Vector<PlannedFault> lateAnswers(Draw draw, Options options, long at, long lasts, int i) {
        Trigger later = new Trigger.At(at + draw.from(Range.millis(15, 120), "mute after", i));
        Vector<PlannedFault> faults = Vector.of(new PlannedFault(later, new Action.Mute(Target.leader()), lasts));
        int first = (int) draw.below("first", i, options.servers());
        for (int follower = 1; follower < options.servers(); follower++) {
            boolean enough = follower <= options.servers() / 2;
            long held = enough
                    ? timeouts(draw.within("held"), options, Range.between(260, 450), "by " + follower, i)
                    : lasts;
            Action hold = new Action.Hold(Target.follower(first + follower), Target.leader());
            faults = faults.append(new PlannedFault(new Trigger.At(at), hold, held));
        }
        return faults;
    }
}
