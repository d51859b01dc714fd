package kyoten.geo;

import kyoten.causal.VersionVector;
import kyoten.node.Effect;
import kyoten.site.StreamState;
import kyoten.site.Vectors;
import kyoten.site.message.Collect;
import kyoten.site.message.Command;
import kyoten.site.message.StableStream;

/**
 * Has the site forget what every member has (rules X3 and X4). What is stable is known only while all members report under
 * the membership and the epochs that this site knows; one that is silent does not go on reporting, but what it had, it has.
 */
final class Collection {
    /** So many streams are collected with one entry. */
    private static final int STREAMS = 16;

    private Collection() {}

    static void collect(GeoTurn turn) {
        if (!turn.isMember() || !turn.peers().values().forAll(peer -> counts(turn, peer))) {
            return;
        }
        Collect.Builder collect =
                Collect.newBuilder().setMembersDigest(turn.history().membersDigest());
        int number = 0;
        for (StreamState stream : turn.store().streams()) {
            if (collect.getStreamsCount() < STREAMS && !stream.stable().covers(stream.applied())) {
                VersionVector stable = stable(turn, number, stream);
                if (!stream.stable().covers(stable)) {
                    collect.addStreams(
                            StableStream.newBuilder().setStream(number).setStable(Vectors.message(stable)));
                }
            }
            number++;
        }
        if (collect.getStreamsCount() > 0 || turn.store().isSweepDue()) {
            turn.add(new Effect.Note(Marks.COLLECTING, collect.getStreamsCount() + " streams"));
            turn.propose(Command.newBuilder().setCollect(collect));
        }
    }

    /** Whether what a peer reported tells what it has now. */
    static boolean counts(GeoTurn turn, Peer peer) {
        return isOfSameMembers(turn, peer)
                && isOfKnownEpoch(peer)
                && peer.reported().complete();
    }

    static boolean isOfSameMembers(GeoTurn turn, Peer peer) {
        return peer.reported().membersDigest() == turn.history().membersDigest();
    }

    static boolean isOfKnownEpoch(Peer peer) {
        return peer.member().epoch().contains(peer.reported().epoch());
    }

    private static VersionVector stable(GeoTurn turn, int number, StreamState stream) {
        VersionVector stable = stream.applied();
        for (Peer peer : turn.peers().values()) {
            stable = stable.meet(peer.reported().applied(number));
        }
        return stable;
    }
}
