package kyoten.history;

import java.util.ArrayList;
import java.util.List;

/** What a lenient reader left out: all counted, the first few kept. */
public final class Skipped {
    private static final int KEPT = 5;

    private final List<String> first = new ArrayList<>();
    private long count;

    void add(String problem) {
        count++;
        if (first.size() < KEPT) {
            first.add(problem);
        }
    }

    public long count() {
        return count;
    }

    /** The first few, with file and line. */
    public List<String> first() {
        return List.copyOf(first);
    }
}
