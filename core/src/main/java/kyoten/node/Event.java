package kyoten.node;

import com.google.protobuf.ByteString;
import io.vavr.collection.Seq;

/** What can happen to a node. */
public sealed interface Event {

    /**
     * The first event of a boot.
     *
     * @param bootId differs from all earlier boots of this node on this disk
     * @param files what the disk holds, ordered by name
     */
    record Booted(long bootId, Seq<BootFile> files) implements Event {}

    /**
     * A message arrived.
     *
     * @param from who says that it sent it
     * @param message of a type in the host's registry, immutable
     */
    record Received(NodeId from, Object message) implements Event {}

    /** A timer that was set by {@link Effect.SetTimer} and neither replaced nor cancelled since. */
    record TimerFired(String timer) implements Event {}

    /**
     * A disk operation has been done.
     *
     * @param operation the number that the effect gave
     * @param bytes what an {@link Effect.Read} read; empty for the others
     */
    record DiskDone(long operation, ByteString bytes) implements Event {}

    /**
     * A disk operation failed. If the reason is {@link DiskFault#FULL}, it did not happen: the file is as it was, and takes
     * what is queued behind it. If it is {@link DiskFault#BROKEN}, an append, a truncation or a replacement may have taken
     * effect wholly, partly (a replacement never) or not; the operations queued behind it on that file fail too, and the file
     * takes nothing until the next boot, which shows what came of it.
     */
    record DiskFailed(long operation, DiskFault fault) implements Event {}

    /** Why a disk operation failed. */
    enum DiskFault {
        /** No room. The file is as it was; a later append may succeed. */
        FULL,
        /** Anything else: the device, the driver, the operating system. A failed sync is always this. */
        BROKEN
    }

    /**
     * The host's outside asks something of the node: an application of its client, an operator of a server.
     *
     * @param request a handle for {@link Effect.Reply}, good for this boot only
     * @param body immutable, of a type that the node documents
     */
    record Asked(long request, Object body) implements Event {}
}
