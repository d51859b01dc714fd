package kyoten.check.linear;

import java.util.List;
import kyoten.check.Limits;
import kyoten.history.Entry;
import kyoten.history.History;
import kyoten.history.Value;

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

    /** Other answers that a row might have got, each with the track in which it got it; empty if it has no such question. */
    List<Answer> answers(History history, Track track, int row);

    /** Another answer, and a track in which a row got it. */
    record Answer(Value value, Track track) {}

    /**
     * Whether an operation that is invoked counts; how it ends is another question.
     *
     * @throws kyoten.history.MalformedHistoryException if it is none of this kind of object
     */
    boolean counts(Entry invoked);

    /** A search of one object's operations while they happen, in the rows of this track. */
    OnlineSearch online(Track track, Limits limits);
}
