package kyoten.scenario.catalogue;

import io.vavr.control.Option;
import kyoten.node.NodeId;
import kyoten.scenario.Administration;
import kyoten.site.message.AddLearner;
import kyoten.site.message.AdminReply;
import kyoten.site.message.AdminRequest;
import kyoten.site.message.Promote;
import kyoten.site.message.Remove;
import kyoten.site.message.Transfer;

/** What the operator of a site says to its servers. */
class StoreAdministration implements Administration {
    @Override
    public Object transfer(NodeId to) {
        return AdminRequest.newBuilder()
                .setTransfer(Transfer.newBuilder().setServer(to.name()))
                .build();
    }

    @Override
    public Object remove(NodeId server) {
        return AdminRequest.newBuilder()
                .setRemove(Remove.newBuilder().setServer(server.name()))
                .build();
    }

    @Override
    public Object addLearner(NodeId server) {
        return AdminRequest.newBuilder()
                .setAddLearner(AddLearner.newBuilder().setServer(server.name()))
                .build();
    }

    @Override
    public Object promote(NodeId server) {
        return AdminRequest.newBuilder()
                .setPromote(Promote.newBuilder().setServer(server.name()))
                .build();
    }

    @Override
    public boolean done(Object reply) {
        return ((AdminReply) reply).hasDone();
    }

    @Override
    public Option<NodeId> leader(Object reply) {
        AdminReply answer = (AdminReply) reply;
        return Option.when(
                answer.hasRefused() && !answer.getRefused().getLeader().isEmpty(),
                () -> new NodeId(answer.getRefused().getLeader()));
    }
}
