package kyoten.history;

import java.io.IOException;
import java.io.Reader;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import us.bpsm.edn.parser.Parseable;

/**
 * The text of a history as it streams in: counts lines, lets the last characters be put back, and ends what grows without end. Never
 * more than a buffer is held.
 */
final class Source implements Parseable {
    /** The longest operation, in characters. */
    private static final int LONGEST = 256 << 20;

    private static final int LOOKED_AT = 8192;

    private final String name;
    private final Reader in;
    private char[] buffer = new char[1 << 16];
    private int at;
    private int end;
    private int line = 1;
    private long sinceStart;
    private boolean exhausted;

    Source(String name, Reader in) {
        this.name = name;
        this.in = in;
    }

    String name() {
        return name;
    }

    int line() {
        return line;
    }

    /**
     * What comes next, up to a few thousand characters, without taking it.
     *
     * @param enough whether a text in which a line ends, at least, tells all that is asked of it; then more is only taken if it is there
     */
    String beginning(Predicate<String> enough) throws IOException {
        while (end < LOOKED_AT && (in.ready() || !enough.test(lines()))) {
            int got = in.read(buffer, end, buffer.length - end);
            if (got < 0) {
                break;
            }
            end += got;
        }
        return new String(buffer, at, Math.min(end - at, LOOKED_AT));
    }

    /** All lines so far that have ended. */
    private String lines() {
        String text = new String(buffer, at, end - at);
        return text.substring(0, text.lastIndexOf('\n') + 1);
    }

    /** Whether all was taken. */
    boolean atEnd() {
        return exhausted && at == end;
    }

    /** From here on, the text of one operation is measured. */
    void start() {
        sinceStart = 0;
    }

    @Override
    public int read() throws IOException {
        if (at == end && !fill()) {
            return END_OF_INPUT;
        }
        char next = buffer[at++];
        if (next == '\n') {
            line++;
        }
        if (++sinceStart > LONGEST) {
            throw new MalformedHistoryException(
                    name, line, "one operation is longer than " + LONGEST + " characters; expected it to end before");
        }
        return next;
    }

    @Override
    public void unread(int character) {
        if (character == END_OF_INPUT) {
            return;
        }
        at--;
        if (character == '\n') {
            line--;
        }
    }

    /** Takes blanks, commas and comments; gives the next character without taking it. */
    int peekBehindBlanks() throws IOException {
        int next = read();
        while (Character.isWhitespace(next) || next == ',' || next == ';' || next == '\uFEFF') {
            if (next == ';') {
                skipLine();
            }
            next = read();
        }
        unread(next);
        return next;
    }

    private void skipLine() throws IOException {
        int next = read();
        while (next != '\n' && next != END_OF_INPUT) {
            next = read();
        }
    }

    /** A line without its end, or null behind the last. */
    @Nullable
    String readLine() throws IOException {
        start();
        int next = read();
        if (next == END_OF_INPUT) {
            return null;
        }
        StringBuilder text = new StringBuilder(128);
        while (next != '\n' && next != END_OF_INPUT) {
            text.append((char) next);
            next = read();
        }
        if (!text.isEmpty() && text.charAt(text.length() - 1) == '\r') {
            text.setLength(text.length() - 1);
        }
        return text.toString();
    }

    /** Keeps the last character, so that it can be put back. */
    private boolean fill() throws IOException {
        int kept = at > 0 ? 1 : 0;
        if (kept > 0) {
            buffer[0] = buffer[at - 1];
        }
        int got = in.read(buffer, kept, buffer.length - kept);
        at = kept;
        end = kept + Math.max(got, 0);
        exhausted = got <= 0;
        return !exhausted;
    }

    /** What is left, as a reader. Closing it closes nothing. */
    Reader asReader() {
        return new Reader() {
            @Override
            public int read(char[] into, int offset, int length) throws IOException {
                if (at == end && !fill()) {
                    return -1;
                }
                int count = Math.min(length, end - at);
                System.arraycopy(buffer, at, into, offset, count);
                at += count;
                return count;
            }

            @Override
            public void close() {}
        };
    }

    @Override
    public void close() throws IOException {
        in.close();
    }
}
