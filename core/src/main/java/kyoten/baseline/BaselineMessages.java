package kyoten.baseline;

import kyoten.baseline.message.Acknowledge;
import kyoten.baseline.message.Answer;
import kyoten.baseline.message.Feed;
import kyoten.baseline.message.Request;
import kyoten.baseline.message.Superseded;
import kyoten.wire.ProtoCodec;
import kyoten.wire.Registry;

/** The messages of this room. Whoever hosts its nodes gives {@link #REGISTRY} to the host. */
public final class BaselineMessages {

    /** All of them, with the numbers that stand for them on the wire. */
    public static final Registry REGISTRY = Registry.of(
            ProtoCodec.of(40, Request.getDefaultInstance()),
            ProtoCodec.of(41, Answer.getDefaultInstance()),
            ProtoCodec.of(42, Feed.getDefaultInstance()),
            ProtoCodec.of(43, Acknowledge.getDefaultInstance()),
            ProtoCodec.of(44, Superseded.getDefaultInstance()));

    private BaselineMessages() {}
}
