package kyoten.raft;

import com.google.protobuf.ByteString;
import io.vavr.collection.Seq;
import io.vavr.control.Option;

/**
 * The state that a group's committed commands build up. All of it is pure: the same commands give an equal state on
 * every server.
 *
 * @param <T> the state: an immutable value; a snapshot is a reference to it
 */
public interface Machine<T> {

    /** The state before any command. */
    T initial();

    /**
     * Applies one committed command. Indexes rise; not every index is a command.
     *
     * @param index the entry's place in the log
     * @param term the term of the leader that took the command in
     */
    Applied<T> apply(T state, long index, long term, ByteString command);

    /**
     * The next part of a snapshot.
     *
     * @param root the state that the snapshot is of
     * @param cursor empty for the first part, else what the part before named as its next
     */
    Chunk chunk(T root, ByteString cursor);

    /**
     * Builds a state from all the parts of a snapshot, in order.
     *
     * @throws kyoten.wire.MalformedException if the parts are no snapshot
     */
    T restore(Seq<ByteString> chunks);

    /**
     * What a command did.
     *
     * @param result what whoever proposed the command gets to know
     */
    record Applied<T>(T state, Object result) {}

    /**
     * One part of a snapshot.
     *
     * @param bytes at most a few hundred KiB: it travels in one message
     * @param next where the next part begins; none after the last
     */
    record Chunk(ByteString bytes, Option<ByteString> next) {}
}
