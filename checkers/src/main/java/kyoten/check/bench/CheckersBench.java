package kyoten.check.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.TreeMap;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import kyoten.check.Checker;
import kyoten.check.generate.Generator;
import kyoten.check.generate.Recipe;
import kyoten.check.generate.SitesGenerator;
import kyoten.check.generate.TransactionGenerator;
import kyoten.check.generate.Violation;
import kyoten.check.geo.Convergence;
import kyoten.check.geo.Merges;
import kyoten.check.geo.Sessions;
import kyoten.check.linear.Registers;
import kyoten.check.txn.Analysis;
import kyoten.check.txn.TransactionChecker;
import kyoten.history.History;
import kyoten.history.Value;

/**
 * Judges recorded and generated histories in one warm JVM, and tells the CPU time of each row beside Porcupine's. A row of
 * recorded histories is left out when the caller has none.
 */
public final class CheckersBench {
    private static final Recipe.Mix HALF = new Recipe.Mix(0.5, 0, 0, 0);
    private static final int MILLION = 1_000_000;

    /** What Porcupine took for a million operations over a thousand keys; the faster of the two kinds of values. */
    private static final double MANY_KEYS_MILLIS = 3_700;

    /** A row is run until it took this long: clocks of CPU time are coarse. */
    private static final long ENOUGH_NANOS = 500_000_000;

    private final LongSupplier processNanos;
    private final LongSupplier threadNanos;

    /**
     * @param processNanos CPU time of the process, in nanoseconds
     * @param threadNanos CPU time of the calling thread, in nanoseconds
     */
    public CheckersBench(LongSupplier processNanos, LongSupplier threadNanos) {
        this.processNanos = processNanos;
        this.threadNanos = threadNanos;
    }

    /** Tells whether a row's work can be done within its bound of heap: another process has to try. */
    public interface Heap {
        /** Whether it was done there. */
        boolean isEnoughFor(Work work);

        /** Nobody tries. */
        static Heap unbounded() {
            return work -> true;
        }
    }

    /** All rows of generated histories, and those of the recorded ones: tasks by folder and file. */
    public List<Work> rows(Map<String, Map<String, Work.Task>> recorded) {
        List<Work> rows = new ArrayList<>();
        Porcupine porcupine = new Porcupine();
        new TreeMap<>(recorded).forEach((folder, tasks) -> rows.add(recorded(folder, tasks, porcupine)));
        generated(rows);
        claims(rows);
        rows.add(Work.alone("list-append, 1M transactions", 15_000, 1, CheckersBench::transactions)
                .within(2_048));
        return rows;
    }

    /** Measures a row. */
    public Row measure(Work work, Heap heap) {
        List<Work.Task> tasks = work.tasks().get();
        for (int i = 0; i < work.warmUps(); i++) {
            Work.judge(tasks);
        }
        long process = processNanos.getAsLong();
        long thread = threadNanos.getAsLong();
        String verdict = "";
        int runs = 0;
        while (runs == 0 || processNanos.getAsLong() - process < ENOUGH_NANOS) {
            verdict = Work.judge(tasks);
            runs++;
        }
        double millis = (processNanos.getAsLong() - process) / 1e6 / runs;
        double ownMillis = (threadNanos.getAsLong() - thread) / 1e6 / runs;
        return new Row(work, millis, ownMillis, inItsHeap(work, heap), verdict);
    }

    private static String inItsHeap(Work work, Heap heap) {
        if (work.heapMb().isEmpty()) {
            return "";
        }
        return (heap.isEnoughFor(work) ? "done in " : Row.NOT_IN)
                + work.heapMb().getAsInt() + " MB of heap";
    }

    private static Work recorded(String folder, Map<String, Work.Task> tasks, Porcupine porcupine) {
        String name = folder + ", " + tasks.size() + " files";
        List<Work.Task> ready = List.copyOf(tasks.values());
        double share = switch (folder) {
            case "porcupine/jepsen" -> 0.25;
            case "porcupine/kv" -> 0.5;
            default -> 1.0;
        };
        OptionalDouble millis = porcupine.millis(tasks.keySet());
        return millis.isPresent()
                ? Work.against(name, millis.getAsDouble(), share, 300, () -> ready)
                : Work.free(name, 60, () -> ready);
    }

