package kyoten.site;

import com.google.protobuf.ByteString;
import io.vavr.control.Option;
import kyoten.causal.Dot;
import kyoten.causal.Hash64;
import kyoten.causal.Sibling;
import kyoten.causal.VersionVector;
import kyoten.site.message.UpdatePart;
import kyoten.wire.MalformedException;

/**
 * An update as its site made it, for the sites that don't have it yet.
 *
 * @param context what its writer knew of the key
 * @param value none if it is a delete
 * @param time by its site's hybrid logical clock, in nanoseconds since 1970
 */
public record LoggedUpdate(Dot dot, ByteString key, VersionVector context, Option<ByteString> value, long time) {
    private static final int OVERHEAD = 64;
    private static final int ENTRY = 24;

    /**
     * The running hash after this update, of all updates of the origin in the stream up to it. Two sites that have applied
     * different updates under the same dot have different hashes from then on.
     *
     * @param before the running hash before it; 0 before the first
     */
    public long hash(long before) {
        long hash = context.hash(Hash64.of(Hash64.of(before, dot), key));
        return Hash64.of(value.isDefined() ? Hash64.of(hash, value.get()) : Hash64.of(hash, -1), time);
    }

    /** About how many bytes it takes in memory, and on the wire at most. */
    public int size() {
        int bytes = value.isDefined() ? value.get().size() : 0;
        return OVERHEAD + key.size() + bytes + ENTRY * context.size();
    }

    /** What it leaves at its key until another update replaces it. */
    Sibling sibling() {
        return new Sibling(
                dot, time, value.isDefined() ? new Sibling.Value(value.get()) : new Sibling.Tombstone(context));
    }

    /** All but the dot. */
    public UpdatePart toMessage() {
        UpdatePart.Builder message = UpdatePart.newBuilder().setKey(key).setTime(time);
        value.forEach(message::setValue);
        return context.isEmpty()
                ? message.build()
                : message.setContext(Vectors.message(context)).build();
    }

    /**
     * The update that a message stands for.
     *
     * @throws MalformedException if it is none
     */
    public static LoggedUpdate of(Dot dot, UpdatePart message) {
        return new LoggedUpdate(
                dot,
                message.getKey(),
                Vectors.vector(message.getContext()),
                message.hasValue() ? Option.some(message.getValue()) : Option.none(),
                message.getTime());
    }
}
