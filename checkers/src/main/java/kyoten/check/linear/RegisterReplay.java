package kyoten.check.linear;

/** Believes no search: plays an order of a register's operations, and looks whether it is one. */
final class RegisterReplay {

    private RegisterReplay() {}

    /**
     * @param state the value before the first operation
     * @param rows the order
     * @return whether every definite operation is in it once, none stands behind one that was invoked after its return, and
     *     each saw the register as it then was
     */
    static boolean runs(Track track, long state, int[] rows) {
        boolean[] done = new boolean[track.size];
        int latestInvoke = Integer.MIN_VALUE;
        long value = state;
        for (int row : rows) {
            if (done[row] || track.close[row] < latestInvoke || !sees(track, row, value)) {
                return false;
            }
            done[row] = true;
            latestInvoke = Math.max(latestInvoke, track.invoke[row]);
            value = after(track, row, value);
        }
        for (int row = 0; row < track.size; row++) {
            if (!done[row] && !track.optional[row]) {
                return false;
            }
        }
        return true;
    }

    private static boolean sees(Track track, int row, long value) {
        return switch (track.kind[row]) {
            case WRITE -> true;
            case OTHER -> track.expected[row] != value;
            case READ, SWAP -> track.expected[row] == value;
        };
    }

    private static long after(Track track, int row, long value) {
        return switch (track.kind[row]) {
            case WRITE, SWAP -> track.written[row];
            case READ, OTHER -> value;
        };
    }
}