    private static void generated(List<Work> rows) {
        for (int values : new int[] {0, 5}) {
            String of = values == 0 ? ", unique values" : ", " + values + " values";
            Recipe.Mix open = new Recipe.Mix(0.5, 0, 0.0048, 0.5);
            Recipe.Mix swaps = new Recipe.Mix(0.35, 0.3, 0, 0);
            rows.add(Work.against("register 10k, 5 clients" + of, 47, 0.2, 300, make(10_000, 5, values, HALF)));
            rows.add(Work.against("register 10k, 10 clients" + of, 287, 0.2, 100, make(10_000, 10, values, HALF)));
            rows.add(Work.against("register 100k, 5 clients" + of, 2_150, 0.05, 8, make(100_000, 5, values, HALF))
                    .within(145));
            rows.add(Work.free("register 100k, 10 clients" + of, 8, make(100_000, 10, values, HALF)));
            // Porcupine's figure without open operations: with them it has more to do.
            rows.add(Work.against(
                    "register 100k, 5 clients, 480 open" + of, 2_150, 0.5, 8, make(100_000, 5, values, open)));
            rows.add(Work.alone("register 1k, 30 clients" + of, 300, 20, make(1_000, 30, values, HALF)));
            rows.add(Work.alone("register 10k, 30 clients" + of, 2_000, 8, make(10_000, 30, values, HALF)));
            rows.add(Work.alone("1k, 30 clients, 30 % swaps" + of, 300, 20, make(1_000, 30, values, swaps)));
            rows.add(Work.alone("10k, 30 clients, 30 % swaps" + of, 2_000, 8, make(10_000, 30, values, swaps)));
            rows.add(Work.alone("register 1M, 10 clients" + of, 5_000, 2, make(MILLION, 10, values, HALF))
                    .within(512));
            rows.add(Work.alone("register 1M, 30 clients" + of, 20_000, 2, make(MILLION, 30, values, HALF))
                    .within(512));
            rows.add(Work.against("late violation in 10k, 10 clients" + of, 14_900, 0.005, 40, late(values)));
            rows.add(Work.against(
                    "1M over 1,000 keys, 1 % indeterminate" + of,
                    MANY_KEYS_MILLIS,
                    0.4,
                    2,
                    of(Speedup.manyKeys(values))));
        }
    }

    private static Supplier<List<Work.Task>> late(int values) {
        return of(Recipe.register(7, 10_000, 10).withValues(values).withViolation(Violation.STALE_READ, 0.9));
    }

    private static Supplier<List<Work.Task>> make(int operations, int clients, int values, Recipe.Mix mix) {
        return of(Recipe.register(7, operations, clients).withValues(values).withMix(mix));
    }

    private static Supplier<List<Work.Task>> of(Recipe recipe) {
        return () -> {
            History history = Generator.generate(recipe);
            Checker checker = Registers.casRegister(Value.NIL);
            return List.of(new Work.Task(checker, history));
        };
    }

    private static void claims(List<Work> rows) {
        List<Checker> claims = List.of(
                Merges.areCorrect(),
                Merges.loseNothing(),
                Merges.resurrectNothing(),
                new Convergence(),
                new Sessions());
        for (Checker claim : claims) {
            rows.add(Work.alone("1M at 3 sites, " + claim.claim().name(), 1_000, 5, () -> {
                return List.of(new Work.Task(claim, SitesGenerator.history(7, MILLION, 3, 30, 1_000)));
            }));
        }
    }

    private static List<Work.Task> transactions() {
        return List.of(new Work.Task(
                new TransactionChecker(Analysis.Kind.LIST_APPEND),
                TransactionGenerator.listAppend(7, MILLION, 10, 32)));
    }
}
