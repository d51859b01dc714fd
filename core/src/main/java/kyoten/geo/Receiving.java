package kyoten.geo;

import io.vavr.control.Option;
import kyoten.geo.message.GeoEnvelope;
import kyoten.geo.message.NotLeader;
import kyoten.gossip.Incarnation;
import kyoten.node.NodeId;

/** Which messages of other sites count, and who deals with them. */
final class Receiving {
    private Receiving() {}

    static void onEnvelope(GeoTurn turn, NodeId from, GeoEnvelope message) {
        if (message.hasNotLeader()) {
            onNotLeader(turn, from, message.getNotLeader());
        } else if (turn.leadership().isEmpty()) {
            answerNotLeader(turn, from);
        } else if (message.hasJoin()) {
            Joins.onRequest(turn, from, message);
        } else if (message.hasJoinRefused()) {
            Joins.onRefused(turn, message.getJoinRefused());
        } else if (message.getCluster() != turn.server().cluster()) {
            turn.ignored("of another cluster");
        } else if (message.hasHistory()) {
            Gossip.onHistory(turn, from, message.getHistory());
        } else {
            onPeer(turn, from, message);
        }
    }

    private static void answerNotLeader(GeoTurn turn, NodeId from) {
        turn.send(
                from,
                GeoEnvelope.newBuilder().setNotLeader(NotLeader.newBuilder().setLeader(turn.leader())));
    }

    private static void onNotLeader(GeoTurn turn, NodeId from, NotLeader message) {
        if (turn.leadership().isEmpty()
                || message.getLeader().isEmpty()
                || message.getLeader().length() > 255) {
            turn.ignored("names no leader");
            return;
        }
        NodeId leader = new NodeId(message.getLeader());
        for (Peer peer : turn.peers().values()) {
            if (peer.contact().server().equals(from)
                    && peer.member().servers().addresses().containsKey(leader)) {
                // At once: by the next tick another server's turn may have come, and so for ever.
                Statuses.send(turn, peer.with(peer.contact().asking(leader)));
            }
        }
        Joins.onNotLeader(turn, from, leader);
    }

    private static void onPeer(GeoTurn turn, NodeId from, GeoEnvelope message) {
        Incarnation sender = new Incarnation(StreamTable.site(message.getSite()), message.getIncarnation());
        Option<Peer> peer = turn.peers().get(sender);
        if (peer.isEmpty()) {
            Gossip.tell(turn, from, message.getHistoryDigest());
            turn.ignored("not of a member");
        } else if (!turn.isMember()) {
            Gossip.tell(turn, from, message.getHistoryDigest());
            turn.ignored("this site has left");
        } else {
            Statuses.onHeard(turn, peer.get(), from, message);
            dispatch(turn, turn.peers().get(sender).get(), message);
        }
    }

    private static void dispatch(GeoTurn turn, Peer peer, GeoEnvelope message) {
        switch (message.getBodyCase()) {
            case STATUS -> Statuses.onStatus(turn, peer, message);
            case SUBSCRIBE -> Supplies.onSubscribe(turn, peer, message);
            case CREDIT -> Supplies.onCredit(turn, peer, message.getCredit());
            case BATCH -> Demands.onBatch(turn, peer, message.getBatch());
            case BEHIND -> Demands.onBehind(turn, peer, message.getBehind());
            case DIVERGED -> Demands.onDiverged(turn, peer, message.getDiverged());
            case COMPARE -> Trees.onCompare(turn, peer, message.getCompare());
            case FETCH -> Trees.onFetch(turn, peer, message.getFetch());
            case DIFFERENCES -> Exchanges.onDifferences(turn, peer, message.getDifferences());
            case FETCHED -> Exchanges.onFetched(turn, peer, message.getFetched());
            case HISTORY, JOIN, JOIN_REFUSED, NOT_LEADER, BODY_NOT_SET -> turn.ignored("of no known kind");
        }
    }
}
