package kyoten.check.linear;

import kyoten.check.Limits;
import kyoten.history.History;

/** A kind of object: how its operations stand in a history, and how orders of them are searched. */
interface Subject {

    /**
     * Whether an operation counts: one that surely did not happen, or that says nothing, does not.
     *
     * @throws kyoten.history.MalformedHistoryException if it is none of this kind of object
     */
    boolean takes(History history, int op);

    /**
     * The track of one object's operations.
     *
     * @throws kyoten.history.MalformedHistoryException for a value of the wrong type
     */
    Track track(History history, int[] ops, Closes closes);

    Outcome search(Track track, Limits limits, boolean tracing);

    /** Whether these rows, in this order, are a run of the object that leaves no definite operation out. */
    boolean replays(Track track, int[] rows);

    /**
     * The least set that holds these rows and that may be cut out of the track without breaking a history that holds: every
     * observed value keeps its writers.
     *
     * @param kept a flag per row; changed in place
     */
    void closeOver(Track track, boolean[] kept);

    /** The row with another answer, for the question what it could have seen; the track itself if it has no such question. */
    Track answering(Track track, int row, long cell);

    /** The cells of the answers that the row may be asked about. */
    long[] answers(Track track, int row);
}
