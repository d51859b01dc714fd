package kyoten.sim;

import java.util.OptionalLong;
import java.util.function.LongConsumer;
import org.agrona.collections.LongArrayList;

/**
 * The trace hash after each event of a run, to find the first event in which two runs of one seed differ. Give it to {@link
 * World#onEventHash}; then run again with {@link World#onTrace} and show the lines of that event.
 */
public final class EventHashes implements LongConsumer {
    private final LongArrayList hashes = new LongArrayList();

    @Override
    public void accept(long hash) {
        hashes.addLong(hash);
    }

    /** The number, from 1 on, of the first event that differs from another run's or that only one of them has. */
    public OptionalLong firstDifference(EventHashes other) {
        int common = Math.min(hashes.size(), other.hashes.size());
        for (int i = 0; i < common; i++) {
            if (hashes.getLong(i) != other.hashes.getLong(i)) {
                return OptionalLong.of(i + 1L);
            }
        }
        return hashes.size() == other.hashes.size() ? OptionalLong.empty() : OptionalLong.of(common + 1L);
    }
}
