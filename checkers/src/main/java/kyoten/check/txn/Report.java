package kyoten.check.txn;

import io.vavr.collection.Seq;
import io.vavr.collection.TreeMap;
import io.vavr.control.Option;

/**
 * All that was found in a history of transactions, whether or not the model demanded rules it out.
 *
 * @param findings the first few of each anomaly, the worst first
 * @param counts how many of each were found
 * @param looked how many committed transactions were looked at
 * @param excused how many values were taken as written before the recording
 * @param unjudged why nothing could be judged, if so
 * @param gaveUp whether a search was cut short, so that an anomaly may have a weaker name than it deserves
 */
public record Report(
        Seq<Finding> findings,
        TreeMap<Anomaly, Long> counts,
        long looked,
        long excused,
        Option<String> unjudged,
        boolean gaveUp) {

    /** The findings that the model rules out, the worst first. */
    public Seq<Finding> against(ConsistencyModel model) {
        return findings.filter(finding -> model.prohibits(finding.anomaly()));
    }

    /** The weakest models that the history breaks. */
    public Seq<ConsistencyModel> weakestBroken() {
        return ConsistencyModel.weakestBroken(counts.keySet().toJavaSet());
    }
}
