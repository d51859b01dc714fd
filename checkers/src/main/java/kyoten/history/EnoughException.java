package kyoten.history;

/** Ends the reading of a history of which its listener has heard enough. */
final class EnoughException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    EnoughException(int line) {
        super("judged while it was read, which ended at line " + line, null, false, false);
    }
}
