package kyoten.site;

import kyoten.raft.Raft;
import kyoten.raft.RaftEnvelope;
import kyoten.site.message.AdminReply;
import kyoten.site.message.AdminRequest;
import kyoten.site.message.ClientReply;
import kyoten.site.message.ClientRequest;
import kyoten.wire.ProtoCodec;
import kyoten.wire.Registry;

/** The messages of a site. Whoever hosts its servers and clients gives {@link #REGISTRY} to the host. */
public final class SiteMessages {

    /** What clients, operators and servers say, with the numbers that stand for them on the wire. */
    public static final Registry REGISTRY = Registry.of(
            ProtoCodec.of(Raft.ENVELOPE_NUMBER, RaftEnvelope.getDefaultInstance()),
            ProtoCodec.of(20, ClientRequest.getDefaultInstance()),
            ProtoCodec.of(21, ClientReply.getDefaultInstance()),
            ProtoCodec.of(22, AdminRequest.getDefaultInstance()),
            ProtoCodec.of(23, AdminReply.getDefaultInstance()));

    private SiteMessages() {}
}
