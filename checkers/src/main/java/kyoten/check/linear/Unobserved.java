package kyoten.check.linear;

import java.util.Arrays;
import java.util.TreeSet;
import java.util.stream.IntStream;
import kyoten.history.Value;

/**
 * Drops the indeterminate writes of a multi-value register whose value no gread ever returned. Without this they would stay
 * open for ever, each doubling the ways in which things may stand.
 *
 * <p>If such a write took effect, its value was live until a write or delete of the site took everything away, and no gread was
 * between. Greads and states after that are the same without it. All that it can have changed is an outcome: a gwrite between
 * may have found it, or not found what it had removed. So the outcomes of those gwrites are let go that a write or delete
 * follows, or touches, with no gread surely between; and those that no gread surely follows. This asks less, never more.
 */
final class Unobserved {
    private static final int MANY = 20_000;

    private Unobserved() {}

    static Track dropped(Track track, Model<?> model) {
        TreeSet<Value> shown = new TreeSet<>();
        for (Call call : track.calls) {
            shown.addAll(model.saw(call));
        }
        int[] kept = IntStream.range(0, track.size)
                .filter(row -> !(track.optional[row] && isUnshown(track.calls[row], shown)))
                .toArray();
        if (kept.length == track.size) {
            return track;
        }
        Track fewer = track.select(kept);
        for (int row = 0; row < fewer.size; row++) {
            Call call = fewer.calls[row];
            if (!call.outcome().isEmpty() && (fewer.size > MANY || mayBeErased(fewer, row))) {
                fewer.calls[row] = new Call(call.f(), call.input(), call.output(), call.known(), "");
            }
        }
        return fewer;
    }

    private static boolean isUnshown(Call call, TreeSet<Value> shown) {
        return call.f().equals("write") && !shown.contains(call.input())
                || call.f().equals("gwrite")
                        && !shown.contains(call.input().members().get(0));
    }

    /** Whether a write or delete, or the end, may have taken everything away after this row and before any gread. */
    private static boolean mayBeErased(Track track, int row) {
        int nextShown = Track.NEVER;
        for (int other = 0; other < track.size; other++) {
            if (track.calls[other].f().equals("gread") && track.invoke[other] > track.close[row]) {
                nextShown = Math.min(nextShown, track.close[other]);
            }
        }
        if (nextShown == Track.NEVER) {
            return true;
        }
        int until = nextShown;
        return IntStream.range(0, track.size)
                .filter(other -> Arrays.asList("write", "delete").contains(track.calls[other].f()))
                .anyMatch(other -> track.invoke[other] < until && track.close[other] > track.invoke[row]);
    }
}
