package kyoten.check.txn;

import io.vavr.collection.List;
import io.vavr.collection.Seq;
import io.vavr.collection.TreeMap;
import io.vavr.control.Option;
import java.util.Comparator;
import kyoten.check.Budget;

/** Looks for all anomalies that could break a model, in list-append or register transactions. */
public final class Analysis {
    /** What the keys of a history are. */
    public enum Kind {
        /** Keys are lists; transactions append unique elements and read whole lists. */
        LIST_APPEND,
        /** Keys are registers; transactions write unique values and read them. */
        RW_REGISTER
    }

    private final Transactions txns;
    private final ConsistencyModel model;
    private final Findings findings = new Findings();

    private Analysis(Transactions txns, ConsistencyModel model) {
        this.txns = txns;
        this.model = model;
    }

    /** Judges the transactions; the model says which orders (of processes, of real time) count, and what registers may be held to. */
    static Report of(Transactions txns, Kind kind, ConsistencyModel model, Budget budget) {
        return new Analysis(txns, model).run(kind, budget);
    }

    private Report run(Kind kind, Budget budget) {
        Writers writers = Writers.of(txns);
        if (writers.problem().isDefined()) {
            return new Report(List.empty(), TreeMap.empty(), 0, 0, writers.problem(), false);
        }
        Graph.Builder graph = new Graph.Builder(txns.size(), budget);
        budget.at("the graph of dependencies");
        StepJudge.judge(txns, writers, findings);
        long excused = 0;
        if (kind == Kind.LIST_APPEND) {
            ListAppendDependencies.infer(txns, writers, findings, graph);
        } else {
            excused = RegisterDependencies.infer(txns, writers, findings, graph, model);
        }
        int order = order(graph);
        budget.at("the search for cycles");
        CycleSearch search = CycleSearch.over(graph.build(), txns.size(), order);
        cycles(search.cycles());
        return new Report(worstFirst(), counts(), committed(), excused, Option.none(), search.exhausted());
    }

    private int order(Graph.Builder graph) {
        int order = 0;
        if (model.prohibits(Anomaly.G0_PROCESS)) {
            OrderEdges.process(txns, graph);
            order |= Edge.PROCESS;
        }
        if (model.prohibits(Anomaly.G0_REALTIME)) {
            OrderEdges.realtime(txns, graph);
            order |= Edge.REALTIME;
        }
        return order;
    }

    private void cycles(Seq<Cycle> cycles) {
        Story story = new Story(txns);
        for (Cycle cycle : cycles) {
            findings.cycle(new Finding(cycle.anomaly(), story.tell(cycle), cycle.txns(), story.draw(cycle)));
        }
    }

    /** By severity: constants of {@link Anomaly} stand from mild to grave. */
    private Seq<Finding> worstFirst() {
        return findings.all().sorted(Comparator.comparing(Finding::anomaly).reversed());
    }

    private TreeMap<Anomaly, Long> counts() {
        TreeMap<Anomaly, Long> counts = TreeMap.empty();
        for (Anomaly anomaly : findings.anomalies()) {
            counts = counts.put(anomaly, findings.count(anomaly));
        }
        return counts;
    }

    private long committed() {
        long committed = 0;
        for (int txn = 0; txn < txns.size(); txn++) {
            committed += txns.isOk(txn) ? 1 : 0;
        }
        return committed;
    }
}
