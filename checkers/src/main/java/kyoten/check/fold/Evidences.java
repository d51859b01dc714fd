package kyoten.check.fold;

import java.util.List;
import java.util.stream.IntStream;
import kyoten.check.Claim;
import kyoten.check.Verdict;
import kyoten.check.Witness;
import kyoten.history.History;

/** Says that a claim is broken, with the operations that show it. */
final class Evidences {
    private Evidences() {}

    /** Broken, because of these operations; the first is the one that went wrong. */
    static Verdict broken(Claim claim, History history, String because, int... ops) {
        int[] sorted = IntStream.of(ops).sorted().distinct().toArray();
        History part = history.select(sorted);
        List<Integer> lit = IntStream.of(ops)
                .distinct()
                .map(op -> java.util.Arrays.binarySearch(sorted, op))
                .boxed()
                .toList();
        return new Verdict.Broken(claim, because, new Witness(part, lit, List.of()));
    }
}
