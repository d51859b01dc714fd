package kyoten.geo;

import io.vavr.collection.Queue;
import io.vavr.collection.SortedMap;
import io.vavr.collection.SortedSet;
import io.vavr.collection.TreeSet;
import io.vavr.collection.Vector;
import io.vavr.control.Option;
import kyoten.causal.Dot;
import kyoten.causal.Origin;
import kyoten.causal.VersionVector;
import kyoten.geo.Demand.Arriving;
import kyoten.geo.Demand.End;
import kyoten.geo.message.Batch;
import kyoten.geo.message.Behind;
import kyoten.geo.message.Credit;
import kyoten.geo.message.Diverged;
import kyoten.geo.message.GeoEnvelope;
import kyoten.geo.message.Subscribe;
import kyoten.gossip.Incarnation;
import kyoten.node.Effect;
import kyoten.node.SiteId;
import kyoten.site.OriginLog;
import kyoten.site.StreamState;
import kyoten.site.message.Arrivals;
import kyoten.site.message.Arrive;
import kyoten.site.message.Command;

/**
 * The far end of the feeds (rule X1): asks other sites for updates, from what this site has committed on, puts what comes
 * into the log, and gives credit for it once it is committed. What does not come is asked for again, after a time that grows:
 * on a slow or narrow route it may still be on its way, and asking again makes that longer.
 */
final class Demands {
    /** So many batches that came before their turn are kept. */
    private static final int EARLY = 64;

    /** The patience with a subscription of which nothing comes is doubled each time, up to so many silences. */
    private static final int MOST_PATIENCE = 16;

    private Demands() {}

    /** Subscribes where it should be, and where nothing comes of a subscription. */
    static void upkeep(GeoTurn turn) {
        if (!turn.isMember()) {
            return;
        }
        SortedMap<Incarnation, SortedSet<SiteId>> sources = Sources.choose(turn);
        for (Peer peer : turn.peers().values()) {
            SortedSet<SiteId> sites = sources.get(peer.member().incarnation()).getOrElse(TreeSet.empty());
            if (sites.isEmpty()) {
                turn.set(peer.with(Option.<Demand>none()));
            } else if (!peer.demand().exists(demand -> demand.sites().equals(sites))) {
                subscribe(turn, peer, sites);
            } else if (isStuck(turn, peer)) {
                long patience = 2 * peer.demand().get().patience();
                subscribe(turn, peer, sites, Math.min(patience, MOST_PATIENCE * turn.silence()));
            }
        }
    }

    private static boolean isStuck(GeoTurn turn, Peer peer) {
        Demand demand = peer.demand().get();
        return turn.now() - demand.movedAt() > demand.patience()
                && (peer.reported().feeding() != demand.number() || Sources.hasMore(turn, peer));
    }

    /** Asks a peer anew, from what is committed on. */
    static void subscribe(GeoTurn turn, Peer peer, SortedSet<SiteId> sites) {
        subscribe(turn, peer, sites, turn.silence());
    }

    private static void subscribe(GeoTurn turn, Peer peer, SortedSet<SiteId> sites, long patience) {
        Demand demand = Demand.begun(turn.draw(), sites, turn.now(), patience);
        SortedMap<Integer, VersionVector> cursors =
                StreamTable.only(Statuses.applied(turn.store().streams()), origin -> sites.contains(origin.site()));
        Subscribe.Builder subscribe = Subscribe.newBuilder()
                .setNumber(demand.number())
                .addAllSites(sites.map(SiteId::name))
                .setCursors(StreamTable.message(cursors))
                .setCredit(turn.server().options().sizes().credit())
                .addAllRefused(peer.diverged());
        turn.set(peer.with(Option.some(demand)));
        turn.add(new Effect.Note(Marks.FEED_ASKED, "at " + peer.member().incarnation()));
        turn.send(peer, GeoEnvelope.newBuilder().setSubscribe(subscribe));
    }

    static void onBatch(GeoTurn turn, Peer peer, Batch batch) {
        if (!peer.demand().exists(demand -> demand.number() == batch.getNumber())) {
            taken(turn, peer, batch); // of a former subscription: what it brings is as good
            return;
        }
        Demand demand = peer.demand().get();
        if (batch.getSequence() <= demand.received() || demand.early().size() >= EARLY) {
            turn.ignored("batch that is here, or far too early");
            return;
        }
        demand = demand.early(batch);
        Option<Batch> next = demand.early().get(demand.received() + 1);
        while (next.isDefined()) {
            demand = demand.behind(compared(turn, next.get())).received(taken(turn, peer, next.get()), turn.now());
            next = demand.early().get(demand.received() + 1);
        }
        turn.set(turn.peers().get(peer.member().incarnation()).get().with(Option.some(demand)));
    }

