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

/** A few servers that are not well, and do not get well: what they have lasts, or comes back as soon as it is over. */
final class MinorityNemeses {
    private static final Range FIRST = Range.millis(200, 2000);
    private static final Range LONG = Range.between(Duration.ofSeconds(6), Duration.ofSeconds(20));
    private static final Range SHORT = Range.millis(20, 1200);
    private static final Range LATE = Range.millis(50, 2000);
    private static final Range FAST_PPM = new Range(100_000, 850_000);
    private static final int KINDS = 13;

    private MinorityNemeses() {}

    /** Fewer servers than half, always the same. */
    static Nemesis lastingTroubles() {
        return new Nemesis("lasting troubles", (draw, options) -> {
            int most = Math.max(1, (options.servers() - 1) / 2);
            int first = (int) draw.below("first", 0, options.servers());
            int many = most - (int) draw.below("fewer", 0, most);
            boolean ofLeader = draw.percent(50, "of the leader", 0);
            Vector<PlannedFault> faults = ofLeader ? Vector.of(ofLeader(draw, options)) : Vector.empty();
            return faults.appendAll(Vector.range(ofLeader ? 1 : 0, many)
                    .flatMap(one -> troubles(
                            draw.within("server " + one),
                            options,
                            Target.server(1 + (first + one) % options.servers()))));
        });
    }

    /** Whoever leads when it begins has it to the end. */
    private static PlannedFault ofLeader(Draw draw, Options options) {
        Trigger begins = new Trigger.At(draw.from(FIRST, "leader's begins", 0));
        Action action = trouble(draw.within("leader"), options, Target.leader(), 0);
        return new PlannedFault(begins, action, options.lengths().stir());
    }

    /** One trouble after the other; a server that always has the same is a patient of its own. */
    private static Vector<PlannedFault> troubles(Draw draw, Options options, Target who) {
        Vector<PlannedFault> faults = Vector.empty();
        boolean same = draw.percent(60, "the same", 0);
        Range lasting = draw.percent(50, "long", 0) ? LONG : SHORT;
        long at = draw.from(FIRST, "begins", 0);
        for (int i = 0; at < options.lengths().stir(); i++) {
            long lasts = draw.steeplyFrom(lasting, "lasts", i);
            faults = faults.append(
                    new PlannedFault(new Trigger.At(at), trouble(draw, options, who, same ? 0 : i), lasts));
            at += lasts + draw.steeplyFrom(SHORT, "gap", i);
        }
        return faults;
    }

    private static Action trouble(Draw draw, Options options, Target who, int i) {
        Target other = Target.server(1 + (int) draw.below("other", i, options.servers()));
        return switch ((int) draw.below("trouble", i, KINDS)) {
            case 0 -> new Action.Crash(who);
            case 1 -> new Action.Pause(who);
            case 2 -> new Action.Isolate(who);
            case 3 -> new Action.Mute(who);
            case 4 -> new Action.Deafen(who);
            case 5 -> new Action.Reach(who, Vector.of(other));
            case 6 -> new Action.HoldAll(who);
            case 7 -> new Action.Strand(who);
            case 8 -> new Action.SlowLink(who, other, draw.steeplyFrom(LATE, "late", i));
            case 9 -> new Action.DriftClock(who, drift(draw, i));
            case 10 -> DiskNemeses.slowDisk(options, who, draw.steeplyFrom(new Range(2, 1000), "factor", i));
            case 11 -> new Action.FillDisk(who, (int) draw.below("free", i, 4096));
            default -> new Action.FailSync(who);
        };
    }

    private static int drift(Draw draw, int i) {
        int ppm = (int) draw.from(FAST_PPM, "drift", i);
        return draw.percent(50, "slow", i) ? -ppm : ppm;
    }
}
