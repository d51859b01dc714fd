package kyoten.scenario.catalogue;

import io.vavr.collection.Vector;
import kyoten.scenario.Nemesis;
import kyoten.scenario.Nemesis.Round;
import kyoten.scenario.plan.Action;
import kyoten.scenario.plan.Draw;
import kyoten.scenario.plan.Options;
import kyoten.scenario.plan.PlannedFault;
import kyoten.scenario.plan.Range;
import kyoten.scenario.plan.Target;
import kyoten.scenario.plan.Trigger;

/**
 * One master follows another while something of what they and their slaves said is lost, or still on its way. Clients ask the old one as long
 * as they would wait for an answer.
 */
final class SuccessionNemeses {
    private static final Range GAP = Range.millis(20, 600);
    private static final Range DOWN = Range.millis(1, 40);
    private static final Range SPEAKS = Range.millis(10, 200);
    private static final Range NAMED = Range.millis(0, 60);
    private static final Range BLINK = Range.millis(1, 30);
    private static final Range AWAY = Range.millis(200, 1500);
    private static final Range LOSS_PPM = new Range(30_000, 500_000);

    private SuccessionNemeses() {}

    /** One of the three after the other. */
    static Nemesis troubledFailovers() {
        return Nemesis.inRounds(GAP, "troubled failovers", (draw, options, at, i) -> {
            Round round = switch ((int) draw.below("trouble", i, 5)) {
                case 0, 1 -> lateAcknowledgements(draw, options, at, i);
                case 2, 3 -> lostFeeds(draw, at, i);
                default -> absentSlave(draw, at, i);
            };
            return new Round(round.faults(), round.next() + draw.from(GAP, "gap", i));
        });
    }

    /**
     * What the slaves acknowledge is kept on the way, or is long on it. Their master is often started anew meanwhile, is then heard no more,
     * and one of them takes its place. Then the acknowledgements come to it, the ones of its former boot among them.
     */
    private static Round lateAcknowledgements(Draw draw, Options options, long at, int i) {
        Vector<PlannedFault> faults = Vector.empty();
        long begins = at;
        if (draw.percent(30, "starts anew before", i)) {
            faults = faults.append(crash(draw.within("before"), at, i));
            begins += draw.from(SPEAKS, "speaks before", i);
        }
        boolean slow = draw.percent(50, "slow", i);
        long late = ElectionNemeses.timeouts(draw, options, Range.between(30, 300), "late", i);
        long mute = begins
                + (slow
                        ? late * draw.from(Range.between(50, 150), "answers", i) / 100
                        : draw.from(SPEAKS, "speaks", i));
        for (int slave = 1; slave < options.servers(); slave++) {
            long still = draw.within("slave " + slave).from(BLINK, "still", i);
            faults = faults.append(
                    slow
                            ? fault(
                                    begins,
                                    new Action.SlowLink(Target.follower(slave), Target.leader(), late + still),
                                    mute - begins)
                            : fault(
                                    begins,
                                    new Action.Hold(Target.follower(slave), Target.leader()),
                                    mute - begins + late + still));
        }
        faults = faults.append(fault(mute, new Action.Mute(Target.leader()), 2 * late));
        if (draw.percent(50, "starts anew", i)) {
            faults = faults.append(crash(draw, mute, i));
        }
        long named = mute + draw.from(NAMED, "named", i);
        faults = faults.append(fault(named, failover(draw, Vector.of(Target.leader()), i), 2 * late));
        return new Round(faults, mute + 2 * late);
    }

    private static PlannedFault crash(Draw draw, long at, int i) {
        return fault(at, new Action.Crash(Target.leader()), draw.from(DOWN, "down", i));
    }

    /** Some of what a master says is lost or comes behind what it says later, and a slave takes its place before all is said again. */
    private static Round lostFeeds(Draw draw, long at, int i) {
        long speaks = draw.from(SPEAKS, "speaks", i);
        long lasts = draw.from(AWAY, "lasts", i);
        Vector<PlannedFault> faults = draw.percent(50, "everything", i)
                ? Vector.of(fault(at, disturbed(draw, i), speaks))
                : blinks(draw, at, speaks, i);
        long named = at + speaks + draw.from(NAMED, "named", i) / 4;
        boolean gone = draw.percent(70, "gone", i);
        if (gone) {
            Action goes = draw.percent(50, "dies", i)
                    ? new Action.Crash(Target.leader())
                    : new Action.Isolate(Target.leader());
            faults = faults.append(fault(at + speaks, goes, lasts));
        }
        Vector<Target> without = gone ? Vector.of(Target.leader()) : Vector.empty();
        return new Round(faults.append(fault(named, failover(draw, without, i), lasts)), named + lasts);
    }

    private static Action disturbed(Draw draw, int i) {
        return new Action.Disturb(
                (int) draw.steeplyFrom(LOSS_PPM, "loss", i),
                (int) draw.steeplyFrom(LOSS_PPM, "doubled", i),
                draw.from(Range.millis(0, 60), "delay", i));
    }

    private static Vector<PlannedFault> blinks(Draw draw, long at, long speaks, int i) {
        Draw one = draw.within("round " + i);
        return Vector.rangeClosed(1, 1 + (int) draw.below("blinks", i, 6)).map(blink -> {
            Action action = one.percent(60, "lost", blink)
                    ? new Action.Mute(Target.leader())
                    : new Action.HoldAll(Target.leader());
            return fault(at + one.below("blink", blink, speaks), action, one.from(BLINK, "blink lasts", blink));
        });
    }

    /** A slave is away, and a master is named without it; it comes back to a master that has gone on, or to one that has not yet. */
    private static Round absentSlave(Draw draw, long at, int i) {
        Target slave = Target.follower(1);
        long away = draw.from(AWAY, "away", i);
        long named = at + draw.from(SPEAKS, "speaks", i);
        Target to = draw.percent(50, "the same", i) ? Target.leader() : Target.follower(2);
        Vector<PlannedFault> faults = Vector.of(
                fault(at, absence(draw, slave, i), away),
                fault(named, new Action.Failover(to, Vector.of(slave)), draw.from(AWAY, "lasts", i)));
        return new Round(faults, at + away);
    }

    private static Action absence(Draw draw, Target slave, int i) {
        return switch ((int) draw.below("absence", i, 4)) {
            case 0 -> new Action.Crash(slave);
            case 1 -> new Action.Pause(slave);
            case 2 -> new Action.Strand(slave);
            default -> new Action.Isolate(slave);
        };
    }

    private static Action failover(Draw draw, Vector<Target> without, int i) {
        return new Action.Failover(Target.follower(1 + (int) draw.below("to", i, 3)), without);
    }

    private static PlannedFault fault(long at, Action action, long lasts) {
        return new PlannedFault(new Trigger.At(at), action, lasts);
    }
}
