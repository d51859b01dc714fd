package kyoten.geo;

import io.vavr.collection.Queue;
import io.vavr.collection.SortedMap;
import io.vavr.collection.SortedSet;
import io.vavr.collection.TreeMap;
import io.vavr.collection.TreeSet;
import io.vavr.collection.Vector;
import kyoten.causal.Dot;
import kyoten.geo.message.Batch;
import kyoten.node.SiteId;

/**
 * The far end of a feed: what this site asked another for, and what has come of it.
 *
 * @param number of the subscription
 * @param sites whose updates were asked for
 * @param movedAt when it was asked, or something last came of it, by {@code Env.now()}
 * @param patience after which it is asked for anew if nothing comes, in nanoseconds
 * @param received the last batch that came in order
 * @param early batches that came before their turn
 * @param arriving batches that are in the log, not committed
 * @param behind streams that the other's log can't bring up: trees must be compared
 */
record Demand(
        long number,
        SortedSet<SiteId> sites,
        long movedAt,
        long patience,
        long received,
        SortedMap<Long, Batch> early,
        Queue<Arriving> arriving,
        SortedSet<Integer> behind) {

    /**
     * A batch on its way into the store.
     *
     * @param ends by stream, the last update of each of its runs
     */
    record Arriving(long sequence, Vector<End> ends) {}

    /** The last update of a run. */
    record End(int stream, Dot dot) {}

    static Demand begun(long number, SortedSet<SiteId> sites, long now, long patience) {
        return new Demand(number, sites, now, patience, 0, TreeMap.empty(), Queue.empty(), TreeSet.empty());
    }

    Demand early(Batch batch) {
        return new Demand(
                number, sites, movedAt, patience, received, early.put(batch.getSequence(), batch), arriving, behind);
    }

    Demand received(Arriving next, long now) {
        return new Demand(
                number,
                sites,
                now,
                patience,
                next.sequence(),
                early.remove(next.sequence()),
                arriving.enqueue(next),
                behind);
    }

    Demand left(Queue<Arriving> still, long now) {
        return new Demand(number, sites, now, patience, received, early, still, behind);
    }

    Demand behind(Iterable<Integer> streams) {
        return new Demand(number, sites, movedAt, patience, received, early, arriving, behind.addAll(streams));
    }
}
