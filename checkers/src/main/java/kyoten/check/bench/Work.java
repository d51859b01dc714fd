package kyoten.check.bench;

import java.util.List;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.function.Supplier;
import kyoten.check.Checker;
import kyoten.check.Limits;
import kyoten.check.Verdict;
import kyoten.history.History;

/**
 * A row to measure.
 *
 * @param name what it is
 * @param reach CPU milliseconds that it should not exceed
 * @param porcupine CPU milliseconds that Porcupine took
 * @param heapMb mebibytes of heap in which it should be possible, the history included
 * @param warmUps runs before the measured ones
 * @param tasks the histories and their checkers, made when the row's turn comes
 */
public record Work(
        String name,
        OptionalDouble reach,
        OptionalDouble porcupine,
        OptionalInt heapMb,
        int warmUps,
        Supplier<List<Task>> tasks) {

    /** One history to judge. */
    public record Task(Checker checker, History history) {}

    /** A row with a figure of Porcupine's, and the share of it that is to be reached. */
    static Work against(String name, double porcupine, double share, int warmUps, Supplier<List<Task>> tasks) {
        return new Work(
                name,
                OptionalDouble.of(porcupine * share),
                OptionalDouble.of(porcupine),
                OptionalInt.empty(),
                warmUps,
                tasks);
    }

    /** A row that Porcupine does not finish, or has no checker for. */
    static Work alone(String name, double reach, int warmUps, Supplier<List<Task>> tasks) {
        return new Work(name, OptionalDouble.of(reach), OptionalDouble.empty(), OptionalInt.empty(), warmUps, tasks);
    }

    /** A row without a goal. */
    static Work free(String name, int warmUps, Supplier<List<Task>> tasks) {
        return new Work(name, OptionalDouble.empty(), OptionalDouble.empty(), OptionalInt.empty(), warmUps, tasks);
    }

    Work within(int mebibytes) {
        return new Work(name, reach, porcupine, OptionalInt.of(mebibytes), warmUps, tasks);
    }

    /** Makes the histories and judges them, once. */
    public String judge() {
        return judge(tasks.get());
    }

    static String judge(List<Task> some) {
        int holds = 0;
        int broken = 0;
        int unknown = 0;
        for (Task task : some) {
            Verdict verdict = task.checker().check(task.history(), Limits.none());
            holds += verdict.holds() ? 1 : 0;
            broken += verdict.broken() ? 1 : 0;
            unknown += verdict instanceof Verdict.Unknown ? 1 : 0;
        }
        return holds + " hold, " + broken + " broken, " + unknown + " unknown";
    }
}
