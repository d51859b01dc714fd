package kyoten.history;

import java.util.Objects;

/** A history is longer than the reader may keep; no leniency helps. */
final class TooLongException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final String source;
    private final int line;

    TooLongException(String source, int line, String problem) {
        super(problem);
        this.source = source;
        this.line = line;
    }

    MalformedHistoryException refused() {
        return new MalformedHistoryException(source, line, Objects.requireNonNull(getMessage()));
    }
}
