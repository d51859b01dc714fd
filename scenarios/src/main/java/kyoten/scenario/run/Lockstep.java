package kyoten.scenario.run;

import java.util.ArrayList;
import java.util.List;

/** Finds where two runs of one plan part. */
final class Lockstep {
    private Lockstep() {}

    /** The first event that differs, in a sentence. */
    static String firstDifference(Simulation one, Simulation other) {
        List<String> lines = lines(one);
        List<String> otherLines = lines(other);
        int shared = Math.min(lines.size(), otherLines.size());
        for (int i = 0; i < shared; i++) {
            if (!lines.get(i).equals(otherLines.get(i))) {
                return "the first event that differs: \"" + lines.get(i) + "\" against \"" + otherLines.get(i) + '"';
            }
        }
        if (lines.size() == otherLines.size()) {
            return "yet another two runs have the same events, line by line";
        }
        List<String> longer = lines.size() > shared ? lines : otherLines;
        return "one goes on where the other ends: \"" + longer.get(shared) + '"';
    }

    private static List<String> lines(Simulation run) {
        List<String> lines = new ArrayList<>();
        run.onTrace(line -> lines.add(line.toString()));
        run.finish();
        return lines;
    }
}
