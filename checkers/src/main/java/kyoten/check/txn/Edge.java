package kyoten.check.txn;

/** The kinds of edges between transactions, as bits, so that a search takes a mask of those it may follow. */
final class Edge {
    /** The later transaction installed the version after the earlier one's. */
    static final int WW = 1;
    /** The later transaction read what the earlier one installed. */
    static final int WR = 2;
    /** The earlier transaction read a version that the later one replaced. */
    static final int RW = 4;
    /** One process ran both, one after the other. */
    static final int PROCESS = 8;
    /** The earlier transaction had ended before the later one began. */
    static final int REALTIME = 16;
    /** Leaves an auxiliary node: the edge that entered it goes on. Part of every mask. */
    static final int THROUGH = 32;

    /** All dependencies that data shows. */
    static final int DATA = WW | WR | RW;

    private Edge() {}
}
