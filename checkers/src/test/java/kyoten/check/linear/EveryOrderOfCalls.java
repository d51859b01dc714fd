package kyoten.check.linear;

import io.vavr.control.Option;

/** The oracle for models: tries every order. Slow, and short enough to be believed. */
final class EveryOrderOfCalls {
    private EveryOrderOfCalls() {}

    static <S> boolean exists(Track track, Model<S> model, S state, int done) {
        boolean complete = true;
        int soonest = Integer.MAX_VALUE;
        for (int row = 0; row < track.size; row++) {
            complete &= track.optional[row] || (done & 1 << row) != 0;
            if (!track.optional[row] && (done & 1 << row) == 0) {
                soonest = Math.min(soonest, track.close[row]);
            }
        }
        for (int row = 0; row < track.size && !complete; row++) {
            boolean turn = (done & 1 << row) == 0 && track.invoke[row] < soonest && inTime(track, row, done);
            Option<S> next = turn ? model.step(state, track.calls[row]) : Option.none();
            complete = next.isDefined() && exists(track, model, next.get(), done | 1 << row);
        }
        return complete;
    }

    /** Whether nothing that is done was invoked after a row's return. */
    private static boolean inTime(Track track, int row, int done) {
        for (int other = 0; other < track.size; other++) {
            if ((done & 1 << other) != 0 && track.close[row] < track.invoke[other]) {
                return false;
            }
        }
        return true;
    }
}
