package kyoten.scenario.run;

import io.vavr.collection.Vector;
import io.vavr.control.Option;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import kyoten.node.NodeId;
import kyoten.scenario.plan.Action;
import kyoten.scenario.plan.PlanText;
import kyoten.scenario.plan.PlannedFault;
import kyoten.scenario.plan.Times;
import kyoten.scenario.plan.Trigger;
import kyoten.scenario.plan.Trigger.OnMark;
import kyoten.scenario.run.Striker.Blow;

/** Strikes with the faults of a plan when their triggers come, and heals them when their time is over. */
final class FaultDriver {
    private final Venue venue;
    private final Vector<Cast> casts;
    private final Striker striker;
    private final Option<Operator> operator;
    private final Option<Failovers> failovers;
    private final Consumer<PlannedFault> onStrike;
    private final List<Awaited> awaited = new ArrayList<>();
    private final Map<Integer, Runnable> endings = new LinkedHashMap<>();
    private final List<String> struck = new ArrayList<>();
    private FaultTally tally = FaultTally.NONE;
    private int strikes;
    private boolean settled;

    /** A fault that waits for a mark to come some more times. */
    private static final class Awaited {
        private final PlannedFault fault;
        private final OnMark mark;
        private int rest;

        Awaited(PlannedFault fault, OnMark mark) {
            this.fault = fault;
            this.mark = mark;
            rest = mark.times();
        }
    }

    /**
     * @param casts of the sites, in their order
     * @param operator carries out what is an operator's to do; without one such actions are left out
     * @param failovers carries out what names masters; without one such actions are left out
     * @param onStrike hears of each fault at the moment when it strikes, but of no operator's action
     */
    FaultDriver(
            Venue venue,
            Vector<Cast> casts,
            Striker striker,
            Option<Operator> operator,
            Option<Failovers> failovers,
            Consumer<PlannedFault> onStrike) {
        this.venue = venue;
        this.casts = casts;
        this.striker = striker;
        this.operator = operator;
        this.failovers = failovers;
        this.onStrike = onStrike;
    }

    /** Waits for the triggers of the faults. */
    void start(Iterable<PlannedFault> faults) {
        for (PlannedFault fault : faults) {
            if (fault.trigger() instanceof Trigger.At at) {
                venue.at(at.nanos(), () -> strike(fault, Option.none()));
            } else if (fault.trigger() instanceof OnMark mark) {
                awaited.add(new Awaited(fault, mark));
            }
        }
    }

    /** A node noted a mark. */
    void onNote(NodeId node, String mark) {
        if (settled || awaited.isEmpty()) {
            return;
        }
        List<PlannedFault> now = new ArrayList<>();
        awaited.removeIf(waiting -> {
            boolean mine = waiting.mark.mark().equals(mark) && counts(waiting.mark) && isOf(waiting, node);
            boolean comes = mine && --waiting.rest == 0;
            if (comes) {
                now.add(waiting.fault);
            }
            return comes;
        });
        now.forEach(fault -> strikeAfterMark(fault, Option.of(node)));
    }

    /** Marks of the boots come before the run's beginning. */
    private boolean counts(OnMark mark) {
        return mark.sinceNanos() == 0 || venue.now() >= mark.sinceNanos();
    }

    /**
     * Whether a node's marks count: not those of another site's servers, nor of any but the one that was named. Operators who let a site
     * leave hear of any site; and those who build one anew or let it join wait for what another does, and for nothing else.
     */
    private boolean isOf(Awaited waiting, NodeId node) {
        Cast cast = cast(waiting.fault);
        Action action = waiting.fault.action();
        boolean isOwn = cast.servers().contains(node);
        return waiting.mark.by().map(by -> cast.node(by).equals(node)).getOrElse(() -> {
            if (casts.size() == 1 || action instanceof Action.LeaveSite) {
                return true;
            } else if (action instanceof Action.RebuildSite || action instanceof Action.JoinSite) {
                return !isOwn;
            }
            return isOwn || !cast.stage().servers().contains(node);
        });
    }

    private Cast cast(PlannedFault fault) {
        return casts.get((fault.site() - 1) % casts.size());
    }

    private void strikeAfterMark(PlannedFault fault, Option<NodeId> noter) {
        long after = ((OnMark) fault.trigger()).afterNanos();
        if (after == 0) {
            strike(fault, noter);
        } else {
            venue.at(venue.now() + after, () -> strike(fault, noter));
        }
    }

    private void strike(PlannedFault fault, Option<NodeId> noter) {
        if (settled) {
            return;
        }
        cast(fault).struckAtMarkOf(noter);
        boolean operated = Operator.carriesOut(fault.action()) || fault.action() instanceof Action.Failover;
        Option<Blow> blow = operated ? operate(fault) : striker.strike(fault.action(), cast(fault));
        if (!operated && blow.isDefined()) {
            onStrike.accept(fault);
        }
        String kind = PlanText.nameOf(fault.action());
        log(fault, blow.map(Blow::what).getOrElse("left out"));
        if (blow.isEmpty()) {
            tally = tally.leftOut(kind);
            return;
        }
        tally = tally.struck(kind);
        int number = strikes++;
        endings.put(number, blow.get().end());
        venue.at(venue.now() + fault.lastsNanos(), () -> end(number));
    }

    private Option<Blow> operate(PlannedFault fault) {
        return fault.action() instanceof Action.Failover failover
                ? failovers.flatMap(one -> one.begin(failover, cast(fault)))
                : operator.flatMap(one -> one.begin(fault.action(), cast(fault)));
    }

    private void log(PlannedFault fault, String what) {
        struck.add(Times.text(venue.now()) + " " + PlanText.text(fault) + ": " + what);
    }

    private void end(int number) {
        Runnable ending = endings.remove(number);
        if (ending != null) {
            ending.run();
        }
    }

    /** Ends all faults, and lets none strike any more. */
    void settle() {
        settled = true;
        new ArrayList<>(endings.keySet()).forEach(this::end);
        striker.healAll();
    }

    /** How often each kind of fault struck. */
    FaultTally tally() {
        return tally;
    }

    /** What struck, with the times that it came to. */
    Vector<String> struck() {
        return Vector.ofAll(struck);
    }
}
