package kyoten.causal;

import com.google.protobuf.ByteString;

/**
 * What one update left at a key, until another that knew of it takes its place.
 *
 * @param dot the update's name
 * @param time when it was made, by its site's hybrid logical clock, in nanoseconds since 1970
 */
public record Sibling(Dot dot, long time, Content content) {

    /** What an update left: a value, or the memory of a deletion. */
    public sealed interface Content {}

    /** A value, which readers see. */
    public record Value(ByteString bytes) implements Content {}

    /**
     * A deletion, which readers don't see. It remembers what it deleted, for it may only be forgotten when all of that
     * has arrived everywhere.
     *
     * @param covers the context of the deletion
     */
    public record Tombstone(VersionVector covers) implements Content {}

    /** Whether readers see it. */
    public boolean isValue() {
        return content instanceof Value;
    }
}
