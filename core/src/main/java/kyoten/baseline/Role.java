package kyoten.baseline;

import com.google.protobuf.ByteString;
import kyoten.baseline.message.Opening;
import kyoten.node.NodeId;

/** What a server does at the moment. */
sealed interface Role permits Role.Starting, Role.Halted, Role.Retired, Slave, Master {

    /**
     * It has written down that it has booted, and waits until that is safe.
     *
     * @param operation of the disk that it waits for
     * @param opening the stream that it followed
     * @param records how many records of it are on its disk
     */
    record Starting(long operation, Opening opening, long records) implements Role {}

    /** Its disk has failed: it does nothing more before it is started anew. */
    record Halted() implements Role {}

    /**
     * It was the master and has heard that another one is.
     *
     * @param newer the configuration that it heard of
     */
    record Retired(Configuration newer) implements Role {}

    /**
     * How far a slave is.
     *
     * @param acknowledged how many records of the stream it has
     * @param sent how many it was sent
     * @param round that it has answered
     */
    record Progress(long acknowledged, long sent, long round) {
        static final Progress NONE = new Progress(0, 0, 0);
    }

    /** A get that waits until all slaves have answered a round. */
    record Read(NodeId client, long session, long number, ByteString key, long round) {

        boolean isOfTheSameRequest(Read other) {
            return client.equals(other.client) && session == other.session && number == other.number;
        }
    }

    /**
     * An operation of the disk after which so many records of the stream are safe. There is one at a time: what arrives meanwhile
     * shares the next one.
     */
    record Syncing(long operation, long records) {}

    /**
     * An order that is being written down.
     *
     * @param request of the operator
     * @param operation of the disk
     */
    record Naming(long request, long operation) {}
}
