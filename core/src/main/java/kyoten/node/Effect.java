package kyoten.node;

import com.google.protobuf.ByteString;
import io.vavr.collection.Seq;

/**
 * What a node can ask of its host. A disk operation carries a number of the node's choice, unique within the boot; it
 * ends in {@link Event.DiskDone} or {@link Event.DiskFailed} with the same number, or in a crash.
 */
public sealed interface Effect {

    /**
     * Sends a message; to oneself, too, through the network.
     *
     * @param message immutable, of a type in the host's registry
     */
    record Send(NodeId to, Object message) implements Effect {}

    /**
     * Sets a timer, or sets it anew.
     *
     * @param timer the timer's name
     * @param delayNanos from {@link Env#now()} on, at least 0
     */
    record SetTimer(String timer, long delayNanos) implements Effect {}

    /** Cancels a timer: it does not fire after this. No error if it is not set. */
    record CancelTimer(String timer) implements Effect {}

    /** An operation on one of the node's files. */
    sealed interface DiskOperation extends Effect {
        long operation();

        FileName file();
    }

    /** Appends a record to a log. Not durable before a later {@link Sync} of the log is done. */
    record Append(long operation, FileName file, ByteString bytes) implements DiskOperation {}

    /** Makes durable what was issued on the file before it. */
    record Sync(long operation, FileName file) implements DiskOperation {}

    /**
     * Cuts a log after its first records, damaged places counted as one each. Durable when a later {@link Sync} is done,
     * and at the latest before the next append is written: a torn record must not show an old one behind it.
     *
     * @param records how many records stay, at most as many as there are
     */
    record Truncate(long operation, FileName file, long records) implements DiskOperation {}

    /**
     * Replaces a whole file, atomically; durable once it is reported done.
     *
     * @param parts the records of a log, or what makes up a bulk file, one after the other; none leaves an empty file
     */
    record Replace(long operation, FileName file, Seq<ByteString> parts) implements DiskOperation {}

    /**
     * Reads a part of a bulk file; what is beyond its end is left out.
     *
     * @param offset in bytes
     * @param length in bytes
     */
    record Read(long operation, FileName file, long offset, int length) implements DiskOperation {}

    /** Answers a request of {@link Event.Asked}, at most once each. */
    record Reply(long request, Object body) implements Effect {}

    /**
     * Tells the host where a node listens that it may not know: one of another site, say, that joined while this one ran. A
     * host that knows all nodes does nothing.
     *
     * @param address as {@code host:port}, the host an IP address
     */
    record Meet(NodeId node, String address) implements Effect {}

    /**
     * Marks a moment for traces and for faults that strike at a mark. Changes nothing.
     *
     * @param mark a constant: "became-leader"
     * @param detail what else a reader wants to know: "term 7"
     */
    record Note(String mark, String detail) implements Effect {}
}
