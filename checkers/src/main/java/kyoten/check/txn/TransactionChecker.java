package kyoten.check.txn;

import io.vavr.collection.Seq;
import java.util.List;
import kyoten.check.Budget;
import kyoten.check.Checker;
import kyoten.check.Claim;
import kyoten.check.Evidence;
import kyoten.check.Limits;
import kyoten.check.Verdict;
import kyoten.check.Witness;
import kyoten.history.History;

/**
 * Judges whether a history of transactions keeps to a consistency model, by looking for the anomalies that the model rules out. An
 * anomaly found is proof; none found is evidence, since the order of versions and the fate of some transactions are known in part only.
 */
public final class TransactionChecker implements Checker {
    private final Analysis.Kind kind;
    private final ConsistencyModel model;

    /** A checker of strict serializability, the default of Elle too. */
    public TransactionChecker(Analysis.Kind kind) {
        this(kind, ConsistencyModel.STRICT_SERIALIZABLE);
    }

    public TransactionChecker(Analysis.Kind kind, ConsistencyModel model) {
        this.kind = kind;
        this.model = model;
    }

    @Override
    public Claim claim() {
        return new Claim(model.label(), "the transactions behave as under " + model.label());
    }

    @Override
    public Verdict check(History history, Limits limits) {
        return Budget.judge(claim(), limits, budget -> judge(history, report(history, budget)));
    }

    /** All anomalies of a history, for those who want more than a verdict. */
    public Report report(History history) {
        return report(history, Budget.unlimited());
    }

    private Report report(History history, Budget budget) {
        return Analysis.of(HistoryTransactions.of(history, kind, budget), kind, model, budget);
    }

    private Verdict judge(History history, Report report) {
        if (report.unjudged().isDefined()) {
            return new Verdict.Unknown(claim(), report.unjudged().get());
        }
        Seq<Finding> against = report.against(model);
        if (against.nonEmpty()) {
            Finding shown = clearest(against);
            return new Verdict.Broken(claim(), because(shown, report), witness(history, shown, against));
        }
        Evidence evidence = Evidence.of("transactions", report.looked());
        for (io.vavr.Tuple2<Anomaly, Long> count : report.counts()) {
            evidence = evidence.and(count._1().label() + " (allowed)", count._2());
        }
        if (report.excused() > 0) {
            evidence = evidence.and("values taken as written before the recording", report.excused());
        }
        if (report.gaveUp() && report.counts().nonEmpty()) {
            return new Verdict.Unknown(
                    claim(),
                    "the search for cycles was cut short, and some cycle may have a graver name than was found");
        }
        return Verdict.unbroken(claim(), evidence);
    }

    /** The worst of those findings that take few transactions to show: up to twice as many as the shortest. */
    private static Finding clearest(Seq<Finding> against) {
        int fewest = against.map(finding -> finding.txns().size()).min().get();
        return against.find(finding -> finding.txns().size() <= 2 * fewest).get();
    }

    private String because(Finding worst, Report report) {
        String others = report.counts()
                .map(count -> count._1().label() + (count._2() == 1 ? "" : " (" + count._2() + ")"))
                .mkString(", ");
        return "%s: %s. Anomalies found: %s. So it is not %s"
                .formatted(
                        worst.anomaly().label(),
                        worst.because(),
                        others,
                        report.weakestBroken().map(ConsistencyModel::label).mkString(", nor "));
    }

    private static Witness witness(History history, Finding shown, Seq<Finding> against) {
        int[] numbers = shown.txns()
                .toJavaStream()
                .mapToInt(Integer::intValue)
                .sorted()
                .distinct()
                .toArray();
        History part = history.select(numbers);
        List<Integer> lit =
                java.util.stream.IntStream.range(0, numbers.length).boxed().toList();
        List<String> story = against.flatMap(finding -> finding.dot()
                        .map(dot -> List.of(finding.anomaly().label() + ": " + finding.because(), dot))
                        .getOrElse(() -> List.of(finding.anomaly().label() + ": " + finding.because())))
                .asJava();
        return new Witness(part, lit, story);
    }
}
