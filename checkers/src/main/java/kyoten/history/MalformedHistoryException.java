package kyoten.history;

import java.util.Objects;

/** A recorded history is not one: names the file, the line and what was expected there. Nothing is guessed instead. */
public final class MalformedHistoryException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final String source;
    private final int line;

    /**
     * @param source the file, or another name for where the entries came from
     * @param line from 1, or {@link Entry#NONE} when there are no lines
     * @param problem what was found and what was expected
     */
    public MalformedHistoryException(String source, int line, String problem) {
        super(source + (line == Entry.NONE ? "" : ":" + line) + ": " + problem);
        this.source = Objects.requireNonNull(source, "source");
        this.line = line;
    }

    /** Source, line and problem; never null. */
    @Override
    public String getMessage() {
        return Objects.requireNonNull(super.getMessage());
    }

    public String source() {
        return source;
    }

    public int line() {
        return line;
    }
}
