package kyoten.scenario.plan;

/**
 * One fault of a run.
 *
 * @param trigger when it strikes
 * @param lastsNanos after how long it is undone; whatever lasts when the run settles is undone then
 */
public record PlannedFault(Trigger trigger, Action action, long lastsNanos) {
    public PlannedFault {
        if (lastsNanos < 0) {
            throw new IllegalArgumentException("a fault lasts at least 0ns: " + lastsNanos);
        }
    }
}
