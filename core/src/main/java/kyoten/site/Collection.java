package kyoten.site;

import com.google.protobuf.ByteString;
import io.vavr.collection.Seq;
import io.vavr.collection.SortedSet;
import io.vavr.control.Option;
import java.util.ArrayList;
import java.util.List;
import kyoten.causal.Origin;
import kyoten.causal.VersionVector;
import kyoten.raft.Machine.Applied;
import kyoten.site.message.Collect;
import kyoten.site.message.StableStream;

/**
 * Forgets what every member has, rules X3 and X4. A pure function of the store.
 *
 * <p>Deletions that have become stable are looked up, so that they go at once. What else may go, keys that only remember
 * and entries of closed epochs, is found by a sweep over all keys that goes on a little with every command.
 */
final class Collection {
    /** So many keys a command. */
    static final int SWEPT = 256;

    private final SortedSet<Origin> closed;
    private Store store;

    private Collection(Store store) {
        this.store = store;
        this.closed = store.standing().history().closedOrigins();
    }

    static Applied<Store> apply(Store store, Collect command) {
        if (command.getMembersDigest() != store.standing().history().membersDigest()) {
            return new Applied<>(store, new Result.Ignored("the membership is another by now"));
        }
        Collection collection = new Collection(store);
        for (StableStream part : command.getStreamsList()) {
            if (Streams.isOne(part.getStream())) {
                collection.raise(part.getStream(), Vectors.vector(part.getStable()));
            }
        }
        collection.sweep();
        return new Applied<>(collection.store, new Result.Recorded());
    }

    private void raise(int number, VersionVector vector) {
        StreamState before = store.streams().get(number);
        VersionVector stable = before.stable().join(vector.meet(before.applied()));
        if (stable.equals(before.stable())) {
            return;
        }
        store = store.with(number, before.settled(stable)).with(store.sweep().again());
        Seq<ByteString> deleted = before.tombstones().filterKeys(stable::covers).values();
        deleted.forEach(this::tidy);
    }

    private void tidy(ByteString key) {
        KeyState before = store.key(key);
        StreamState stream = store.streamOf(key);
        KeyState after = before.tidied(stream.stable(), closed);
        if (after != before) {
            VersionVector forgotten = after.isAbsent() ? before.siblings().seen() : VersionVector.empty();
            store = store.updated(
                    key, before, after, stream.withCollected(stream.collected().join(forgotten)));
        }
    }

    private void sweep() {
        if (!store.isSweepDue()) {
            return;
        }
        List<ByteString> keys = new ArrayList<>();
        store.keys().visit(store.sweep().from().get(), (key, state) -> {
            keys.add(key);
            return keys.size() <= SWEPT;
        });
        boolean isOver = keys.size() <= SWEPT;
        Option<ByteString> rest = isOver ? Option.none() : Option.some(keys.remove(SWEPT));
        keys.forEach(this::tidy);
        store = store.with(store.sweep().at(rest));
    }
}
