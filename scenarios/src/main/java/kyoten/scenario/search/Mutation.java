package kyoten.scenario.search;

import io.vavr.collection.Vector;
import kyoten.scenario.plan.Draw;
import kyoten.scenario.plan.Fitting;
import kyoten.scenario.plan.Options;
import kyoten.scenario.plan.Plan;
import kyoten.scenario.plan.PlanText;
import kyoten.scenario.plan.PlannedFault;
import kyoten.scenario.plan.Trigger;
import kyoten.scenario.plan.Trigger.OnMark;

/**
 * Changes a plan a little. Operations stay, and so do the faults that only make sense in a row, as what an operator does to whole
 * sites: a plan with those in disarray breaks claims that nobody makes of it.
 */
final class Mutation {
    private static final Vector<String> IN_A_ROW = Vector.of(
            "remove",
            "wipe",
            "keep-image",
            "restore-image",
            "failover",
            "keep-images",
            "restore-images",
            "wipe-site",
            "rebuild-site",
            "join-site",
            "leave-site",
            "reuse-name",
            "set-resolver");

    private static final int MOST_CHANGES = 3;

    /** A plan that grows and grows takes longer and longer. */
    private static final int MOST_FAULTS = 60;

    private final Draw draw;
    private final Plan donor;

    /**
     * @param draw all chance
     * @param donor another plan of the same scenario, from which something may be taken
     */
    Mutation(Draw draw, Plan donor) {
        this.draw = draw;
        this.donor = donor;
    }

    /** The plan, changed one to three times. */
    Plan of(Plan parent) {
        long seed = draw.percent(50, "other seed", 0) ? donor.seed() : parent.seed();
        Plan plan = new Plan(parent.scenario(), seed, parent.options(), parent.operations(), parent.faults());
        int changes = 1 + (int) draw.below("changes", 0, MOST_CHANGES);
        for (int i = 0; i < changes; i++) {
            plan = changed(plan, draw.within("change " + i));
        }
        return plan;
    }

    private Plan changed(Plan plan, Draw chance) {
        Vector<PlannedFault> all = plan.faults().toVector();
        Vector<PlannedFault> loose = all.filter(Mutation::isLoose);
        Vector<PlannedFault> others = donor.faults()
                .toVector()
                .filter(Mutation::isLoose)
                .map(fault -> Fitting.of(fault, plan.options().topology()));
        int kind = (int) chance.below("kind", 0, 7);
        if (kind == 0) {
            return with(plan, chance);
        }
        if (kind == 1 || loose.isEmpty()) {
            return plan.withFaults(all.removeAll(half(loose, "goes", chance))
                    .appendAll(half(others, "comes", chance))
                    .take(MOST_FAULTS));
        }
        PlannedFault one = chance.oneOf(loose, "which", 0);
        Vector<PlannedFault> rest = all.remove(one);
        return plan.withFaults(
                switch (kind) {
                    case 2 -> rest;
                    case 3 -> rest.append(moved(one, plan, chance));
                    case 4 -> all.append(moved(one, plan, chance)).take(MOST_FAULTS);
                    case 5 -> rest.append(stretched(one, chance));
                    default -> rest.append(triggered(one, chance.oneOf(loose.appendAll(others), "by", 0)));
                });
    }

    private static Vector<PlannedFault> half(Vector<PlannedFault> faults, String purpose, Draw chance) {
        return faults.zipWithIndex()
                .filter(one -> chance.percent(50, purpose, one._2))
                .map(one -> one._1);
    }

    private static boolean isLoose(PlannedFault fault) {
        return !IN_A_ROW.contains(PlanText.nameOf(fault.action()));
    }

    /** The conditions of another run of the scenario, of one kind. */
    private Plan with(Plan plan, Draw chance) {
        Options own = plan.options();
        Options others = donor.options();
        int which = (int) chance.below("conditions", 0, 3);
        Options mixed = new Options(
                own.topology(),
                own.keys(),
                own.valueBytes(),
                own.lengths(),
                which == 0 ? others.network() : own.network(),
                which == 1 ? others.disk() : own.disk(),
                which == 2 ? others.store() : own.store());
        return new Plan(plan.scenario(), plan.seed(), mixed, plan.operations(), plan.faults());
    }

    private static PlannedFault moved(PlannedFault fault, Plan plan, Draw chance) {
        Trigger trigger = fault.trigger();
        if (trigger instanceof OnMark mark) {
            int times = 1 + (int) chance.below("times", 0, 2L * mark.times() + 1);
            long after = chance.below("after", 0, 2 * mark.afterNanos() + 1);
            trigger = new OnMark(mark.mark(), mark.by(), mark.sinceNanos(), times, after);
        } else {
            trigger = new Trigger.At(
                    chance.below("at", 0, plan.options().lengths().stir()));
        }
        return new PlannedFault(trigger, fault.action(), fault.lastsNanos(), fault.site());
    }

    private static PlannedFault stretched(PlannedFault fault, Draw chance) {
        long lasts = chance.percent(50, "longer", 0) ? fault.lastsNanos() * 3 : fault.lastsNanos() / 3;
        return new PlannedFault(fault.trigger(), fault.action(), lasts, fault.site());
    }

    private static PlannedFault triggered(PlannedFault fault, PlannedFault as) {
        return new PlannedFault(as.trigger(), fault.action(), fault.lastsNanos(), fault.site());
    }
}
