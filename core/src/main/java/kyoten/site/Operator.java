package kyoten.site;

import kyoten.node.Effect;
import kyoten.node.NodeId;
import kyoten.site.message.AdminReply;
import kyoten.site.message.AdminRequest;

/** Where the answer to an operator goes. */
public sealed interface Operator {

    /** The effect that brings an answer there. */
    Effect answer(AdminReply.Builder reply);

    /** The operator asked through the host of this server. */
    static Operator here(long handle, AdminRequest request) {
        return new Here(handle, request.getNumber());
    }

    /** The operator sent a message. */
    static Operator at(NodeId node, AdminRequest request) {
        return new There(node, request.getNumber());
    }

    /** Through the host. */
    record Here(long handle, long number) implements Operator {
        @Override
        public Effect answer(AdminReply.Builder reply) {
            return new Effect.Reply(handle, reply.setNumber(number).build());
        }
    }

    /** By message. */
    record There(NodeId node, long number) implements Operator {
        @Override
        public Effect answer(AdminReply.Builder reply) {
            return new Effect.Send(node, reply.setNumber(number).build());
        }
    }
}
