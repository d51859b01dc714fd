package kyoten.geo;

import io.vavr.collection.Vector;
import kyoten.node.Effect;
import kyoten.node.NodeId;

/** What a leader does again and again: it reports, asks again where nothing came, and collects. */
final class Ticks {
    /** Every so many ticks it looks what can be collected. */
    private static final int COLLECT_EVERY = 5;

    private Ticks() {}

    static void onTick(GeoTurn turn) {
        if (turn.leadership().isEmpty()) {
            turn.ignored("not a leader");
            return;
        }
        turn.add(new Effect.SetTimer(
                GeoServer.TICK, turn.server().options().timing().tick().toNanos()));
        turn.set(turn.lead().ticked());
        turn.peers().values().forEach(peer -> turn.set(reached(turn, peer)));
        Statuses.send(turn);
        Gossip.onTick(turn);
        Demands.upkeep(turn);
        Exchanges.onTick(turn);
        Trees.onTick(turn);
        Desk.onTick(turn);
        if (turn.lead().ticks() % COLLECT_EVERY == 0) {
            Collection.collect(turn);
        }
    }

    /** Of a site that says nothing another server may have come to lead. */
    private static Peer reached(GeoTurn turn, Peer peer) {
        if (turn.now() - peer.contact().heardAt() <= turn.silence() / 2) {
            return peer;
        }
        Vector<NodeId> servers =
                Vector.ofAll(peer.member().servers().addresses().keySet());
        int next = (servers.indexOf(peer.contact().server()) + 1) % servers.size();
        return peer.with(peer.contact().asking(servers.get(next)));
    }
}
