package kyoten.raft;

import com.google.protobuf.ByteString;
import io.vavr.collection.Vector;
import io.vavr.control.Option;
import kyoten.node.NodeId;

/**
 * The state after an applied, committed entry (§5). The root is immutable, so that keeping it is keeping a reference.
 *
 * @param index the last entry that it holds; 0 before anything
 */
record Snapshot<T>(long index, long term, Configuration configuration, T root) {

    /**
     * A snapshot on its way to the disk.
     *
     * @param operation the replacement of the file
     * @param reply whom to tell when it is installed; none of a snapshot of our own
     */
    record Saving<T>(long operation, Snapshot<T> snapshot, Option<Reply> reply) {}

    /** The request whose answer waits for the disk, and the term that it came in. */
    record Reply(NodeId to, long number, long term) {}

    /**
     * A snapshot that arrives.
     *
     * @param from the leader that sends it, in the current term
     * @param chunks what has come, in order
     */
    record Incoming(NodeId from, long index, long term, Vector<ByteString> chunks) {}

    /**
     * A snapshot on its way to a peer. It keeps its root, whatever the leader cuts meanwhile.
     *
     * @param ordinal the chunk under way
     * @param cursor where that chunk begins
     * @param next where the next chunk begins; none after the last
     * @param number the number of the request that carried it
     */
    record Transfer<T>(Snapshot<T> snapshot, int ordinal, ByteString cursor, Option<ByteString> next, long number) {}
}