    /**
     * The streams of a batch of which nothing is taken, for a comparison of trees is under way: what came in between would
     * make it void. They are asked for again when it is over.
     */
    private static Vector<Integer> compared(GeoTurn turn, Batch batch) {
        return Vector.ofAll(batch.getRunsList())
                .map(run -> StreamTable.stream(run.getStream()))
                .filter(stream -> Exchanges.compares(turn, stream));
    }

    /** Puts what is new of a batch into the log, in one entry. */
    private static Arriving taken(GeoTurn turn, Peer peer, Batch batch) {
        Vector<End> ends = Vector.empty();
        Arrivals.Builder arrivals = Arrivals.newBuilder();
        for (Arrive run : batch.getRunsList()) {
            Origin origin = new Origin(StreamTable.site(run.getSite()), run.getEpoch());
            int stream = StreamTable.stream(run.getStream());
            Runs.check(run);
            Dot last = new Dot(origin, run.getFirstN() + run.getUpdatesCount() - 1);
            if (turn.store().streams().get(stream).applied().covers(last)) {
                turn.ignored("updates that are here");
            } else if (Exchanges.compares(turn, stream)) {
                turn.ignored("a stream that is being compared");
            } else if (isDiverged(turn, stream, origin, run)) {
                diverge(turn, peer, stream, origin, run.getFirstN());
            } else {
                arrivals.addRuns(run);
            }
            ends = ends.append(new End(stream, last));
        }
        if (arrivals.getRunsCount() > 0) {
            turn.proposeSoon(Command.newBuilder().setArrivals(arrivals));
        }
        return new Arriving(batch.getSequence(), ends);
    }

    /** Whether a run goes on where this site is, and does not go on from what this site has. */
    private static boolean isDiverged(GeoTurn turn, int stream, Origin origin, Arrive run) {
        Option<OriginLog> log = turn.store().streams().get(stream).logs().get(origin);
        return log.exists(own -> own.last() + 1 == run.getFirstN() && own.hash() != run.getHashBefore());
    }

    private static void diverge(GeoTurn turn, Peer peer, int stream, Origin origin, long n) {
        mark(turn, peer, stream, origin + ":" + n);
        turn.send(
                peer,
                GeoEnvelope.newBuilder()
                        .setDiverged(Diverged.newBuilder()
                                .setStream(stream)
                                .setOrigin(StreamTable.part(origin))
                                .setN(n)));
    }

    /** The other side found that one name stands for two updates. */
    static void onDiverged(GeoTurn turn, Peer peer, Diverged message) {
        Origin origin = new Origin(
                StreamTable.site(message.getOrigin().getSite()),
                message.getOrigin().getEpoch());
        mark(turn, peer, StreamTable.stream(message.getStream()), origin + ":" + message.getN());
    }

    private static void mark(GeoTurn turn, Peer peer, int stream, String dot) {
        turn.set(turn.peers().get(peer.member().incarnation()).get().diverging(stream));
        turn.add(new Effect.Note(
                Marks.STREAMS_DIVERGED,
                "stream " + stream + " at " + dot + ", from " + peer.member().incarnation()));
    }

    static void onBehind(GeoTurn turn, Peer peer, Behind message) {
        if (!peer.demand().exists(demand -> demand.number() == message.getNumber())) {
            turn.ignored("of another subscription");
            return;
        }
        Vector<Integer> streams = Vector.ofAll(message.getStreamsList()).map(StreamTable::stream);
        turn.set(peer.with(peer.demand().map(demand -> demand.behind(streams))));
        Exchanges.beginIfIdle(turn);
    }

    /** Gives credit for what has been committed. */
    static void onStore(GeoTurn turn) {
        Vector<StreamState> streams = turn.store().streams();
        for (Peer peer : turn.peers().values()) {
            for (Demand demand : peer.demand()) {
                Queue<Arriving> left = demand.arriving().dropWhile(batch -> isThere(streams, batch));
                if (left.size() < demand.arriving().size()) {
                    long sequence =
                            left.isEmpty() ? demand.received() : left.head().sequence() - 1;
                    turn.set(peer.with(Option.some(demand.left(left, turn.now()))));
                    turn.send(
                            peer,
                            GeoEnvelope.newBuilder()
                                    .setCredit(Credit.newBuilder()
                                            .setNumber(demand.number())
                                            .setSequence(sequence)));
                }
            }
        }
    }

    private static boolean isThere(Vector<StreamState> streams, Arriving batch) {
        return batch.ends().forAll(end -> streams.get(end.stream()).applied().covers(end.dot()));
    }
}
