package kyoten.scenario.run;

import io.vavr.control.Option;
import java.util.TreeMap;
import kyoten.scenario.Replica;

/** Holds servers to it that a snapshot, however it came to them, is what others made of the same entries. */
final class SameSnapshots {
    /** So many are remembered; who gets one is sent the newest of a leader's. */
    private static final int REMEMBERED = 64;

    private final TreeMap<Long, Cut> cuts = new TreeMap<>();

    private record Cut(Replica by, Sight sight) {}

    /** A server took a step; tells what is wrong with the snapshot that it has now. */
    Option<String> stepped(Insight.Step step) {
        Replica now = step.now();
        long index = now.snapshot();
        if (index == 0 || step.before().exists(before -> before.snapshot() == index)) {
            return Option.none();
        }
        Cut first = cuts.putIfAbsent(index, new Cut(now, step.sight()));
        if (cuts.size() > REMEMBERED) {
            cuts.pollFirstEntry();
        }
        // Its own, it has cut from what it had applied, and that was compared.
        boolean own = step.before().exists(before -> before.committed() >= index);
        return Option.when(
                first != null && !own && !first.by.snapshotState().equals(now.snapshotState()),
                () -> step.sight() + " has a snapshot after entry " + index + " that differs from the one of "
                        + first.sight);
    }
}
