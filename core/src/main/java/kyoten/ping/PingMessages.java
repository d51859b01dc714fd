package kyoten.ping;

import kyoten.wire.ProtoCodec;
import kyoten.wire.Registry;

/** The messages of this room. Whoever hosts its nodes gives {@link #REGISTRY} to the host. */
public final class PingMessages {

    /** Ping and pong, with the numbers that stand for them on the wire. */
    public static final Registry REGISTRY =
            Registry.of(ProtoCodec.of(1, Ping.getDefaultInstance()), ProtoCodec.of(2, Pong.getDefaultInstance()));

    private PingMessages() {}
}
