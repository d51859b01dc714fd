package kyoten.scenario.search;

import io.vavr.collection.SortedSet;
import io.vavr.collection.TreeSet;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.function.Consumer;
import kyoten.node.NodeId;
import kyoten.node.Step;
import kyoten.sim.Fault;
import kyoten.sim.NoteListener;
import kyoten.sim.kernel.Mix;

/**
 * What a run reached, in short: which mark of a node came after which of its own, and after which of another server of its site, and
 * how often, in powers of two. Who it was is left out, so that two runs in which only names differ reached the same. A fault is a
 * mark of those that it strikes.
 *
 * @see <a href="https://doi.org/10.1145/3576915.3623097">Meng et al., Greybox Fuzzing of Distributed Systems</a>
 */
public final class Signature implements NoteListener, Consumer<Fault> {
    private static final long SAME_NODE = 1;
    private static final long OTHER_NODE = 2;

    // Looked up; the order in which the counts are gone through does not show in a sorted set.
    private final Map<String, Noted> lastAt = new HashMap<>();
    private final Map<NodeId, Long> lastOf = new HashMap<>();
    private final Map<Long, Integer> counts = new HashMap<>();

    /** A mark and whose it is. */
    private record Noted(NodeId by, long mark) {}

    @Override
    public void onNote(NodeId node, String mark, String detail) {
        // Why something is ignored is one of a few sentences; other details are terms and numbers.
        reached(node, Mix.text(mark.equals(Step.IGNORED) ? detail : mark));
    }

    @Override
    public void accept(Fault fault) {
        long mark = Mix.text(kind(fault));
        fault.nodes().forEach(node -> reached(node, mark));
    }

    private static String kind(Fault fault) {
        String name = fault.getClass().getSimpleName().toLowerCase(Locale.ROOT);
        return fault instanceof Fault.Heal heal ? name + ' ' + kind(heal.fault()) : name;
    }

    private void reached(NodeId node, long mark) {
        Long before = lastOf.put(node, mark);
        count(Mix.mix(SAME_NODE, Mix.mix(before == null ? 0 : before, mark)));
        int end = node.name().indexOf('/');
        if (end < 0) {
            return; // a client
        }
        Noted last = lastAt.put(node.name().substring(0, end), new Noted(node, mark));
        if (last != null && !last.by.equals(node)) {
            count(Mix.mix(OTHER_NODE, Mix.mix(last.mark, mark)));
        }
    }

    private void count(long pair) {
        counts.merge(pair, 1, Integer::sum);
    }

    /** A number for each pair of marks with how often it came. */
    public SortedSet<Long> reached() {
        return counts.entrySet().stream()
                .map(one -> Mix.mix(one.getKey(), bucket(one.getValue())))
                .collect(TreeSet.collector());
    }

    private static long bucket(int count) {
        return Integer.SIZE - Integer.numberOfLeadingZeros(count);
    }
}
