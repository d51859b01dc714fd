package kyoten.scenario.plan;

/**
 * One fault of a run.
 *
 * @param trigger when it strikes
 * @param lastsNanos after how long it is undone; whatever lasts when the run settles is undone then
 * @param site whose servers the targets name and whose marks count, counted from 1
 */
public record PlannedFault(Trigger trigger, Action action, long lastsNanos, int site) {
    public PlannedFault {
        if (lastsNanos < 0) {
            throw new IllegalArgumentException("a fault lasts at least 0ns: " + lastsNanos);
        }
        if (site < 1) {
            throw new IllegalArgumentException("sites count from 1: " + site);
        }
    }

    /** A fault at the first site. */
    public PlannedFault(Trigger trigger, Action action, long lastsNanos) {
        this(trigger, action, lastsNanos, 1);
    }

    /** This fault at another site. */
    public PlannedFault at(int otherSite) {
        return new PlannedFault(trigger, action, lastsNanos, otherSite);
    }
}
