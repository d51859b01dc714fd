package kyoten.check.bench;

import java.util.Locale;
import java.util.OptionalDouble;

/**
 * A measured row.
 *
 * @param work what was judged
 * @param cpuMillis CPU time of one warm run
 * @param reachMillis what it should not exceed
 * @param porcupineMillis what Porcupine took on a machine of this kind; empty if it did not finish, or nobody measured
 * @param verdict what was found, in a word
 */
public record Row(
        String work, double cpuMillis, OptionalDouble reachMillis, OptionalDouble porcupineMillis, String verdict) {

    /** The titles of {@link #toString}. */
    public static final String TITLE = String.format(
            Locale.ROOT, "%-52s %12s %12s %12s %8s  %s", "work", "CPU ms", "reach", "Porcupine", "ratio", "verdict");

    /** Whether the reach was met; true if there is none. */
    public boolean met() {
        return reachMillis.isEmpty() || cpuMillis <= reachMillis.getAsDouble();
    }

    @Override
    public String toString() {
        String ratio = porcupineMillis.isPresent()
                ? String.format(Locale.ROOT, "%.4f", cpuMillis / porcupineMillis.getAsDouble())
                : "-";
        return String.format(
                Locale.ROOT,
                "%-52s %12.2f %12s %12s %8s  %s%s",
                work,
                cpuMillis,
                number(reachMillis),
                number(porcupineMillis),
                ratio,
                verdict,
                met() ? "" : "  MISSED");
    }

    private static String number(OptionalDouble value) {
        return value.isPresent() ? String.format(Locale.ROOT, "%.1f", value.getAsDouble()) : "-";
    }
}
