package kyoten.check.linear;

/** The oracle: tries every order of a register's operations. Slow, and short enough to be believed. */
final class EveryOrder {
    private EveryOrder() {}

    static boolean exists(Track track, long state, int done) {
        boolean complete = true;
        int soonest = Integer.MAX_VALUE;
        for (int row = 0; row < track.size; row++) {
            complete &= track.optional[row] || (done & 1 << row) != 0;
            if (!track.optional[row] && (done & 1 << row) == 0) {
                soonest = Math.min(soonest, track.close[row]);
            }
        }
        for (int row = 0; row < track.size && !complete; row++) {
            boolean turn = (done & 1 << row) == 0 && track.invoke[row] < soonest && fits(track, row, state, done);
            complete = turn && exists(track, after(track, row, state), done | 1 << row);
        }
        return complete;
    }

    /** Whether a row may be next: its answer is right, and nothing that is done was invoked after its return. */
    private static boolean fits(Track track, int row, long state, int done) {
        for (int other = 0; other < track.size; other++) {
            if ((done & 1 << other) != 0 && track.close[row] < track.invoke[other]) {
                return false;
            }
        }
        return track.kind[row] == Track.Kind.WRITE
                || (track.expected[row] == state) == (track.kind[row] != Track.Kind.OTHER);
    }

    private static long after(Track track, int row, long state) {
        boolean changes = track.kind[row] == Track.Kind.WRITE || track.kind[row] == Track.Kind.SWAP;
        return changes ? track.written[row] : state;
    }
}
