package kyoten.scenario.run;

import io.vavr.collection.Vector;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import kyoten.node.NodeId;
import kyoten.scenario.plan.PlanText;
import kyoten.scenario.plan.PlannedFault;
import kyoten.scenario.plan.Times;
import kyoten.scenario.plan.Trigger;
import kyoten.scenario.plan.Trigger.OnMark;
import kyoten.sim.Fault;

/** Strikes with the faults of a plan when their triggers come, and heals them when their time is over. */
final class FaultDriver {
    private final Venue venue;
    private final Cast cast;
    private final Consumer<Fault> apply;
    private final List<Awaited> awaited = new ArrayList<>();
    private final Map<Integer, Strikes> standing = new LinkedHashMap<>();
    private final TreeMap<String, Integer> counts = new TreeMap<>();
    private final List<String> struck = new ArrayList<>();
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

    FaultDriver(Venue venue, Cast cast, Consumer<Fault> apply) {
        this.venue = venue;
        this.cast = cast;
        this.apply = apply;
    }

    /** Waits for the triggers of the faults. */
    void start(Iterable<PlannedFault> faults) {
        for (PlannedFault fault : faults) {
            if (fault.trigger() instanceof Trigger.At at) {
                venue.at(at.nanos(), () -> strike(fault));
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
            boolean mine = waiting.mark.mark().equals(mark)
                    && waiting.mark.by().forAll(by -> cast.node(by).equals(node));
            boolean comes = mine && --waiting.rest == 0;
            if (comes) {
                now.add(waiting.fault);
            }
            return comes;
        });
        now.forEach(this::strikeAfterMark);
    }

    private void strikeAfterMark(PlannedFault fault) {
        long after = ((OnMark) fault.trigger()).afterNanos();
        if (after == 0) {
            strike(fault);
        } else {
            venue.at(venue.now() + after, () -> strike(fault));
        }
    }

    private void strike(PlannedFault fault) {
        if (settled) {
            return;
        }
        int number = strikes++;
        Strikes what = Strikes.of(fault.action(), cast);
        struck.add(Times.text(venue.now()) + " " + PlanText.text(fault) + ": "
                + what.begin().mkString(", "));
        counts.merge(PlanText.nameOf(fault.action()), 1, Integer::sum);
        standing.put(number, what);
        what.begin().forEach(apply);
        venue.at(venue.now() + fault.lastsNanos(), () -> end(number));
    }

    private void end(int number) {
        Strikes what = standing.remove(number);
        if (what != null) {
            what.end().forEach(apply);
        }
    }

    /** Ends all faults, and lets none strike any more. */
    void settle() {
        settled = true;
        new ArrayList<>(standing.keySet()).forEach(this::end);
        apply.accept(new Fault.HealAll());
    }

    /** How often each kind of fault struck. */
    TreeMap<String, Integer> counts() {
        return counts;
    }

    /** What struck, with the times that it came to. */
    Vector<String> struck() {
        return Vector.ofAll(struck);
    }
}
