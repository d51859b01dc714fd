package kyoten.cli;

import io.vavr.control.Option;
import kyoten.check.Verdict;
import kyoten.history.HistoryReader;

/**
 * What became of a file.
 *
 * @param reading what was read, if it could be
 * @param verdict the verdict, if it was judged
 * @param error why not, if not
 */
record Judged(String file, Option<HistoryReader.Reading> reading, Option<Verdict> verdict, String error) {
    /** One word for the table. */
    String word() {
        if (verdict.isEmpty()) {
            return "not judged";
        }
        return verdict.get() instanceof Verdict.Holds ? "holds" : verdict.get().broken() ? "BROKEN" : "UNKNOWN";
    }

    boolean broken() {
        return verdict.exists(Verdict::broken);
    }

    boolean unknown() {
        return verdict.exists(it -> it instanceof Verdict.Unknown);
    }
}
