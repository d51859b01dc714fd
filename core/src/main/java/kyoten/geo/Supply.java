package kyoten.geo;

import io.vavr.collection.Queue;
import io.vavr.collection.SortedMap;
import io.vavr.collection.SortedSet;
import kyoten.causal.Origin;
import kyoten.causal.VersionVector;
import kyoten.node.SiteId;

/**
 * The near end of a feed: what another site has been sent.
 *
 * @param number of its subscription
 * @param wish whose updates it wants
 * @param sent by stream, how far it has been sent, beginning with what it had
 * @param served the streams that it is fed; not those whose log no longer holds what it needs
 * @param due those in which there may be more for it
 * @param flight what is on its way
 */
record Supply(
        long number,
        Wish wish,
        SortedMap<Integer, VersionVector> sent,
        SortedSet<Integer> served,
        SortedSet<Integer> due,
        Flight flight) {

    /**
     * Whose updates a site wants.
     *
     * @param sites these sites', in all their epochs
     * @param self but not what it makes itself
     * @param epoch in its current epoch
     */
    record Wish(SortedSet<SiteId> sites, SiteId self, long epoch) {
        boolean holds(Origin origin) {
            return sites.contains(origin.site()) && !(origin.site().equals(self) && origin.epoch() == epoch);
        }
    }

    /**
     * Batches that have been sent.
     *
     * @param sequence of the last one
     * @param sizes of those that have not been committed
     * @param bytes how big they are together
     * @param credit how big they may be
     */
    record Flight(long sequence, Queue<Size> sizes, long bytes, long credit) {}

    /** A batch and its bytes. */
    record Size(long sequence, long bytes) {}

    static Supply begun(
            long number,
            Wish wish,
            SortedMap<Integer, VersionVector> cursors,
            SortedSet<Integer> streams,
            long credit) {
        return new Supply(number, wish, cursors, streams, streams, new Flight(0, Queue.empty(), 0, credit));
    }

    VersionVector sent(int stream) {
        return sent.getOrElse(stream, VersionVector.empty());
    }

    boolean hasCredit() {
        return flight.bytes < flight.credit;
    }

    Supply due(SortedSet<Integer> streams) {
        return new Supply(number, wish, sent, served, streams, flight);
    }

    /** All of a stream has been sent. */
    Supply done(int stream) {
        return due(due.remove(stream));
    }

    /** The log of a stream no longer holds what the site needs. */
    Supply behind(int stream) {
        return new Supply(number, wish, sent, served.remove(stream), due.remove(stream), flight);
    }

    Supply sent(int stream, VersionVector upTo) {
        return new Supply(number, wish, sent.put(stream, upTo), served, due, flight);
    }

    /** Another batch is on its way. */
    Supply batch(long bytes) {
        long next = flight.sequence + 1;
        Flight longer =
                new Flight(next, flight.sizes.enqueue(new Size(next, bytes)), flight.bytes + bytes, flight.credit);
        return new Supply(number, wish, sent, served, due, longer);
    }

    /** All up to a batch has been committed. */
    Supply credited(long upTo) {
        Queue<Size> left = flight.sizes;
        long bytes = flight.bytes;
        while (!left.isEmpty() && left.head().sequence() <= upTo) {
            bytes -= left.head().bytes();
            left = left.tail();
        }
        return new Supply(number, wish, sent, served, due, new Flight(flight.sequence, left, bytes, flight.credit));
    }
}
