package kyoten.host;

import com.google.protobuf.ByteString;
import java.io.Closeable;
import java.io.IOException;
import kyoten.node.Effect.DiskOperation;

/** One of a node's files. It may not exist yet. Used by the node's disk thread only. */
interface NodeFile extends Closeable {

    /**
     * Does an operation, of any kind but a sync.
     *
     * @return what it read, empty if it read nothing
     * @throws FullException if there is no room for an append or a replacement; the file is as it was
     * @throws IOException if anything else is wrong; the file must not be used any more
     */
    ByteString perform(DiskOperation operation) throws IOException;

    /** Makes durable what has been done. If it fails, the file must not be used any more. */
    void force() throws IOException;
}
