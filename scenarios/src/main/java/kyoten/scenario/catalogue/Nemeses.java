package kyoten.scenario.catalogue;

import io.vavr.collection.Vector;
import kyoten.raft.Marks;
import kyoten.scenario.Mark;
import kyoten.scenario.Nemesis;
import kyoten.scenario.plan.Action;
import kyoten.scenario.plan.Draw;
import kyoten.scenario.plan.Options;
import kyoten.scenario.plan.PlannedFault;
import kyoten.scenario.plan.Range;
import kyoten.scenario.plan.Target;
import kyoten.scenario.plan.Trigger;

/**
 * What goes wrong with servers, whatever system they are of. Each nemesis strikes again and again while a run stirs; those that follow the
 * leader need a system that notes when it has one ({@link kyoten.scenario.Subject#leaderMark}).
 */
public final class Nemeses {
    private static final Range BLINK = Range.millis(0, 30);
    private static final Range MOMENT = Range.millis(20, 600);
    private static final Range WHILE = Range.millis(200, 2500);
    private static final Range OFTEN = Range.millis(100, 900);
    private static final Range NOW_AND_THEN = Range.millis(300, 2500);

    private static final Range SLOW_PPM = new Range(400_000, 850_000);

    private Nemeses() {}

    /** The leader dies, mostly briefly. */
    public static Nemesis leaderCrashes() {
        return Nemesis.every(OFTEN, MOMENT, "leader crashes", (draw, options, i) -> new Action.Crash(Target.leader()));
    }

    /** Any server dies. */
    public static Nemesis crashes() {
        return Nemesis.every(OFTEN, MOMENT, "crashes", (draw, options, i) -> new Action.Crash(any(draw, options, i)));
    }

    /** A server dies between two effects of a step. */
    public static Nemesis crashesInStep() {
        return Nemesis.every(
                OFTEN,
                MOMENT,
                "crashes within a step",
                (draw, options, i) -> new Action.CrashInStep(any(draw, options, i), (int) draw.below("effects", i, 6)));
    }

    /** A server dies between writing and syncing, and is soon back. */
    static Nemesis crashesBeforeSync() {
        Mark mark = Mark.of(Marks.APPENDED_UNSYNCED, Range.between(1, 400)).after(Range.millis(0, 2));
        return Nemesis.at(
                mark,
                BLINK,
                "crashes before a sync",
                (draw, options, i) -> new Action.Crash(either(draw, i, Target.leader(), any(draw, options, i))));
    }

    /** A server that has just given its vote dies, and is back while the others still ask for votes. */
    static Nemesis crashesOfVoters() {
        Mark voted =
                Mark.of(Marks.VOTE_GRANTED, Range.between(1, 2)).strikes(0, 24).after(Range.millis(0, 40));
        return Nemesis.at(voted, BLINK, "crashes of voters", (draw, options, i) -> new Action.Crash(Target.noter()));
    }

    /**
     * Candidates whose requests for votes come late: another stands in the same term meanwhile, and who has voted for that
     * one is asked again.
     */
    static Nemesis lateCandidates() {
        Mark voted = Mark.of(Marks.VOTE_GRANTED, Range.between(1, 3)).strikes(3, 24);
        return Nemesis.at(
                voted,
                Range.millis(20, 500),
                "late candidates",
                (draw, options, i) -> new Action.HoldAll(Target.noter()));
    }

    /** What a leader says is kept back from a chunk of a snapshot on, and comes when it has begun another transfer. */
    static Nemesis lateChunks() {
        Mark mark = Mark.of(Marks.SNAPSHOT_CHUNK_SENT, Range.between(1, 12)).strikes(1, 8);
        return Nemesis.at(
                mark, Range.millis(20, 900), "late chunks", (draw, options, i) -> new Action.HoldAll(Target.leader()));
    }

    /** The whole site loses its power, now and then while writes are not synced yet. */
    public static Nemesis powerLosses() {
        Mark mark = Mark.of(Marks.APPENDED_UNSYNCED, Range.between(5, 600)).after(Range.millis(0, 4));
        Nemesis atMarks =
                Nemesis.at(mark, MOMENT, "power losses before a sync", (draw, options, i) -> new Action.PowerLoss());
        return Nemesis.every(NOW_AND_THEN, MOMENT, "power losses", (draw, options, i) -> new Action.PowerLoss())
                .and(atMarks);
    }

