package kyoten.geo;

import kyoten.causal.Dot;
import kyoten.causal.VersionVector;
import kyoten.site.Store;
import kyoten.site.StreamState;

/**
 * How far a peer is behind this site, by what it last reported.
 *
 * @param updates that it has not reported to have
 * @param streams in which there are such
 */
record Lag(long updates, int streams) {

    static Lag of(Store store, Peer peer) {
        long updates = 0;
        int streams = 0;
        int number = 0;
        for (StreamState stream : store.streams()) {
            VersionVector theirs = peer.reported().applied(number++);
            if (!theirs.covers(stream.applied())) {
                streams++;
                for (Dot last : stream.applied().dots()) {
                    updates += Math.max(0, last.n() - theirs.get(last.origin()));
                }
            }
        }
        return new Lag(updates, streams);
    }
}
