package kyoten.check.linear;

import java.util.List;

/**
 * A search that is fed while its operations happen. The caller gives each operation a row of the track when its end is known,
 * fills in its instants, and uses the row again after its return.
 */
interface OnlineSearch {

    /** Whether an operation that ended so may have shown or changed anything; only such get a row. */
    boolean takes(OnlineOperation ended);

    /**
     * Puts into its row what the operation did.
     *
     * @throws kyoten.history.MalformedHistoryException for an answer of the wrong type
     */
    void fill(int row, OnlineOperation ended);

    void onInvoke(int row);

    /** Whether anything explains this return. */
    boolean onReturn(int row);

    /** How many ways there are in which things may stand. */
    int size();

    /** Whether some were left out, so that a return without explanation proves nothing. */
    boolean isNarrowed();

    /** Whether a limit is reached, now that so many events are behind it. */
    boolean isOver(int events);

    String limitName();

    /** What the object may hold now, for people. */
    List<String> held();

    /** Whether two rows in use do the same, so that it was not said which of them is used first. */
    boolean alike(int row, int other);
}