    /** The leader, with the clients beside it, is cut off from the other servers. */
    public static Nemesis isolatedLeaders() {
        return Nemesis.every(
                NOW_AND_THEN, WHILE, "isolated leaders", (draw, options, i) -> new Action.Isolate(Target.leader()));
    }

    /** A leader that has just lost its office is cut off from the servers that know. */
    public static Nemesis lingeringLeaders() {
        Mark mark = Mark.of(Marks.BECAME_LEADER, Range.between(1, 3)).after(Range.millis(0, 20));
        return Nemesis.at(
                mark, MOMENT, "lingering leaders", (draw, options, i) -> new Action.Isolate(Target.formerLeader()));
    }

    /**
     * The leader's clocks are slow when it is cut off with the clients beside it: the others choose another leader long
     * before it gives up, and until then it could answer from what it knows.
     */
    public static Nemesis slowIsolatedLeaders() {
        return Nemesis.inRounds(OFTEN, "slow isolated leaders", (draw, options, at, i) -> {
            long lasts = draw.from(WHILE, "lasts", i);
            Action slow = new Action.DriftClock(Target.leader(), -(int) draw.from(SLOW_PPM, "slow", i));
            Vector<PlannedFault> faults = Vector.of(
                    new PlannedFault(new Trigger.At(at), slow, lasts),
                    new PlannedFault(new Trigger.At(at), new Action.Isolate(Target.leader()), lasts));
            return new Nemesis.Round(faults, at + lasts + draw.from(OFTEN, "gap", i));
        });
    }

    /**
     * What the followers answer a slow leader is kept on the way; a moment later nothing of it reaches them any more, and
     * they choose another. The answers arrive one after the other, some while it still thinks that it leads: they are true
     * of the time when they were sent, and of no time after.
     */
    public static Nemesis lateAnswers() {
        return Nemesis.inRounds(OFTEN, "late answers", (draw, options, at, i) -> {
            long lasts = draw.from(WHILE, "lasts", i);
            Action slow = new Action.DriftClock(Target.leader(), -(int) draw.from(SLOW_PPM, "slow", i));
            Vector<PlannedFault> faults = Vector.of(new PlannedFault(new Trigger.At(at), slow, lasts));
            for (int follower = 1; follower < options.servers(); follower++) {
                Action hold = new Action.Hold(Target.follower(follower), Target.leader());
                long held = draw.within("held").from(WHILE, "by " + follower, i);
                faults = faults.append(new PlannedFault(new Trigger.At(at), hold, held));
            }
            Trigger later = new Trigger.At(at + draw.from(Range.millis(1, 150), "mute after", i));
            faults = faults.append(new PlannedFault(later, new Action.Mute(Target.leader()), lasts));
            return new Nemesis.Round(faults, at + lasts + draw.from(OFTEN, "gap", i));
        });
    }

    /** A minority of the servers is cut off, often with the leader. */
    public static Nemesis minorities() {
        return Nemesis.every(NOW_AND_THEN, WHILE, "minorities", (draw, options, i) -> {
            Vector<Target> side = options.servers() > 3 && draw.percent(50, "two", i)
                    ? Vector.of(
                            either(draw, i, Target.leader(), any(draw, options, i)), Target.follower(1 + i(draw, i)))
                    : Vector.of(either(draw, i, Target.leader(), any(draw, options, i)));
            return new Action.Split(side);
        });
    }

    /** Two halves, and one server that hears both. */
    public static Nemesis bridges() {
        return Nemesis.every(
                NOW_AND_THEN, WHILE, "bridges", (draw, options, i) -> new Action.Bridge(any(draw, options, i)));
    }

    /** Links that pass in one direction only, most of all those of the leader. */
    public static Nemesis oneWayCuts() {
        return Nemesis.every(NOW_AND_THEN, WHILE, "one-way cuts", (draw, options, i) -> {
            Target who = either(draw, i, Target.leader(), any(draw, options, i));
            return draw.percent(50, "mute", i) ? new Action.Mute(who) : new Action.Deafen(who);
        });
    }

