package kyoten.check.linear;

/** How a search ended. */
sealed interface Outcome {

    /**
     * There is an order.
     *
     * @param rows of the track, in that order; empty unless the search was asked to remember
     */
    record Found(int[] rows) implements Outcome {}

    /** No order puts all operations up to the return of this row. */
    record Stuck(int row) implements Outcome {}

    /**
     * A limit came first.
     *
     * @param events how many of the track's events were behind it
     */
    record GaveUp(String limit, int events, int configurations) implements Outcome {}
}
