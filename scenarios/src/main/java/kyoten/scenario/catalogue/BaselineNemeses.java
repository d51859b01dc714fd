package kyoten.scenario.catalogue;

import io.vavr.collection.Vector;
import kyoten.scenario.Nemesis;
import kyoten.scenario.plan.Action;
import kyoten.scenario.plan.Draw;
import kyoten.scenario.plan.PlannedFault;
import kyoten.scenario.plan.Range;
import kyoten.scenario.plan.Target;
import kyoten.scenario.plan.Trigger;

/** What goes wrong with masters, and what operators do about it. */
final class BaselineNemeses {
    private static final Range GAP = Range.millis(200, 1500);
    private static final Range LASTS = Range.millis(200, 2000);
    private static final Range NOTICED = Range.millis(5, 400);
    private static final Range WRITTEN = Range.millis(10, 300);

    private BaselineNemeses() {}

    /** Something happens to the master, and an operator names another one in its place, mostly without the old one. */
    static Nemesis failovers() {
        return Nemesis.inRounds(GAP, "failovers", (draw, options, at, i) -> {
            long lasts = draw.from(LASTS, "lasts", i);
            long noticed = draw.from(NOTICED, "noticed", i);
            Vector<PlannedFault> faults = Vector.of(
                    new PlannedFault(new Trigger.At(at), mishap(draw, i), lasts),
                    new PlannedFault(new Trigger.At(at + noticed), failover(draw, i), lasts));
            return new Nemesis.Round(faults, at + draw.from(GAP, "gap", i));
        });
    }

    private static Action mishap(Draw draw, int i) {
        return switch ((int) draw.below("mishap", i, 6)) {
            case 0 -> new Action.Crash(Target.leader());
            case 1 -> new Action.Pause(Target.leader());
            case 2 -> new Action.Mute(Target.leader());
            case 3 -> new Action.Deafen(Target.leader());
            default -> new Action.Isolate(Target.leader());
        };
    }

    private static Action failover(Draw draw, int i) {
        Target to = Target.follower(1 + (int) draw.below("to", i, 3));
        return new Action.Failover(to, draw.percent(80, "without", i) ? Vector.of(Target.leader()) : Vector.empty());
    }

    /**
     * A server is named while its disk is slow, and dies before or after it has written that down: the master that there is, which so
     * begins another epoch, or another server.
     */
    static Nemesis forgottenOrders() {
        return Nemesis.inRounds(GAP, "forgotten orders", (draw, options, at, i) -> {
            Target who = draw.percent(70, "master", i) ? Target.leader() : Target.follower(1);
            long lasts = draw.from(LASTS, "lasts", i);
            Action slow = DiskNemeses.slowDisk(options, who, draw.from(new Range(20, 400), "factor", i));
            Trigger dies = new Trigger.At(at + draw.from(WRITTEN, "written", i));
            Vector<PlannedFault> faults = Vector.of(
                    new PlannedFault(new Trigger.At(at), slow, lasts),
                    new PlannedFault(new Trigger.At(at), new Action.Failover(who, Vector.empty()), lasts),
                    new PlannedFault(dies, new Action.Crash(who), draw.from(LASTS, "down", i)));
            return new Nemesis.Round(faults, at + draw.from(GAP, "gap", i));
        });
    }

    /** An operator names another master though nothing is wrong with the one that there is. */
    static Nemesis switchovers() {
        return Nemesis.every(
                GAP,
                LASTS,
                "switchovers",
                (draw, options, i) -> new Action.Failover(
                        Target.server(1 + (int) draw.below("to", i, options.servers())), Vector.empty()));
    }
}
