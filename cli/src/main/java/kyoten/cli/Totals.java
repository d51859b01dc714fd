package kyoten.cli;

import kyoten.scenario.run.CampaignResult;
import kyoten.scenario.run.ScenarioTally;

/** A whole campaign added up. */
record Totals(long operations, long events, long virtualNanos, long cpuNanos, long hash) {

    static Totals of(CampaignResult result) {
        Totals sum = new Totals(0, 0, 0, 0, 0);
        for (ScenarioTally tally : result.scenarios()) {
            sum = sum.plus(tally);
        }
        return sum;
    }

    private Totals plus(ScenarioTally tally) {
        return new Totals(
                operations + tally.sums().operations(),
                events + tally.sums().events(),
                virtualNanos + tally.sums().virtualNanos(),
                cpuNanos + tally.sums().cpuNanos(),
                31 * hash + tally.sums().traceHash());
    }

    /** Of all runs together. */
    String traceHash() {
        return String.format("%016x", hash);
    }
}
