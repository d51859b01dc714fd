package kyoten.check.txn;

import java.util.Arrays;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.IntStream;
import kyoten.check.Budget;
import kyoten.check.Claim;
import kyoten.check.Evidence;
import kyoten.check.Verdict;
import kyoten.check.Witness;
import kyoten.history.History;

/** Walks the causal order of a history; says what it finds as patterns, or as broken session guarantees. */
final class CausalJudge {
    private static final long MOST_CLOCKS = 400_000_000;

    private final Claim claim;
    private final boolean sessionsAlone;
    private final History history;
    private final Transactions txns;
    private final Budget budget;
    private final Writers writers;
    private final Map<CausalPattern, CausalFinding> found = new EnumMap<>(CausalPattern.class);
    private final Map<CausalPattern, Long> counts = new EnumMap<>(CausalPattern.class);
    private CausalOrder causal;
    private Graph.Builder commits;
    private Map<Long, IntList> writes;
    private long reads;
    private boolean cyclic;

    /** @param sessionsAlone whether session guarantees are all that is asked for */
    @SuppressWarnings("NullAway.Init") // order() sets the causal order, commits and writes before anything reads them.
    CausalJudge(Claim claim, History history, Transactions txns, boolean sessionsAlone, Budget budget) {
        this.claim = claim;
        this.sessionsAlone = sessionsAlone;
        this.history = history;
        this.txns = txns;
        this.budget = budget;
        writers = Writers.of(txns);
    }

    Verdict judge() {
        if (writers.problem().isDefined()) {
            return new Verdict.Unknown(claim, writers.problem().get());
        }
        if (CausalOrder.size(txns) > MOST_CLOCKS) {
            return new Verdict.Unknown(
                    claim,
                    "too many sessions for vector clocks: transactions times sessions are " + CausalOrder.size(txns)
                            + ", the limit is " + MOST_CLOCKS);
        }
        CausalReads single = new CausalReads(txns, writers, this::report);
        for (int txn = 0; txn < txns.size(); txn++) {
            if (txns.isOk(txn)) {
                single.judge(txn);
            }
        }
        order();
        if (cyclic && sessionsAlone) {
            return new Verdict.Unknown(
                    claim,
                    "reads and writes depend on each other in a circle, so that nothing comes after another; see the model causal");
        }
        return found.isEmpty() ? Verdict.unbroken(claim, Evidence.of("reads", reads)) : broken();
    }

    private void report(CausalPattern pattern, CausalFinding finding) {
        boolean ofSessions = pattern == CausalPattern.CO_CONFLICT_CM
                || pattern == CausalPattern.FRACTURED_READ_CO
                || pattern == CausalPattern.NON_MONO_READ_CO;
        if (sessionsAlone && !ofSessions) {
            return;
        }
        counts.merge(pattern, 1L, Long::sum);
        found.putIfAbsent(pattern, finding);
    }

    private void order() {
        Graph.Builder steps = new Graph.Builder(txns.size(), budget);
        OrderEdges.process(txns, steps);
        eachExternalRead((txn, step) -> {
            int writer = txns.argument(step) == Transactions.EMPTY ? -1 : writers.committed(txns.argument(step));
            if (writer >= 0) {
                steps.edge(writer, txn, Edge.WR, txns.argument(step));
            }
        });
        Graph graph = steps.build();
        CycleSearch search = CycleSearch.over(graph, txns.size(), Edge.PROCESS);
        if (search.cycles().nonEmpty()) {
            Cycle cycle = search.cycles().minBy(it -> it.links().size()).get();
            cyclic = true;
            report(CausalPattern.CYCLIC_CO, finding(cycle));
            return;
        }
        budget.at("the causal order");
        budget.spend((int) Math.min(Integer.MAX_VALUE, 4 * CausalOrder.size(txns)));
        causal = CausalOrder.of(txns, graph);
        writes = writesBySession();
        commits = new Graph.Builder(txns.size(), budget);
        copy(graph);
        eachExternalRead(this::overwritten);
        Components.Result cycles = Components.of(commits.build(), Edge.DATA | Edge.PROCESS);
        if (cycles.count() > 0 && !conflictKnown()) {
            report(CausalPattern.CONFLICT_CM, conflict());
        }
    }

    private void copy(Graph graph) {
        for (int node = 0; node < graph.nodes; node++) {
            for (int edge = graph.first[node]; edge < graph.first[node + 1]; edge++) {
                commits.edge(node, graph.target[edge], graph.type[edge], graph.reason[edge]);
            }
        }
    }

    private boolean conflictKnown() {
        return found.containsKey(CausalPattern.CO_CONFLICT_CM)
                || found.containsKey(CausalPattern.FRACTURED_READ_CO)
                || found.containsKey(CausalPattern.NON_MONO_READ_CO);
    }

    private CausalFinding conflict() {
        CycleSearch search = CycleSearch.over(commits.build(), txns.size(), Edge.PROCESS);
        return finding(search.cycles().minBy(it -> it.links().size()).get());
    }

