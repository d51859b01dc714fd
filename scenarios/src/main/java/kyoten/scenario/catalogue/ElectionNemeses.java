package kyoten.scenario.catalogue;

import io.vavr.collection.Vector;
import io.vavr.control.Option;
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
 * What goes wrong while leaders change. These nemeses strike with several faults that make sense together, at the marks that
 * the servers note, and last as long as elections do in the run: for so many hundredths of an election timeout.
 */
public final class ElectionNemeses {
    /** A new leader takes writes in after some messages and syncs, in a run's own measure. */
    static final Range SETTLING = Range.millis(2, 256);

    private ElectionNemeses() {}

    /** So many hundredths of an election timeout, in nanoseconds. */
    static long timeouts(Draw draw, Options options, Range hundredths, String what, long i) {
        return options.store().electionTimeout() * draw.from(hundredths, what, i) / 100;
    }

    /** A fault at so many times that a leader is elected, from a time on. */
    static PlannedFault elected(long since, int times, long after, Action action, long lasts) {
        Trigger trigger = new Trigger.OnMark(Marks.BECAME_LEADER, Option.none(), since, times, after);
        return new PlannedFault(trigger, action, lasts);
    }

    /**
     * A new leader loses its office and wins it back. It is cut off with too few servers, and after a while what one of these
     * answers is kept on the way; another leader erases what they agreed on, and hands the office back. Then the answers
     * arrive, while the one whose they are hears nothing, and the leader speaks to as few others as would be a majority with it.
     */
    public static Nemesis returningLeaders() {
        return Nemesis.inRounds(
                Range.millis(20, 500),
                "returning leaders",
                (draw, options, at, i) -> new Nemesis.Round(
                        returning(draw, options, at, i),
                        at + timeouts(draw, options, Range.between(400, 900), "gap", i)));
    }

    private static Vector<PlannedFault> returning(Draw draw, Options options, long at, int i) {
        int few = (options.servers() - 1) / 2;
        int first = 1 + (int) draw.below("with", i, options.servers() - 1L);
        long after = draw.steeplyFrom(SETTLING, "after", i);
        long keeps = timeouts(
                draw, options, Range.between(0, (int) draw.steeplyFrom(Range.between(1, 80), "late", i)), "keeps", i);
        long apart = timeouts(draw, options, Range.between(120, 230), "apart", i);
        long kept = apart - keeps + timeouts(draw, options, Range.between(10, 120), "kept", i);
        long settled = draw.steeplyFrom(SETTLING, "settled", i);
        long speaks = timeouts(draw, options, Range.between(100, 300), "speaks", i);
        Action hold = new Action.Hold(Target.follower(first), Target.leader());
        Action split = new Action.Split(followers(first, few - 1).prepend(Target.leader()));
        Action most = new Action.Reach(Target.leader(), followers(first + 1, options.servers() - 2));
        Action fewest = new Action.Reach(Target.leader(), followers(first + 1, few - 1));
        return Vector.of(
                new PlannedFault(new Trigger.At(at), new Action.Transfer(Target.follower(first + few)), 0),
                elected(at, 1, after + keeps, hold, kept),
                elected(at, 1, after, split, apart),
                elected(at, 2, 0, new Action.Transfer(Target.formerLeader()), 0),
                elected(at, 3, 0, most, settled + speaks),
                elected(at, 3, settled, fewest, speaks));
    }

    private static Vector<Target> followers(int first, int count) {
        return Vector.range(first, first + count).map(Target::follower);
    }

    /**
     * Elections in which two stand at once, and neither hears of the other. What they tell the one that both hear is kept
     * until they have no leader, and then asks for its vote from two sides. It votes, dies and comes back before the second
     * asks; and who was elected first is heard late, when the voter has died once more.
     */
    static Nemesis contestedElections() {
        return Nemesis.inRounds(Range.millis(100, 700), "contested elections", (draw, options, at, i) -> {
            long kept = timeouts(draw, options, Range.between(100, 300), "kept", i);
            long next = at + kept + timeouts(draw, options, Range.between(300, 500), "gap", i);
            return new Nemesis.Round(contested(draw, options, at, kept, i), next);
        });
    }

