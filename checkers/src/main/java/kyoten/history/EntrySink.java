package kyoten.history;

/**
 * Takes a history as it comes: a builder that keeps it, or a checker that judges it online and forgets it. Every reader of a
 * format feeds one.
 */
public interface EntrySink {

    /** What equal times say; before the first entry, if at all. */
    void ties(Ties ties);

    /**
     * The next entry.
     *
     * @throws MalformedHistoryException if it cannot follow the entries so far
     */
    void entry(Entry entry);

    /** A mark of the recorder. */
    void mark(Mark mark);
}
