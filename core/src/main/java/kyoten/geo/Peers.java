package kyoten.geo;

import io.vavr.collection.SortedMap;
import io.vavr.collection.TreeMap;
import io.vavr.control.Option;
import kyoten.gossip.Incarnation;
import kyoten.gossip.Member;

/** Keeps a leader's peers the members of the history, without the site itself. */
final class Peers {
    private Peers() {}

    /** The store has changed, or the leader is new. */
    static void follow(GeoTurn turn) {
        if (turn.history() != turn.before().standing().history() || turn.peers().isEmpty()) {
            turn.set(turn.lead().with(peers(turn)));
        }
        if (turn.store().epochs().current() != turn.before().epochs().current()) {
            turn.peers().values().forEach(peer -> turn.set(peer.with(Option.<Demand>none())));
        }
    }

    private static SortedMap<Incarnation, Peer> peers(GeoTurn turn) {
        SortedMap<Incarnation, Peer> peers = TreeMap.empty();
        for (Member member : turn.history().members().values()) {
            if (!member.incarnation().equals(turn.incarnation())) {
                Option<Peer> known = turn.peers().get(member.incarnation());
                peers = peers.put(
                        member.incarnation(),
                        known.map(peer -> peer.with(member)).getOrElse(() -> Peer.of(member, turn.now())));
            }
        }
        return peers;
    }
}
