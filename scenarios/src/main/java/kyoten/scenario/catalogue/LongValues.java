package kyoten.scenario.catalogue;

import com.google.protobuf.ByteString;
import java.util.Arrays;

/**
 * Values that are stored long and told short. What a reader gets must be all that was written: a value that came back
 * with a hole, or without its end, is told as another value, which nobody wrote.
 */
final class LongValues {
    private static final byte FILLING = '~';
    private static final byte END = '.';

    private LongValues() {}

    /** The value with a filling behind it, of that length in bytes unless it is longer by itself. */
    static ByteString lengthened(String value, int bytes) {
        ByteString text = ByteString.copyFromUtf8(value);
        if (text.size() >= bytes) {
            return text;
        }
        byte[] whole = new byte[bytes];
        Arrays.fill(whole, FILLING);
        text.copyTo(whole, 0);
        whole[bytes - 1] = END;
        return ByteString.copyFrom(whole);
    }

    /** The value without its filling, or with a remark if that is not what it was. */
    static String shortened(ByteString stored) {
        int value = 0;
        while (value < stored.size() && isOfValue(stored.byteAt(value))) {
            value++;
        }
        int filled = value;
        while (filled < stored.size() && stored.byteAt(filled) == FILLING) {
            filled++;
        }
        boolean isShort = value == stored.size();
        boolean isWhole = filled == stored.size() - 1 && stored.byteAt(filled) == END;
        String text = stored.substring(0, value).toStringUtf8();
        return isShort || isWhole ? text : text + " damaged at byte " + filled + " of " + stored.size();
    }

    private static boolean isOfValue(byte one) {
        return (one >= '0' && one <= '9') || (one >= 'a' && one <= 'z');
    }
}
