package kyoten.scenario.catalogue;

import io.vavr.collection.Vector;
import io.vavr.control.Option;
import java.time.Duration;
import kyoten.raft.Marks;
import kyoten.scenario.Nemesis;
import kyoten.scenario.plan.Action;
import kyoten.scenario.plan.Draw;
import kyoten.scenario.plan.Options;
import kyoten.scenario.plan.PlannedFault;
import kyoten.scenario.plan.Range;
import kyoten.scenario.plan.Target;
import kyoten.scenario.plan.Trigger;

/**
 * Faults that strike at the moments that nodes note: just after a vote, between an append and its sync, while a chunk of a snapshot is on
 * its way, in the midst of a join.
 */
final class MarkNemeses {
    /** Moments within a site; each is rare enough to be met within a few occurrences, or counted in hundreds. */
    private static final Vector<Moment> OF_A_SITE = Vector.of(
            new Moment(Marks.BECAME_LEADER, 3),
            new Moment(Marks.STEPPED_DOWN, 2),
            new Moment(Marks.VOTE_GRANTED, 6),
            new Moment(Marks.APPENDED_UNSYNCED, 400),
            new Moment(Marks.LOG_TRUNCATED, 1),
            new Moment(Marks.HANDOVER_BEGUN, 3),
            new Moment(Marks.SNAPSHOT_CUT, 20),
            new Moment(Marks.SNAPSHOT_CHUNK_SENT, 4),
            new Moment(Marks.SNAPSHOT_INSTALLED, 2),
            new Moment(Marks.CONFIG_CHANGED, 6));

    private static final Vector<Moment> BETWEEN_SITES = Vector.of(
            new Moment(kyoten.geo.Marks.JOIN_ACCEPTED, 1),
            new Moment(kyoten.geo.Marks.FEED_ASKED, 6),
            new Moment(kyoten.geo.Marks.EXCHANGE_BEGUN, 3),
            new Moment(kyoten.geo.Marks.EXCHANGE_VOID, 1),
            new Moment(kyoten.geo.Marks.COLLECTING, 8),
            new Moment(kyoten.site.Marks.NEW_EPOCH, 2),
            new Moment(Marks.CONFIG_CHANGED, 6),
            new Moment(Marks.BECAME_LEADER, 3));

    private static final Range STRIKES = Range.between(4, 14);
    private static final Range LASTING = Range.between(Duration.ofMillis(10), Duration.ofMillis(1500));
    private static final Range SOON_AFTER = Range.between(Duration.ofNanos(0), Duration.ofMillis(5));
    private static final Range LATER = Range.between(Duration.ofMillis(5), Duration.ofMillis(80));

    private MarkNemeses() {}

    /**
     * A moment at which something may strike.
     *
     * @param among at most so many times later than the strike before
     */
    private record Moment(String mark, int among) {}

    /** Chooses what happens to the server that noted the mark. */
    @FunctionalInterface
    private interface Blow {
        Action action(Draw draw, Options options, long ordinal);
    }

    /** Something happens to a server at the very moments that matter to consensus. */
    static Nemesis atMarks() {
        return at("faults at marks", OF_A_SITE, MarkNemeses::onServer);
    }

    /** Something happens to a server, its site, or its way to other sites, at the moments that matter between sites. */
    static Nemesis atMarksBetweenSites() {
        return at("faults at marks between sites", BETWEEN_SITES, MarkNemeses::onSite)
                .somewhere();
    }

    private static Nemesis at(String name, Vector<Moment> moments, Blow blow) {
        return new Nemesis(name, (draw, options) -> {
            Vector<PlannedFault> faults = Vector.empty();
            // Few kinds of moments a run: then one is met again and again.
            Vector<Moment> these = Vector.rangeClosed(1, 1 + (int) draw.below("kinds", 0, 3))
                    .map(i -> draw.oneOf(moments, "kind", i))
                    .distinct();
            int[] times = new int[these.size()];
            long strikes = draw.from(STRIKES, "strikes", 0);
            for (int i = 1; i <= strikes; i++) {
                int which = (int) draw.below("which", i, these.size());
                Moment moment = these.get(which);
                times[which] += (int) draw.steeplyFrom(Range.between(1, moment.among), "among", i);
                Trigger trigger = new Trigger.OnMark(moment.mark, Option.none(), times[which], after(draw, i));
                faults = faults.append(new PlannedFault(
                        trigger, blow.action(draw, options, i), draw.steeplyFrom(LASTING, "lasts", i)));
            }
            return faults;
        });
    }

    private static long after(Draw draw, int i) {
        return switch ((int) draw.below("when", i, 3)) {
            case 0 -> 0;
            case 1 -> draw.from(SOON_AFTER, "after", i);
            default -> draw.from(LATER, "after", i);
        };
    }

    private static Action onServer(Draw draw, Options options, long i) {
        Target who = draw.percent(70, "noter", i) ? Target.noter() : Target.leader();
        return switch ((int) draw.below("blow", i, 8)) {
            case 0, 1 -> new Action.Crash(who);
            case 2 -> new Action.Isolate(who);
            case 3 -> new Action.HoldAll(who);
            case 4 -> new Action.Strand(who);
            case 5 -> new Action.Pause(who);
            case 6 -> draw.percent(50, "mute", i) ? new Action.Mute(who) : new Action.Deafen(who);
            default -> new Action.PowerLoss();
        };
    }

    private static Action onSite(Draw draw, Options options, long i) {
        int own = 1 + (int) draw.below("own", i, options.sites());
        Vector<Integer> others = Vector.rangeClosed(1, options.sites()).remove(own);
        return switch ((int) draw.below("site's blow", i, others.isEmpty() ? 3 : 6)) {
            case 0 -> new Action.PowerLoss();
            case 1 -> new Action.Transfer(Target.follower(1));
            case 2 -> onServer(draw, options, i);
            case 3 -> new Action.CutSites(Vector.of(own), others, true);
            case 4 -> new Action.CutSites(Vector.of(own), others, false);
            default -> new Action.HoldSites(Vector.of(own), others, draw.percent(50, "both", i));
        };
    }
}