    private CausalFinding finding(Cycle cycle) {
        return new CausalFinding(
                new Story(txns).tell(cycle),
                cycle.txns().toJavaStream().mapToInt(Integer::intValue).toArray());
    }

    private interface Read {
        void of(int txn, int step);
    }

    /** The first reads of committed transactions on keys that they had not written before. */
    private void eachExternalRead(Read visit) {
        for (int txn = 0; txn < txns.size(); txn++) {
            for (int step = txns.firstStep(txn); txns.isOk(txn) && step < txns.endStep(txn); step++) {
                if (txns.kind(step) == Transactions.READ_REGISTER && isFirst(txn, step)) {
                    budget.spend(0);
                    visit.of(txn, step);
                }
            }
        }
    }

    private boolean isFirst(int txn, int step) {
        return IntStream.range(txns.firstStep(txn), step).noneMatch(before -> txns.key(before) == txns.key(step));
    }

    /** For each session and key, the places of the committed transactions that wrote it, in order. */
    private Map<Long, IntList> writesBySession() {
        Map<Long, IntList> all = new HashMap<>();
        for (int txn : OrderEdges.sorted(txns, true)) {
            if (writers.isCommitted(txn)) {
                Accesses.of(txns, txn, (by, key, read, written) -> {
                    if (written != Accesses.NONE) {
                        long at = ((long) causal.session(by) << 32) | key;
                        all.computeIfAbsent(at, any -> new IntList(4)).add(causal.place(by));
                    }
                });
            }
        }
        return all;
    }

    private void overwritten(int reader, int step) {
        reads++;
        int version = txns.argument(step);
        int from = version == Transactions.EMPTY ? Writers.NOBODY : writers.committed(version);
        if (version != Transactions.EMPTY && from == Writers.NOBODY) {
            return;
        }
        for (int s = 0; s < causal.sessions(); s++) {
            int seen = lastBefore(((long) s << 32) | txns.key(step), causal.clock(reader, s));
            if (seen >= 0 && causal.member(s, seen) != from) {
                int other = causal.member(s, seen);
                if (from == Writers.NOBODY || causal.before(from, other)) {
                    conflict(reader, step, from, other);
                } else {
                    commits.edge(other, from, Edge.WW, version);
                }
            }
        }
    }

    /** The place of the session's last write of a key among its first {@code count} transactions, or -1. */
    private int lastBefore(long at, int count) {
        IntList places = writes.get(at);
        if (places == null) {
            return -1;
        }
        int low = 0;
        int high = places.size();
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (places.get(middle) < count) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low == 0 ? -1 : places.get(low - 1);
    }

    private void conflict(int reader, int step, int from, int other) {
        int elsewhere = readFrom(reader, other);
        CausalPattern pattern = elsewhere < 0
                ? CausalPattern.CO_CONFLICT_CM
                : elsewhere < step ? CausalPattern.NON_MONO_READ_CO : CausalPattern.FRACTURED_READ_CO;
        Object key = txns.versions().keyName(txns.key(step));
        String saw = from == Writers.NOBODY
                ? "found key %s empty".formatted(key)
                : "read key %s from T%d".formatted(key, txns.opIndex(from));
        String because = "T%d %s, although T%d, which is causally before it%s, had written it%s"
                .formatted(
                        txns.opIndex(reader),
                        saw,
                        txns.opIndex(other),
                        elsewhere < 0
                                ? ""
                                : " (it read key %s from it)"
                                        .formatted(txns.versions().keyName(txns.key(elsewhere))),
                        from == Writers.NOBODY ? "" : " after that");
        int[] shown = from == Writers.NOBODY ? new int[] {reader, other} : new int[] {reader, other, from};
        String guarantee = SessionGuarantees.broken(txns, writers, causal, reader, from, other).label;
        report(pattern, new CausalFinding(because + " (against " + guarantee + ")", shown));
    }

    private int readFrom(int reader, int writer) {
        for (int step = txns.firstStep(reader); step < txns.endStep(reader); step++) {
            boolean known = txns.kind(step) == Transactions.READ_REGISTER
                    && txns.argument(step) != Transactions.EMPTY
                    && writers.of(txns.argument(step)) == writer;
            if (known) {
                return step;
            }
        }
        return -1;
    }

    private Verdict broken() {
        Map.Entry<CausalPattern, CausalFinding> worst =
                found.entrySet().iterator().next();
        String because = sessionsAlone
                ? worst.getValue().because()
                : "%s: %s. Patterns found: %s"
                        .formatted(worst.getKey().label(), worst.getValue().because(), patterns());
        int[] ops = Arrays.stream(worst.getValue().txns()).sorted().distinct().toArray();
        return new Verdict.Broken(
                claim,
                because,
                new Witness(
                        history.select(ops),
                        IntStream.range(0, ops.length).boxed().toList(),
                        java.util.List.of()));
    }

    private String patterns() {
        StringBuilder text = new StringBuilder();
        counts.forEach((pattern, count) -> text.append(text.isEmpty() ? "" : ", ")
                .append(pattern.label())
                .append(count == 1 ? "" : " (" + count + ")"));
        return text.toString();
    }
}
