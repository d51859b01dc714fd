package kyoten.check.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import kyoten.check.Checker;
import kyoten.check.generate.Generator;
import kyoten.check.generate.Recipe;
import kyoten.check.generate.TransactionGenerator;
import kyoten.check.generate.Violation;
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

    /** A row is run until it took this long: clocks of CPU time are coarse. */
    private static final long ENOUGH_NANOS = 500_000_000;

    private final LongSupplier cpuNanos;

    /**
     * @param cpuNanos CPU time of the process, in nanoseconds
     */
    public CheckersBench(LongSupplier cpuNanos) {
        this.cpuNanos = cpuNanos;
    }

    /** All rows of generated histories, and those of the recorded ones: tasks by the name of their folder. */
    public List<Work> rows(Map<String, List<Work.Task>> recorded) {
        List<Work> rows = new ArrayList<>();
        new TreeMap<>(recorded).forEach((folder, tasks) -> rows.add(recorded(folder, tasks)));
        generated(rows);
        rows.add(Work.alone(
                "list-append, 1M transactions",
                15_000,
                1,
                () -> List.of(new Work.Task(
                        new TransactionChecker(Analysis.Kind.LIST_APPEND),
                        TransactionGenerator.listAppend(7, 1_000_000, 10, 32)))));
        return rows;
    }

    /** Measures rows one by one, and tells each as it ends. */
    public List<Row> run(List<Work> rows, Consumer<Row> told) {
        List<Row> measured = new ArrayList<>();
        for (Work work : rows) {
            List<Work.Task> tasks = work.tasks().get();
            for (int i = 0; i < work.warmUps(); i++) {
                work.judge(tasks);
            }
            long begin = cpuNanos.getAsLong();
            String verdict = work.judge(tasks);
            int runs = 1;
            while (cpuNanos.getAsLong() - begin < ENOUGH_NANOS) {
                work.judge(tasks);
                runs++;
            }
            double millis = (cpuNanos.getAsLong() - begin) / 1e6 / runs;
            Row row = new Row(work.name(), millis, work.reach(), work.porcupine(), verdict);
            measured.add(row);
            told.accept(row);
        }
        return measured;
    }

    /** Porcupine's figures are for all files of a folder; some of them may be missing here, so they are taken per file. */
    private static Work recorded(String folder, List<Work.Task> tasks) {
        String name = folder + ", " + tasks.size() + " files";
        Supplier<List<Work.Task>> ready = () -> tasks;
        return switch (folder) {
            case "porcupine/jepsen" -> Work.against(name, 430.0 * tasks.size() / 102, 0.25, 30, ready);
            case "porcupine/kv" -> Work.against(name, 170.0 * tasks.size() / 6, 0.5, 30, ready);
            case "knossos/cas-register" -> Work.against(name, 32.0 * tasks.size() / 119, 1.0, 30, ready);
            default -> Work.free(name, 10, ready);
        };
    }

    private static void generated(List<Work> rows) {
        for (int values : new int[] {0, 5}) {
            String of = values == 0 ? ", unique values" : ", " + values + " values";
            rows.add(Work.against("register 10k, 5 clients" + of, 47, 0.2, 20, make(10_000, 5, values, HALF)));
            rows.add(Work.against("register 10k, 10 clients" + of, 287, 0.2, 20, make(10_000, 10, values, HALF)));
            rows.add(Work.against("register 100k, 5 clients" + of, 2150, 0.05, 4, make(100_000, 5, values, HALF)));
            rows.add(Work.free("register 100k, 10 clients" + of, 2, make(100_000, 10, values, HALF)));
            rows.add(Work.free(
                    "register 100k, 5 clients, 480 open" + of,
                    2,
                    make(100_000, 5, values, new Recipe.Mix(0.5, 0, 0.0048, 0.5))));
            Recipe.Mix swaps = new Recipe.Mix(0.35, 0.3, 0, 0);
            rows.add(Work.alone("register 1k, 30 clients" + of, 300, 4, make(1_000, 30, values, HALF)));
            rows.add(Work.alone("register 10k, 30 clients" + of, 2000, 1, make(10_000, 30, values, HALF)));
            rows.add(Work.alone("1k, 30 clients, 30 % swaps" + of, 300, 4, make(1_000, 30, values, swaps)));
            rows.add(Work.alone("10k, 30 clients, 30 % swaps" + of, 2000, 1, make(10_000, 30, values, swaps)));
            rows.add(Work.alone("register 1M, 10 clients" + of, 5000, 1, make(1_000_000, 10, values, HALF)));
            rows.add(Work.alone("register 1M, 30 clients" + of, 20_000, 1, make(1_000_000, 30, values, HALF)));
            rows.add(Work.against(
                    "late violation in 10k, 10 clients" + of,
                    14_900,
                    0.005,
                    20,
                    of(Recipe.register(7, 10_000, 10).withValues(values).withViolation(Violation.STALE_READ, 0.9))));
            rows.add(Work.free(
                    "1M over 1,000 keys, 1 % indeterminate" + of,
                    1,
                    of(Recipe.register(7, 1_000_000, 30)
                            .withKeys(1_000)
                            .withValues(values)
                            .withMix(new Recipe.Mix(0.5, 0, 0.01, 0.5)))));
        }
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
}
