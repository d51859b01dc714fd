package kyoten.geo;

import io.vavr.collection.SortedSet;
import io.vavr.collection.TreeSet;
import io.vavr.collection.Vector;
import kyoten.geo.message.Behind;
import kyoten.geo.message.Credit;
import kyoten.geo.message.GeoEnvelope;
import kyoten.geo.message.Subscribe;
import kyoten.node.SiteId;
import kyoten.site.StreamState;
import kyoten.site.Streams;

/**
 * The near end of the feeds (rule X1): sends other sites what they asked for, as it is committed, in the order of each
 * origin, as far as their credit goes.
 */
final class Supplies {
    private Supplies() {}

    static void onSubscribe(GeoTurn turn, Peer peer, GeoEnvelope message) {
        Subscribe subscribe = message.getSubscribe();
        SortedSet<SiteId> sites = TreeSet.empty();
        for (String site : subscribe.getSitesList()) {
            sites = sites.add(StreamTable.site(site));
        }
        turn.set(peer.with(Supply.begun(
                subscribe.getNumber(),
                new Supply.Wish(sites, peer.member().incarnation().site(), message.getEpoch()),
                StreamTable.vectors(subscribe.getCursors()),
                TreeSet.rangeClosed(0, Streams.COUNT - 1).removeAll(subscribe.getRefusedList()),
                Math.max(1, subscribe.getCredit()))));
    }

    static void onCredit(GeoTurn turn, Peer peer, Credit credit) {
        if (!peer.supply().exists(supply -> supply.number() == credit.getNumber())) {
            turn.ignored("credit of another subscription");
            return;
        }
        turn.set(peer.with(peer.supply().get().credited(credit.getSequence())));
    }

    /** Notes in which streams there is more than before. */
    static void onStore(GeoTurn turn) {
        Vector<StreamState> before = turn.before().streams();
        Vector<StreamState> after = turn.store().streams();
        if (before == after || !turn.peers().exists(entry -> entry._2.supply().isDefined())) {
            return;
        }
        SortedSet<Integer> changed = TreeSet.empty();
        for (int i = 0; i < after.size(); i++) {
            if (after.get(i).applied() != before.get(i).applied()) {
                changed = changed.add(i);
            }
        }
        for (Peer peer : turn.peers().values()) {
            for (Supply supply : peer.supply()) {
                turn.set(peer.with(supply.due(supply.due().addAll(changed.filter(supply.served()::contains)))));
            }
        }
    }

    /** Sends what is due, at the end of each step. */
    static void pump(GeoTurn turn) {
        if (!turn.isMember()) {
            return;
        }
        for (Peer peer : turn.peers().values()) {
            for (Supply supply : peer.supply()) {
                if (!supply.due().isEmpty() && supply.hasCredit()) {
                    turn.set(peer.with(pumped(turn, peer, supply)));
                }
            }
        }
    }

    private static Supply pumped(GeoTurn turn, Peer peer, Supply before) {
        Supply supply = before;
        while (!supply.due().isEmpty() && supply.hasCredit()) {
            BatchFiller filler = new BatchFiller(
                    turn.store(), supply, turn.server().options().sizes().batch());
            supply = filler.fill();
            if (filler.isEmpty()) {
                continue;
            }
            turn.send(peer, GeoEnvelope.newBuilder().setBatch(filler.batch()));
        }
        if (supply.served().size() < before.served().size()) {
            SortedSet<Integer> behind = before.served().removeAll(supply.served());
            turn.send(
                    peer,
                    GeoEnvelope.newBuilder()
                            .setBehind(Behind.newBuilder()
                                    .setNumber(supply.number())
                                    .addAllStreams(behind)));
        }
        return supply;
    }
}
