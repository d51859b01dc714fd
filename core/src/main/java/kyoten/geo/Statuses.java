package kyoten.geo;

import io.vavr.collection.SortedMap;
import io.vavr.collection.TreeMap;
import io.vavr.collection.Vector;
import io.vavr.control.Option;
import kyoten.causal.VersionVector;
import kyoten.geo.message.GeoEnvelope;
import kyoten.geo.message.Status;
import kyoten.node.NodeId;
import kyoten.site.StreamState;

/** What sites tell each other of themselves: how far they have got, and that they are there. */
final class Statuses {
    /** Every so many ticks a site tells all of it, since a message may have been lost. */
    private static final int ALL_EVERY = 10;

    private Statuses() {}

    /** Reports to all peers. */
    static void send(GeoTurn turn) {
        turn.peers().values().forEach(peer -> send(turn, peer));
    }

    /** Reports to a peer. */
    static void send(GeoTurn turn, Peer peer) {
        Vector<StreamState> streams = turn.store().streams();
        boolean all = peer.told().isEmpty() || turn.lead().ticks() % ALL_EVERY == 0;
        Status.Builder status = Status.newBuilder()
                .setApplied(StreamTable.message(
                        all ? applied(streams) : changed(streams, peer.told().get())))
                .setComplete(all)
                .setWall(turn.env().wall())
                .setFeeding(peer.supply().map(Supply::number).getOrElse(0L))
                .setAsking(Exchanges.asking(turn, peer))
                .setHeardAsking(peer.reported().asking());
        turn.send(peer, GeoEnvelope.newBuilder().setStatus(status));
        turn.set(peer.told(peer.contact().heard() ? Option.some(streams) : Option.none()));
    }

    /** What a site has applied, by stream; without the streams in which there is nothing. */
    static SortedMap<Integer, VersionVector> applied(Vector<StreamState> streams) {
        SortedMap<Integer, VersionVector> applied = TreeMap.empty();
        int number = 0;
        for (StreamState stream : streams) {
            if (!stream.applied().isEmpty()) {
                applied = applied.put(number, stream.applied());
            }
            number++;
        }
        return applied;
    }

    private static SortedMap<Integer, VersionVector> changed(Vector<StreamState> streams, Vector<StreamState> told) {
        SortedMap<Integer, VersionVector> changed = TreeMap.empty();
        if (streams == told) {
            return changed;
        }
        for (int i = 0; i < streams.size(); i++) {
            if (streams.get(i).applied() != told.get(i).applied()) {
                changed = changed.put(i, streams.get(i).applied());
            }
        }
        return changed;
    }

    /** A peer said anything at all. */
    static void onHeard(GeoTurn turn, Peer peer, NodeId from, GeoEnvelope message) {
        boolean isNewLeader = peer.contact().tenure() != message.getTenure();
        Peer heard = peer.with(peer.contact().heard(from, message.getTenure(), turn.now()));
        if (message.getEpoch() != peer.reported().epoch()) {
            heard = heard.with(new Peer.Reported(message.getEpoch(), 0, TreeMap.empty(), false, 0, 0));
        }
        turn.set(isNewLeader ? heard.told(Option.none()).with(Option.<Demand>none()) : heard);
        Gossip.tell(turn, turn.peers().get(peer.member().incarnation()).get(), message.getHistoryDigest());
        if (isNewLeader) {
            Demands.upkeep(turn);
        }
    }

    static void onStatus(GeoTurn turn, Peer peer, GeoEnvelope message) {
        Status status = message.getStatus();
        SortedMap<Integer, VersionVector> said = StreamTable.vectors(status.getApplied());
        SortedMap<Integer, VersionVector> known =
                status.getComplete() ? said : peer.reported().applied().merge(said, (old, young) -> young);
        Peer.Reported reported = new Peer.Reported(
                message.getEpoch(),
                message.getMembersDigest(),
                known,
                status.getComplete() || peer.reported().complete(),
                status.getFeeding(),
                status.getAsking());
        turn.set(peer.with(reported).with(peer.contact().with(new Peer.Clock(status.getWall(), turn.now()))));
        Exchanges.onHeardAsking(turn, peer, status.getHeardAsking());
    }
}
