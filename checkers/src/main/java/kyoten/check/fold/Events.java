package kyoten.check.fold;

import java.util.Arrays;
import kyoten.history.History;

/** The invocations and definite returns of a history in their real-time order. */
final class Events {
    private Events() {}

    /** One number an event, to be read by {@link #op} and {@link #isReturn}. */
    static long[] inOrder(History history) {
        long[] events = new long[2 * history.size()];
        int count = 0;
        for (int op = 0; op < history.size(); op++) {
            events[count++] = event(history.invokeRank(op), op, 0);
            if (history.returnRank(op) != History.OPEN) {
                events[count++] = event(history.returnRank(op), op, 1);
            }
        }
        Arrays.sort(events, 0, count);
        return Arrays.copyOf(events, count);
    }

    private static long event(int rank, int op, int isReturn) {
        return ((long) rank << 32) | (2L * op + isReturn);
    }

    static int op(long event) {
        return (int) ((event & 0xFFFF_FFFFL) >> 1);
    }

    static boolean isReturn(long event) {
        return (event & 1) == 1;
    }
}
