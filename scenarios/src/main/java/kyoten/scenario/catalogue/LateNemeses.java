package kyoten.scenario.catalogue;

import static kyoten.scenario.catalogue.ElectionNemeses.elected;

import io.vavr.collection.Vector;
import io.vavr.control.Option;
import java.time.Duration;
import kyoten.raft.Marks;
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
 * Words between clients and their leader that are long on their way. How long is measured by what the clients do meanwhile: ask once more
 * ({@link #again}), or give up and close their session ({@link #patience}).
 */
final class LateNemeses {
    /** What a disk has begun goes on after the fault: not for so long that a site has no time to recover. */
    private static final long LONGEST_WRITE_NANOS = Duration.ofMillis(1500).toNanos();

    private LateNemeses() {}

    /**
     * Requests that arrive when their client has closed the session in which it asked; copies of one that was refused while there was no
     * room, when there is room again; refusals that arrive when the client has asked another leader.
     */
    static Nemesis lateWords() {
        return Nemesis.inRounds(Range.millis(50, 400), "late words", (draw, options, at, i) -> {
            Round round = round(draw, options, at, i);
            return new Round(round.faults(), round.next() + draw.from(Range.millis(50, 400), "gap", i));
        });
    }

    private static Round round(Draw draw, Options options, long at, int i) {
        boolean asksAgain =
                2 * options.lengths().patience() > 3 * options.store().electionTimeout();
        if (!asksAgain || draw.percent(40, "after the close", i)) {
            return afterTheClose(draw, options, at, i);
        }
        return options.servers() < 3 ? afterARefusal(draw, options, at, i) : afterAnotherLeader(draw, options, at, i);
    }

    /** So many hundredths of the time after which a client gives up. */
    private static long patience(Draw draw, Options options, Range hundredths, String what, int i) {
        return options.lengths().patience() * draw.from(hundredths, what, i) / 100;
    }

    /** So many hundredths of the time after which a client asks once more. */
    private static long again(Draw draw, Options options, Range hundredths, String what, int i) {
        return ElectionNemeses.timeouts(draw, options, hundredths, what, i);
    }

    /** For a time requests are long on their way; those that are sent after it come first, the close of a session among them. */
    private static Round afterTheClose(Draw draw, Options options, long at, int i) {
        long slow = patience(draw, options, Range.between(30, 100), "slow", i);
        long late = patience(draw, options, Range.between(105, 200), "late", i);
        return new Round(requests(options, at, Target.leader(), late, slow), at + slow + late);
    }

    /**
     * The disks of the followers are full, and when the leader has heard of it, so is its own: it finds nobody to hand over to. When it
     * has room again, what it has refused comes to it a second time.
     */
    private static Round afterARefusal(Draw draw, Options options, long at, int i) {
        long late = again(draw, options, Range.between(110, 140), "late", i);
        long full = again(draw, options, Range.between(10, 80), "full", i);
        // A leader hears it in the answer to a heartbeat.
        long heard =
                options.store().electionTimeout() / 4 + 2 * options.network().delayHigh();
        long slow = late + heard + full;
        int others = options.servers() - 1;
        Trigger trigger = others == 0
                ? new Trigger.At(at + late)
                : new Trigger.OnMark(Marks.DISK_FULL, Option.none(), at, others, heard);
        Vector<PlannedFault> faults = requests(options, at, Target.leader(), late, slow)
                .append(new PlannedFault(trigger, new Action.FillDisk(Target.leader(), 0), full));
        for (int other = 1; other <= others; other++) {
            faults = faults.append(full(at, Target.follower(other), slow));
        }
        return new Round(faults, at + slow + late);
    }

    private static PlannedFault full(long at, Target who, long lasts) {
        return new PlannedFault(new Trigger.At(at), new Action.FillDisk(who, 0), lasts);
    }

    /**
     * A leader without room is cut off, and slow to find out that it is no leader any more: it goes on refusing. What it says is long on
     * its way, and so is what the next leader says.
     */
    private static Round afterAnotherLeader(Draw draw, Options options, long at, int i) {
        long late = again(draw, options, Range.between(102, 140), "late", i);
        long later = again(draw, options, Range.between(60, 150), "later", i);
        long lasts = again(draw, options, Range.between(300, 500), "lasts", i);
        Action drift =
                new Action.DriftClock(Target.leader(), -(int) draw.from(new Range(600_000, 850_000), "drift", i));
        Vector<PlannedFault> faults = Vector.of(
                new PlannedFault(new Trigger.At(at), drift, lasts),
                full(at, Target.leader(), lasts),
                new PlannedFault(new Trigger.At(at), new Action.Mute(Target.leader()), lasts),
                new PlannedFault(new Trigger.At(at), new Action.Deafen(Target.leader()), lasts));
        for (Target client : clients(options)) {
            faults = faults.append(new PlannedFault(
                            new Trigger.At(at), new Action.SlowLink(Target.leader(), client, late), lasts))
                    .append(elected(at, 1, 0, new Action.SlowLink(Target.leader(), client, later), lasts));
        }
        return new Round(faults, at + lasts + late);
    }

    /**
     * For a moment all disks of a site are so slow that what they begin then takes longer than a client waits, and all that comes later
     * waits behind it. Reads need no disk: they are answered, and don't show what is yet to be written.
     */
    static Nemesis lateWrites() {
        return Nemesis.inRounds(Range.millis(200, 1500), "late writes", (draw, options, at, i) -> {
            long usual = (options.disk().latencyLow() + options.disk().latencyHigh()) / 2;
            long takes = Math.min(patience(draw, options, Range.between(80, 150), "takes", i), LONGEST_WRITE_NANOS);
            int factor = (int) Math.max(2, takes / usual);
            long lasts = draw.from(Range.millis(5, 200), "lasts", i);
            Vector<PlannedFault> faults = Vector.rangeClosed(1, options.servers())
                    .map(server -> new PlannedFault(
                            new Trigger.At(at), new Action.SlowDisk(Target.server(server), factor), lasts));
            return new Round(faults, at + takes + draw.from(Range.millis(200, 1500), "gap", i));
        });
    }

    private static Vector<PlannedFault> requests(Options options, long at, Target to, long late, long lasts) {
        return clients(options)
                .map(client -> new PlannedFault(new Trigger.At(at), new Action.SlowLink(client, to, late), lasts));
    }

    private static Vector<Target> clients(Options options) {
        return Vector.rangeClosed(1, options.clients()).map(Target.Client::new);
    }
}
