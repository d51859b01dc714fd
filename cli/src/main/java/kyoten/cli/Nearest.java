package kyoten.cli;

import io.vavr.collection.Seq;
import io.vavr.control.Option;

/** Finds what a person may have meant. */
final class Nearest {
    private Nearest() {}

    /** The name with the fewest letters to change, if they are few against its length. */
    static Option<String> to(String typed, Seq<String> names) {
        return names.minBy(name -> distance(typed, name))
                .filter(name -> distance(typed, name) <= Math.max(2, name.length() / 2));
    }

    /** How many letters to insert, leave out or replace (Levenshtein). */
    static int distance(String one, String other) {
        int[] row = new int[other.length() + 1];
        for (int j = 0; j <= other.length(); j++) {
            row[j] = j;
        }
        for (int i = 1; i <= one.length(); i++) {
            int diagonal = row[0];
            row[0] = i;
            for (int j = 1; j <= other.length(); j++) {
                int replaced = diagonal + (one.charAt(i - 1) == other.charAt(j - 1) ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.min(replaced, 1 + Math.min(row[j], row[j - 1]));
            }
        }
        return row[other.length()];
    }
}
