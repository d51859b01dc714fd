package kyoten.geo;

import io.vavr.Tuple2;
import io.vavr.collection.SortedMap;
import io.vavr.collection.SortedSet;
import io.vavr.collection.TreeMap;
import io.vavr.collection.TreeSet;
import io.vavr.control.Option;
import kyoten.causal.Dot;
import kyoten.causal.VersionVector;
import kyoten.gossip.Incarnation;
import kyoten.node.SiteId;
import kyoten.site.Store;

/**
 * From whom to take whose updates (rule X1): from the site that makes them while it is heard, else from whoever has more
 * of them than this site. So a site that is cut off from another gets its updates through a third, and one that was
 * restored gets its own earlier ones back.
 */
final class Sources {
    private Sources() {}

    /** The sites whose updates to take from each peer. */
    static SortedMap<Incarnation, SortedSet<SiteId>> choose(GeoTurn turn) {
        SortedMap<Incarnation, SortedSet<SiteId>> sources = TreeMap.empty();
        SortedMap<Incarnation, Peer> heard =
                turn.peers().filterValues(peer -> peer.isHeard(turn.now(), turn.silence()));
        for (SiteId site : turn.history().joined().keySet().map(Incarnation::site)) {
            for (Peer source : source(turn.store(), heard, site)) {
                Incarnation key = source.member().incarnation();
                sources = sources.put(
                        key, sources.get(key).getOrElse(TreeSet.empty()).add(site));
            }
        }
        return sources;
    }

    private static Option<Peer> source(Store store, SortedMap<Incarnation, Peer> heard, SiteId site) {
        Option<Peer> itself = heard.values()
                .find(peer -> peer.member().incarnation().site().equals(site))
                .toOption();
        return itself.orElse(() -> relay(store, heard, site));
    }

    /** One that has more, if possible the one that is asked already. */
    private static Option<Peer> relay(Store store, SortedMap<Incarnation, Peer> heard, SiteId site) {
        Option<Peer> best = Option.none();
        long most = 0;
        for (Peer peer : heard.values()) {
            long ahead = ahead(store, peer, site);
            if (ahead > 0 && peer.demand().exists(demand -> demand.sites().contains(site))) {
                return Option.some(peer);
            } else if (ahead > most) {
                best = Option.some(peer);
                most = ahead;
            }
        }
        return best;
    }

    /** How many updates of a site a peer has that this site has not. */
    static long ahead(Store store, Peer peer, SiteId site) {
        long ahead = 0;
        for (Tuple2<Integer, VersionVector> said : peer.reported().applied()) {
            VersionVector own = store.streams().get(said._1).applied();
            if (!own.covers(said._2)) {
                ahead += ahead(own, said._2.only(origin -> origin.site().equals(site)));
            }
        }
        return ahead;
    }

    private static long ahead(VersionVector own, VersionVector theirs) {
        long ahead = 0;
        for (Dot last : theirs.dots()) {
            ahead += Math.max(0, last.n() - own.get(last.origin()));
        }
        return ahead;
    }

    /** Whether a peer that feeds this site has something that it should have sent. */
    static boolean hasMore(GeoTurn turn, Peer peer) {
        Demand demand = peer.demand().get();
        return peer.reported()
                .applied()
                .exists(said -> !demand.behind().contains(said._1)
                        && !peer.diverged().contains(said._1)
                        && ahead(
                                        turn.store().streams().get(said._1).applied(),
                                        said._2.only(origin -> demand.sites().contains(origin.site())))
                                > 0);
    }
}
