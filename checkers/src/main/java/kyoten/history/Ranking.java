package kyoten.history;

/**
 * Ranks invocations and returns as they come. Under {@link Ties#CONCURRENT} the returns of an instant are held back until it
 * is over, so that all its invocations rank before them: what only touches is concurrent, of one process too.
 */
final class Ranking {
    private final Columns columns;
    private final boolean holdReturns;
    private int[] held = new int[8];
    private int holding;
    private long instant;
    private int next;

    Ranking(Columns columns, Ties ties) {
        this.columns = columns;
        this.holdReturns = ties == Ties.CONCURRENT;
    }

    void invoked(int row, long time) {
        moveTo(time);
        columns.invokeRank.set(row, next++);
    }

    void returned(int row, long time) {
        moveTo(time);
        if (!holdReturns) {
            columns.returnRank.set(row, next++);
            return;
        }
        if (holding == held.length) {
            held = java.util.Arrays.copyOf(held, 2 * holding);
        }
        held[holding++] = row;
    }

    void finish() {
        for (int i = 0; i < holding; i++) {
            columns.returnRank.set(held[i], next++);
        }
        holding = 0;
    }

    private void moveTo(long time) {
        if (time != instant) {
            finish();
            instant = time;
        }
    }
}
