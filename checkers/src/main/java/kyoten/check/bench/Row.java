package kyoten.check.bench;

import java.util.Locale;
import java.util.OptionalDouble;

/**
 * A measured row.
 *
 * @param work what was judged
 * @param cpuMillis CPU time that the process took for one warm run, the collector's and the compiler's included
 * @param threadMillis the judging thread's part of it
 * @param heap whether the bound of the heap was enough, in words; empty if the row has none
 * @param verdict what was found, in words
 */
public record Row(Work work, double cpuMillis, double threadMillis, String heap, String verdict) {
    private static final String FORMAT = "%-52s %10s %10s %10s %10s %8s  %s";

    /** How the words begin that say that the bound of the heap was not enough. */
    static final String NOT_IN = "NOT in ";

    /** The titles of {@link #toString}. */
    public static final String TITLE =
            String.format(Locale.ROOT, FORMAT, "work", "CPU ms", "thread", "reach", "Porcupine", "ratio", "verdict");

    /** Whether the reach was met; true if there is none. */
    public boolean met() {
        return (work.reach().isEmpty() || cpuMillis <= work.reach().getAsDouble()) && !heap.startsWith(NOT_IN);
    }

    @Override
    public String toString() {
        OptionalDouble porcupine = work.porcupine();
        String ratio =
                porcupine.isPresent() ? String.format(Locale.ROOT, "%.4f", cpuMillis / porcupine.getAsDouble()) : "-";
        return String.format(
                        Locale.ROOT,
                        FORMAT,
                        work.name(),
                        number(OptionalDouble.of(cpuMillis)),
                        number(OptionalDouble.of(threadMillis)),
                        number(work.reach()),
                        number(porcupine),
                        ratio,
                        verdict)
                + (heap.isEmpty() ? "" : "; " + heap)
                + (met() ? "" : "  MISSED");
    }

    private static String number(OptionalDouble value) {
        return value.isPresent() ? String.format(Locale.ROOT, "%.1f", value.getAsDouble()) : "-";
    }
}
