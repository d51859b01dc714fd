package kyoten.check.page;

import java.io.IOException;
import java.io.Writer;

/** Writes {@code <} as an escape of JSON, so that no text in the data of a page can end the script that it stands in. */
public final class WithoutTags extends Writer {
    private final Writer out;

    /**
     * @param out stays open
     */
    public WithoutTags(Writer out) {
        this.out = out;
    }

    @Override
    public void write(char[] text, int from, int length) throws IOException {
        int written = from;
        for (int i = from; i < from + length; i++) {
            if (text[i] == '<') {
                out.write(text, written, i - written);
                out.write("\\u003c");
                written = i + 1;
            }
        }
        out.write(text, written, from + length - written);
    }

    @Override
    public void flush() {}

    @Override
    public void close() {}
}