    private static Vector<PlannedFault> contested(Draw draw, Options options, long at, long kept, int i) {
        int servers = options.servers();
        int between = (int) draw.below("between", i, servers);
        Target voter = Target.server(1 + between);
        Target late = Target.server(1 + (between + 1 + (int) draw.below("late", i, servers - 1L)) % servers);
        long since = at + kept;
        // The vote is on the disk by then, and on its way.
        long votes = 2 * options.disk().latencyHigh() + draw.from(Range.millis(0, 10), "votes", i);
        long dead = draw.from(Range.millis(0, 20), "dead", i);
        long asks = votes + dead + timeouts(draw, options, Range.between(1, 30), "asks", i);
        // Several messages there and back, and their syncs.
        long meets = 4 * (options.disk().latencyHigh() + options.network().delayHigh());
        long leads = meets + timeouts(draw, options, Range.between(5, 35), "leads", i);
        long heard = asks + leads + meets + timeouts(draw, options, Range.between(0, 10), "heard", i);
        Vector<PlannedFault> faults = Vector.of(
                new PlannedFault(
                        new Trigger.At(at),
                        new Action.Bridge(voter),
                        kept + options.store().electionTimeout()),
                new PlannedFault(
                        voted(voter, since, 0),
                        new Action.Bridge(voter),
                        3 * options.store().electionTimeout()),
                new PlannedFault(voted(late, since, 0), new Action.Hold(late, voter), asks),
                new PlannedFault(voted(voter, since, votes), new Action.Crash(voter), dead),
                elected(since, 1, 0, new Action.Hold(Target.leader(), voter), heard),
                elected(since, 2, leads, new Action.Crash(voter), draw.from(Range.millis(0, 20), "dead again", i)),
                elected(
                        since,
                        2,
                        leads,
                        new Action.Hold(Target.leader(), voter),
                        draw.from(Range.millis(20, 400), "unheard", i)));
        for (int other = 1; other < servers; other++) {
            Action hold = new Action.Hold(Target.server(1 + (between + other) % servers), voter);
            faults = faults.append(new PlannedFault(new Trigger.At(at), hold, kept));
        }
        return faults;
    }

    /** When a server votes for the first time from a time on, itself included. */
    private static Trigger voted(Target who, long since, long after) {
        return new Trigger.OnMark(Marks.VOTE_GRANTED, Option.of(who), since, 1, after);
    }

    /** New leaders whose first words come late. */
    public static Nemesis lateLeaders() {
        Mark mark = Mark.of(Marks.BECAME_LEADER, Range.between(1, 3)).strikes(1, 8);
        return Nemesis.at(
                mark, Range.millis(20, 600), "late leaders", (draw, options, i) -> new Action.HoldAll(Target.leader()));
    }

    /** Leaders that don't last: each begins something, reaches some of the others, and loses its office. */
    public static Nemesis shortReigns() {
        Mark mark =
                Mark.of(Marks.BECAME_LEADER, Range.between(1, 3)).strikes(3, 16).after(Range.millis(0, 60));
        return Nemesis.at(mark, Range.millis(20, 1500), "short reigns", (draw, options, i) -> {
            int some = 1 + (int) draw.below("some", i, options.servers() - 1L);
            return switch ((int) draw.below("how", i, 6)) {
                case 0 -> new Action.Crash(Target.leader());
                case 1 -> new Action.Isolate(Target.leader());
                case 2 -> new Action.Split(Vector.of(Target.leader(), Target.follower(some)));
                case 3 -> new Action.HoldAll(Target.leader());
                case 4 -> new Action.Transfer(Target.formerLeader());
                default -> new Action.Reach(Target.leader(), Vector.of(Target.follower(some)));
            };
        });
    }

    /**
     * A leader that speaks to no more servers than it needs, and whose disk is slow, dies; and who knows of its last words
     * is cut off. It comes back at once, and the others go on with what it has on its disk.
     */
    public static Nemesis bareMajorities() {
        return Nemesis.inRounds(Range.millis(50, 900), "bare majorities", (draw, options, at, i) -> {
            Vector<Target> needed =
                    followers(1 + (int) draw.below("needed", i, options.servers()), options.servers() / 2);
            long speaks = draw.from(Range.millis(20, 400), "speaks", i);
            long cut = timeouts(draw, options, Range.between(150, 500), "cut", i);
            Action slow =
                    DiskNemeses.slowDisk(options, Target.leader(), draw.steeplyFrom(new Range(1, 200), "slow", i));
            Target dies = draw.percent(70, "leader dies", i) ? Target.leader() : needed.head();
            long dead = draw.from(Range.millis(0, 60), "dead", i);
            Vector<PlannedFault> faults = Vector.of(
                    new PlannedFault(new Trigger.At(at), slow, speaks + dead),
                    new PlannedFault(new Trigger.At(at), new Action.Reach(Target.leader(), needed), speaks),
                    new PlannedFault(new Trigger.At(at + speaks), new Action.Crash(dies), dead),
                    new PlannedFault(new Trigger.At(at + speaks), new Action.Split(needed), cut));
            return new Nemesis.Round(faults, at + speaks + cut + draw.from(Range.millis(50, 600), "gap", i));
        });
    }
}
