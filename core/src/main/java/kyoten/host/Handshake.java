package kyoten.host;

import kyoten.host.message.Hello;
import kyoten.host.message.Refusal;
import kyoten.host.message.Welcome;
import kyoten.node.NodeId;
import kyoten.wire.Frames;
import kyoten.wire.MalformedException;
import kyoten.wire.ProtoCodec;
import kyoten.wire.Registry;

/** The first frame of each direction of a connection: a hello from who calls, a welcome or a refusal from who is called. */
final class Handshake {
    private static final int VERSION = 1;
    private static final int PRINTABLE_LENGTH = 100;

    private static final Registry REGISTRY = Registry.of(
            ProtoCodec.of(65_001, Hello.getDefaultInstance()),
            ProtoCodec.of(65_002, Welcome.getDefaultInstance()),
            ProtoCodec.of(65_003, Refusal.getDefaultInstance()));

    private static final Frames FRAMES = new Frames(Frames.LIMIT);

    private Handshake() {}

    /** The frame that calls a node. */
    static byte[] hello(String cluster, NodeId from, NodeId to) {
        return frame(Hello.newBuilder()
                .setVersion(VERSION)
                .setCluster(cluster)
                .setFrom(from.name())
                .setTo(to.name())
                .build());
    }

    static byte[] welcome() {
        return frame(Welcome.getDefaultInstance());
    }

    static byte[] refusal(String reason) {
        return frame(Refusal.newBuilder().setReason(reason).build());
    }

    private static byte[] frame(Object message) {
        return FRAMES.frame(REGISTRY.encode(message));
    }

    /**
     * Reads who calls.
     *
     * @throws RefusedException if the caller is at the wrong place; its message is meant for the caller, too
     * @throws MalformedException if this is no hello
     */
    static NodeId readHello(byte[] payload, String cluster, NodeId self) throws RefusedException {
        if (!(REGISTRY.decode(payload) instanceof Hello hello)) {
            throw new MalformedException("the first frame is not a hello");
        }
        if (hello.getVersion() != VERSION) {
            throw new RefusedException("this node speaks version " + VERSION + ", not " + hello.getVersion());
        }
        if (!hello.getCluster().equals(cluster)) {
            throw new RefusedException("this node belongs to the cluster \"" + cluster + "\", not to \""
                    + printable(hello.getCluster()) + '"');
        }
        if (!hello.getTo().equals(self.name())) {
            throw new RefusedException("this node is " + self + ", not " + printable(hello.getTo()));
        }
        try {
            return new NodeId(hello.getFrom());
        } catch (IllegalArgumentException e) {
            throw new MalformedException("a hello", e);
        }
    }

    /**
     * Reads whether the call was taken.
     *
     * @throws RefusedException if it wasn't
     * @throws MalformedException if this is neither a welcome nor a refusal
     */
    static void readAnswer(byte[] payload) throws RefusedException {
        Object answer = REGISTRY.decode(payload);
        if (answer instanceof Refusal refusal) {
            throw new RefusedException(printable(refusal.getReason()));
        }
        if (!(answer instanceof Welcome)) {
            throw new MalformedException("the first frame is not an answer to a hello");
        }
    }

    /** Text of a stranger, such that it can't forge lines of a log. */
    static String printable(String text) {
        String line = text.replaceAll("[\\p{Cntrl}\\p{Co}\\p{Cs}]", "?");
        return line.length() <= PRINTABLE_LENGTH ? line : line.substring(0, PRINTABLE_LENGTH) + "…";
    }

    /** The called node won't talk to the caller, and says why. */
    static final class RefusedException extends Exception {
        private static final long serialVersionUID = 1L;

        RefusedException(String reason) {
            super(reason);
        }
    }
}
