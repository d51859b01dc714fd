package kyoten.history;

/** What two entries of one time say about each other. */
public enum Ties {
    /** Nothing: the operations are concurrent. Right for every clock that is coarser than the events that it stamps. */
    CONCURRENT,
    /** They happened in the order in which they stand. Right for one recorder that sees every event in its true order. */
    AS_WRITTEN;

    /** The word of the file format: {@code concurrent}, {@code as-written}. */
    public String word() {
        return this == CONCURRENT ? "concurrent" : "as-written";
    }
}
