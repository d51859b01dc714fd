package kyoten.check.txn;

import io.vavr.collection.List;
import io.vavr.collection.Seq;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;

/** Collects what is found: all of it counted, the first few of each anomaly kept with their sentence. */
final class Findings {
    private static final int KEPT = 8;

    private final Map<Anomaly, java.util.List<Finding>> kept = new EnumMap<>(Anomaly.class);
    private final Map<Anomaly, Long> counts = new EnumMap<>(Anomaly.class);

    void add(Anomaly anomaly, Supplier<String> because, int... txns) {
        long count = counts.merge(anomaly, 1L, Long::sum);
        if (count <= KEPT) {
            add(new Finding(anomaly, because.get(), List.ofAll(txns)));
        }
    }

    /** Adds one already worded, a cycle. */
    void cycle(Finding finding) {
        if (counts.merge(finding.anomaly(), 1L, Long::sum) <= KEPT) {
            add(finding);
        }
    }

    private void add(Finding finding) {
        kept.computeIfAbsent(finding.anomaly(), any -> new ArrayList<>()).add(finding);
    }

    boolean has(Anomaly anomaly) {
        return counts.containsKey(anomaly);
    }

    long count(Anomaly anomaly) {
        return counts.getOrDefault(anomaly, 0L);
    }

    Set<Anomaly> anomalies() {
        return counts.keySet();
    }

    Seq<Finding> all() {
        return List.ofAll(kept.values()).flatMap(List::ofAll);
    }
}