    /** Links that keep what is sent, over elections, and deliver it much later. */
    public static Nemesis heldLinks() {
        return Nemesis.every(OFTEN, Range.millis(200, 4000), "held links", (draw, options, i) -> {
            Target who = any(draw, options, i);
            return draw.percent(30, "all", i)
                    ? new Action.HoldAll(who)
                    : new Action.Hold(who, either(draw, i, Target.leader(), any(draw.within("to"), options, i)));
        });
    }

    /** Leaders that hear nothing for a while and then, at once, what was said long ago. */
    public static Nemesis strandedLeaders() {
        return Nemesis.every(
                NOW_AND_THEN,
                Range.millis(150, 1500),
                "stranded leaders",
                (draw, options, i) -> new Action.Strand(Target.leader()));
    }

    /** Servers stand still. */
    public static Nemesis pauses() {
        return Nemesis.every(
                OFTEN,
                WHILE,
                "pauses",
                (draw, options, i) -> new Action.Pause(either(draw, i, Target.leader(), any(draw, options, i))));
    }

    /** Wall clocks are set forwards and backwards. */
    public static Nemesis clockSteps() {
        return Nemesis.every(
                OFTEN,
                WHILE,
                "clock steps",
                (draw, options, i) -> new Action.StepClock(
                        any(draw, options, i), draw.from(Range.millis(-3_600_000, 3_600_000), "by", i)));
    }

    /** Clocks run much too fast or too slow, the leader's above all too slow. */
    public static Nemesis clockDrifts() {
        return Nemesis.every(
                OFTEN,
                Range.millis(500, 5000),
                "clock drifts",
                (draw, options, i) -> draw.percent(60, "leader", i)
                        ? new Action.DriftClock(Target.leader(), -(int) draw.below("slow", i, 800_000))
                        : new Action.DriftClock(
                                any(draw, options, i), (int) draw.from(new Range(-500_000, 500_000), "ppm", i)));
    }

    /** A network that loses, doubles and reorders. */
    public static Nemesis badNetwork() {
        return Nemesis.every(
                NOW_AND_THEN,
                WHILE,
                "bad network",
                (draw, options, i) -> new Action.Disturb(
                        (int) draw.steeplyFrom(new Range(1000, 300_000), "loss", i),
                        (int) draw.steeplyFrom(new Range(1000, 300_000), "doubled", i),
                        draw.from(Range.millis(0, 400), "delay", i)));
    }

    /** Servers are restarted one after the other, as for an upgrade. */
    public static Nemesis rollingRestarts() {
        return Nemesis.every(
                Range.millis(150, 500),
                Range.millis(10, 400),
                "rolling restarts",
                (draw, options, i) -> new Action.Crash(Target.server(1 + (int) (i % options.servers()))));
    }

    /** The operator asks for another leader. */
    public static Nemesis transfers() {
        return Nemesis.every(
                OFTEN, BLINK, "transfers", (draw, options, i) -> new Action.Transfer(Target.follower(1 + i(draw, i))));
    }

    /** The operator takes servers out and adds them again. */
    static Nemesis removals() {
        return Nemesis.every(
                NOW_AND_THEN,
                WHILE,
                "removals",
                (draw, options, i) ->
                        new Action.Remove(either(draw, i, Target.follower(1 + i(draw, i)), any(draw, options, i))));
    }

    /** The operator takes one server after the other out for good, the last but one at most. */
    static Nemesis retirements() {
        return new Nemesis("retirements", (draw, options) -> {
            int most = options.servers() - 1;
            int retired = draw.percent(60, "all", 0) ? most : (int) draw.below("retired", 0, most + 1L);
            Vector<PlannedFault> faults = Vector.empty();
            long at = 0;
            for (int i = 1; i <= retired; i++) {
                at += draw.from(NOW_AND_THEN, "gap", i);
                faults = faults.append(new PlannedFault(new Trigger.At(at), new Action.Retire(Target.server(i)), 0));
            }
            return faults;
        });
    }

    private static Target any(Draw draw, Options options, long i) {
        return Target.server(1 + (int) draw.below("who", i, options.servers()));
    }

    private static int i(Draw draw, long i) {
        return (int) draw.below("which", i, 4);
    }

    private static Target either(Draw draw, long i, Target one, Target other) {
        return draw.percent(50, "either", i) ? one : other;
    }
}
