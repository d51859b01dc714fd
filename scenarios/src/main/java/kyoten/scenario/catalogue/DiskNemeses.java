package kyoten.scenario.catalogue;

import io.vavr.collection.Vector;
import java.time.Duration;
import kyoten.scenario.Nemesis;
import kyoten.scenario.plan.Action;
import kyoten.scenario.plan.Draw;
import kyoten.scenario.plan.Options;
import kyoten.scenario.plan.PlannedFault;
import kyoten.scenario.plan.Range;
import kyoten.scenario.plan.Target;
import kyoten.scenario.plan.Trigger;

/** Disks that are slow, full or broken, or that forget what was synced on them. */
public final class DiskNemeses {
    private static final Range OFTEN = Range.millis(100, 900);
    private static final Range NOW_AND_THEN = Range.millis(300, 2000);
    private static final Range DOWN = Range.millis(0, 1500);
    private static final Range AGE = Range.millis(50, 1500);
    private static final Range OUT = Range.millis(200, 1500);

    private static final Range WHILE = Range.millis(200, 2500);
    private static final Range MOMENT = Range.millis(20, 600);
    private static final Range SELDOM = Range.millis(300, 2500);

    private static final long SLOWEST_NANOS = Duration.ofSeconds(1).toNanos();

    private DiskNemeses() {}

    /** Disks that are slow for a while. */
    public static Nemesis slowDisks() {
        return Nemesis.every(
                OFTEN,
                WHILE,
                "slow disks",
                (draw, options, i) -> slowDisk(
                        options, leaderOrAny(draw, options, i), draw.steeplyFrom(new Range(2, 200), "factor", i)));
    }

    /** What a disk has begun goes on after the fault: not for so long that a site has no time to recover. */
    static Action slowDisk(Options options, Target who, long factor) {
        long most = Math.max(2, SLOWEST_NANOS / options.disk().latencyHigh());
        return new Action.SlowDisk(who, (int) Math.min(factor, most));
    }

    /** Disks that have no room for a while. */
    public static Nemesis fullDisks() {
        return Nemesis.every(
                OFTEN,
                WHILE,
                "full disks",
                (draw, options, i) ->
                        new Action.FillDisk(leaderOrAny(draw, options, i), (int) draw.below("free", i, 4096)));
    }

    /** Syncs that fail, which ends a server until it is started anew. */
    public static Nemesis failingSyncs() {
        return Nemesis.every(
                SELDOM, MOMENT, "failing syncs", (draw, options, i) -> new Action.FailSync(any(draw, options, i)));
    }

    /**
     * Records that rot, half of them the newest that may. The server goes on for a while before it is restarted, and then
     * finds what it has acknowledged meanwhile behind the damage.
     */
    static Nemesis rottenDisks() {
        return Nemesis.every(
                OFTEN,
                DOWN,
                "rotten disks",
                (draw, options, i) -> new Action.Rot(whose(draw, options, i), place(draw, i)));
    }

    /** Records rot of which perhaps nobody else has a copy that counts. */
    static Nemesis ruinedDisks() {
        return Nemesis.every(
                OFTEN,
                DOWN,
                "ruined disks",
                (draw, options, i) -> new Action.Ruin(any(draw, options, i), place(draw, i)));
    }

    private static int place(Draw draw, long i) {
        return draw.percent(50, "newest", i) ? Action.MILLION - 1 : (int) draw.below("place", i, Action.MILLION);
    }

    /**
     * A server's disk is lost, or set back to what it held a while ago; the operator takes the server out, sooner or later, and adds it
     * again as a new one. It is one server of the site, again and again: who is out, or back without being taken in, is missed by the
     * others, and of three only one may be.
     */
    static Nemesis replacedDisks() {
        return Nemesis.inRounds(NOW_AND_THEN, "replaced disks", (draw, options, at, i) -> {
            Target who = any(draw, options, 0);
            long lost = at + draw.from(AGE, "age", i);
            long down = draw.from(DOWN, "down", i);
            Vector<PlannedFault> faults = Vector.of(
                    new PlannedFault(new Trigger.At(at), new Action.KeepImage(who), 0),
                    new PlannedFault(new Trigger.At(lost), loss(draw, who, i), down));
            if (draw.percent(60, "taken out", i)) {
                Trigger noticed = new Trigger.At(lost + down + draw.from(AGE, "noticed", i));
                faults = faults.append(new PlannedFault(noticed, new Action.Remove(who), draw.from(OUT, "out", i)));
            }
            return new Nemesis.Round(faults, lost + draw.from(NOW_AND_THEN, "gap", i));
        });
    }

    /**
     * Last of all a server's disk is lost, and before anybody knows, an operator asks for it to lead: it is a voter, and never can again.
     */
    static Nemesis lostHeirs() {
        return new Nemesis("lost heirs", (draw, options) -> {
            Target heir = Target.follower(1 + (int) draw.below("who", 0, options.servers() - 1L));
            long asked = options.lengths().stir() - draw.from(Range.millis(20, 100), "asked", 0);
            long lost = asked - draw.from(Range.millis(10, 60), "lost", 0);
            return Vector.of(
                    new PlannedFault(
                            new Trigger.At(lost),
                            new Action.Wipe(heir),
                            options.lengths().stir() - lost),
                    new PlannedFault(new Trigger.At(asked), new Action.Transfer(heir), 0));
        });
    }

    private static Action loss(Draw draw, Target who, long i) {
        return draw.percent(50, "wiped", i) ? new Action.Wipe(who) : new Action.RestoreImage(who);
    }

    private static Target leaderOrAny(Draw draw, Options options, long i) {
        return draw.percent(50, "either", i) ? Target.leader() : any(draw, options, i);
    }

    private static Target whose(Draw draw, Options options, long i) {
        return draw.percent(50, "either", i)
                ? Target.follower(1 + (int) draw.below("which", i, 4))
                : any(draw, options, i);
    }

    private static Target any(Draw draw, Options options, long i) {
        return Target.server(1 + (int) draw.below("who", i, options.servers()));
    }
}
