package kyoten.site;

import kyoten.node.NodeId;
import kyoten.raft.Configuration.Member;
import kyoten.raft.RaftState;
import kyoten.site.SiteState.AdminWaiting;
import kyoten.site.SiteState.Tenure;
import kyoten.site.message.AdminDone;
import kyoten.site.message.AdminRefused;
import kyoten.site.message.AdminReply;
import kyoten.site.message.AdminRequest;
import kyoten.site.message.AdminUnknown;
import kyoten.site.message.ServerStatus;

/** What a server does with the requests of operators. */
public final class AdminDesk {
    private AdminDesk() {}

    static void onRequest(SiteTurn turn, Operator operator, AdminRequest request) {
        if (request.hasStatus()) {
            turn.add(operator.answer(AdminReply.newBuilder().setStatus(status(turn))));
        } else if (server(request).isEmpty() || server(request).length() > 255) {
            turn.add(operator.answer(refused("the request names no server", "")));
        } else if (!turn.raft().isLeader()) {
            turn.add(operator.answer(notLeading(turn.leader())));
        } else {
            carryOut(turn, operator, request, new NodeId(server(request)));
        }
    }

    private static String server(AdminRequest request) {
        return switch (request.getBodyCase()) {
            case TRANSFER -> request.getTransfer().getServer();
            case ADD_LEARNER -> request.getAddLearner().getServer();
            case PROMOTE -> request.getPromote().getServer();
            case REMOVE -> request.getRemove().getServer();
            default -> "";
        };
    }

    private static void carryOut(SiteTurn turn, Operator operator, AdminRequest request, NodeId server) {
        var raft = turn.server().raft();
        if (request.hasTransfer()) {
            turn.absorb(raft.transfer(turn.raft(), server, turn.env()));
            turn.add(operator.answer(done())); // that it was asked; who leads is seen in the status
            return;
        }
        long ticket = turn.ticket(new AdminWaiting(operator));
        RaftState<Store> state = turn.raft();
        turn.absorb(
                switch (request.getBodyCase()) {
                    case ADD_LEARNER -> raft.addLearner(state, server, ticket, turn.env());
                    case PROMOTE -> raft.promote(state, server, ticket, turn.env());
                    case REMOVE -> raft.remove(state, server, ticket, turn.env());
                    default -> throw new IllegalArgumentException("unknown request " + request);
                });
    }

    static AdminReply.Builder done() {
        return AdminReply.newBuilder().setDone(AdminDone.getDefaultInstance());
    }

    static AdminReply.Builder unknown() {
        return AdminReply.newBuilder().setUnknown(AdminUnknown.getDefaultInstance());
    }

    /** Another server may do it. */
    public static AdminReply.Builder notLeading(String leader) {
        return AdminReply.newBuilder()
                .setRefused(AdminRefused.newBuilder()
                        .setReason("this server does not lead")
                        .setLeader(leader)
                        .setNotLeading(true));
    }

    static AdminReply.Builder refused(String reason, String leader) {
        return AdminReply.newBuilder()
                .setRefused(AdminRefused.newBuilder().setReason(reason).setLeader(leader));
    }

    private static ServerStatus status(SiteTurn turn) {
        RaftState<Store> raft = turn.raft();
        ServerStatus.Builder status = ServerStatus.newBuilder()
                .setServer(turn.server().options().self().name())
                .setRole(role(raft))
                .setTerm(raft.term())
                .setLeader(turn.leader())
                .setCommitIndex(raft.commitIndex())
                .setLastIndex(raft.lastIndex())
                .setEpoch(turn.store().epochs().current())
                .setKeys(turn.store().keys().size())
                .setSessions(turn.store().sessions().size())
                .setAcceptsWrites(turn.tenure().exists(Tenure::isSettled) && !raft.isFull());
        for (Member member : raft.configuration().members()) {
            if (member.voter()) {
                status.addVoters(member.node().name());
            } else {
                status.addLearners(member.node().name());
            }
        }
        return status.build();
    }

    private static String role(RaftState<Store> raft) {
        if (raft.isLoading()) {
            return "loading";
        } else if (raft.isEnded()) {
            return "ended";
        } else if (raft.isLeader()) {
            return "leader";
        }
        return raft.isDoubtful() ? "doubtful" : "follower";
    }
}
