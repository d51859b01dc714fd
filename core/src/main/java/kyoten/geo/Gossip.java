package kyoten.geo;

import io.vavr.collection.Set;
import io.vavr.collection.Vector;
import kyoten.geo.message.GeoEnvelope;
import kyoten.gossip.History;
import kyoten.gossip.Incarnation;
import kyoten.gossip.Member;
import kyoten.gossip.message.HistoryPart;
import kyoten.node.NodeId;
import kyoten.node.SiteId;
import kyoten.site.message.Command;
import kyoten.site.message.MergeHistory;

/**
 * Spreads the history of the membership (rule X6). Whoever hears another digest than its own tells all that it knows; both
 * merge, so that both end up with the same. Sites that have left are told, too, again and again: that is how they learn it, and how
 * sites that declared each other gone, and so are no peers any more, come to agree which of them stays.
 */
final class Gossip {
    /** Every so many ticks one of those that left is told. */
    private static final int LEFT_EVERY = 10;

    private Gossip() {}

    static void onTick(GeoTurn turn) {
        Vector<Member> gone = gone(turn);
        if (turn.lead().ticks() % LEFT_EVERY == 0 && !gone.isEmpty()) {
            Member next = gone.get((int) (turn.lead().ticks() / LEFT_EVERY % gone.size()));
            next.servers().addresses().keySet().forEach(server -> send(turn, server));
        }
    }

    /** Those that left, but for whom another has taken the name: its own, or that of a member. */
    private static Vector<Member> gone(GeoTurn turn) {
        History history = turn.history();
        Set<SiteId> there = history.members()
                .keySet()
                .map(Incarnation::site)
                .add(turn.incarnation().site());
        return history.joined()
                .values()
                .toVector()
                .filter(member -> !there.contains(member.incarnation().site()));
    }

    /** Tells a peer the history if it knows another one, once a tick. */
    static void tell(GeoTurn turn, Peer peer, long digest) {
        if (digest != turn.history().digest()
                && peer.contact().historyAt() != turn.lead().ticks()) {
            turn.set(peer.with(peer.contact().sentHistory(turn.lead().ticks())));
            send(turn, peer.contact().server());
        }
    }

    /** Tells a server the history if its site knows another one. */
    static void tell(GeoTurn turn, NodeId server, long digest) {
        if (digest != turn.history().digest()) {
            send(turn, server);
        }
    }

    static void send(GeoTurn turn, NodeId server) {
        turn.send(server, GeoEnvelope.newBuilder().setHistory(turn.history().toMessage()));
    }

    static void onHistory(GeoTurn turn, NodeId from, HistoryPart message) {
        History theirs = History.of(message);
        if (!theirs.joined().containsKey(turn.incarnation())) {
            turn.ignored("a history that does not know this site");
            return;
        }
        History merged = turn.history().merge(theirs);
        if (!merged.equals(turn.history())) {
            propose(turn, merged);
        } else if (theirs.equals(merged)) {
            turn.ignored("nothing new in the history of " + from);
        } else {
            send(turn, from); // maybe of a member that this site has put out and is no peer of: nobody else would tell
        }
    }

    /** Puts a history into the log, where it is merged with what is there by then. */
    static void propose(GeoTurn turn, History history) {
        turn.propose(
                Command.newBuilder().setMergeHistory(MergeHistory.newBuilder().setHistory(history.toMessage())));
    }
}
