package kyoten.scenario.catalogue;

import static kyoten.scenario.catalogue.ElectionNemeses.timeouts;

import io.vavr.collection.Vector;
import io.vavr.control.Option;
import kyoten.raft.Marks;
import kyoten.scenario.Nemesis;
import kyoten.scenario.plan.Action;
import kyoten.scenario.plan.Draw;
import kyoten.scenario.plan.Options;
import kyoten.scenario.plan.PlannedFault;
import kyoten.scenario.plan.Range;
import kyoten.scenario.plan.Target;
import kyoten.scenario.plan.Trigger;

/** What goes wrong while a snapshot is on its way from a leader to a server that is behind. */
final class SnapshotNemeses {
    /** Which part of a snapshot is met: one of the first, mostly. */
    private static final Range PARTS = Range.between(1, 24);

    private static final Range SOON_AFTER = Range.between(20_000, 20_000_000);

    private SnapshotNemeses() {}

    /**
     * A server is out until the others have forgotten what it lacks. When it is back, some parts of the snapshot that it gets are lost, or
     * come so late that others overtake them, those of the next snapshot, too; and it dies when it has them all.
     */
    static Nemesis troubledParts() {
        return Nemesis.inRounds(Range.millis(500, 1000), "troubled parts", (draw, options, at, i) -> {
            Target who = Target.server(1 + (int) draw.below("who", 0, options.servers()));
            long out = timeouts(draw, options, Range.between(100, 250), "out", i);
            long next = at + out + timeouts(draw, options, Range.between(150, 350), "gap", i);
            return new Nemesis.Round(round(draw, options, who, at, out, i), next);
        });
    }

    private static Vector<PlannedFault> round(Draw draw, Options options, Target who, long at, long out, int i) {
        Action away = draw.percent(50, "crash", i) ? new Action.Crash(who) : new Action.Isolate(who);
        Vector<PlannedFault> faults = Vector.of(new PlannedFault(new Trigger.At(at), away, out));
        if (draw.percent(70, "mixed", i)) {
            return faults.appendAll(mixed(draw, options, who, at + out, i));
        }
        long troubles = 1 + draw.below("troubles", i, 3);
        for (int trouble = 1; trouble <= troubles; trouble++) {
            faults = faults.append(trouble(draw.within("trouble " + trouble), options, who, at + out, i));
        }
        return draw.percent(60, "dies", i)
                ? faults.append(new PlannedFault(
                        mark(Marks.SNAPSHOT_INSTALLED, at + out, 1, draw.steeplyFrom(SOON_AFTER, "soon", i)),
                        new Action.Crash(Target.noter()),
                        draw.from(Range.millis(0, 60), "dead", i)))
                : faults;
    }

    /**
     * A part is slow, and the server dies before it comes. It gets a newer snapshot then, up to the very place of that part; what follows is
     * kept back until the late one is there.
     */
    private static Vector<PlannedFault> mixed(Draw draw, Options options, Target who, long since, int i) {
        int part = (int) draw.steeplyFrom(Range.between(1, 4), "which part", i);
        long there = 3 * options.network().delayHigh() + draw.from(Range.millis(1, 4), "there", i);
        long late = timeouts(draw, options, Range.between(20, 120), "how late", i);
        Action slow = new Action.SlowLink(Target.leader(), who, late);
        Action hold = new Action.Hold(Target.leader(), who);
        return Vector.of(
                new PlannedFault(mark(Marks.SNAPSHOT_CHUNK_SENT, since, part, 0), slow, there),
                new PlannedFault(mark(Marks.SNAPSHOT_CHUNK_SENT, since, part + 1, 0), new Action.Crash(who), there),
                new PlannedFault(mark(Marks.SNAPSHOT_CHUNK_SENT, since, 2 * part + 1, 0), hold, late));
    }

    private static PlannedFault trouble(Draw draw, Options options, Target who, long since, int i) {
        int part = (int) draw.steeplyFrom(PARTS, "part", i);
        Trigger sent = mark(Marks.SNAPSHOT_CHUNK_SENT, since, part, 0);
        long shortly = timeouts(draw, options, Range.between(1, 40), "shortly", i);
        Action slow =
                new Action.SlowLink(Target.leader(), who, timeouts(draw, options, Range.between(4, 70), "late", i));
        return switch ((int) draw.below("how", i, 8)) {
            case 0 -> new PlannedFault(sent, new Action.Mute(Target.leader()), shortly);
            case 1 -> new PlannedFault(sent, new Action.Deafen(Target.leader()), shortly);
            case 2 -> new PlannedFault(sent, slow, shortly);
            case 3 -> new PlannedFault(sent, new Action.Crash(who), draw.from(Range.millis(0, 20), "dead", i));
            default -> new PlannedFault(sent, tangled(draw, options, i), 12 * shortly);
        };
    }

    /** A part that is lost keeps a snapshot waiting for some heartbeats; what is late of the one before comes meanwhile. */
    private static Action tangled(Draw draw, Options options, int i) {
        return new Action.Disturb(
                (int) draw.steeplyFrom(Range.between(20_000, 200_000), "lost", i),
                (int) draw.steeplyFrom(Range.between(20_000, 400_000), "doubled", i),
                timeouts(draw, options, Range.between(10, 150), "late by", i));
    }

    private static Trigger mark(String mark, long since, int times, long after) {
        return new Trigger.OnMark(mark, Option.none(), since, times, after);
    }
}
