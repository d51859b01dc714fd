package kyoten.site;

import com.google.protobuf.ByteString;
import io.vavr.control.Option;

/**
 * A way through all keys in order, a few at a time.
 *
 * @param from the next key; none if nothing is to be done
 * @param repeats whether it has to begin again when it is at the end
 */
record Sweep(Option<ByteString> from, boolean repeats) {
    static final Sweep OVER = new Sweep(Option.none(), false);

    private static final Option<ByteString> BEGINNING = Option.some(ByteString.EMPTY);

    /** There is something to find, perhaps also among the keys that lie behind. */
    Sweep again() {
        return from.isEmpty() ? new Sweep(BEGINNING, false) : new Sweep(from, true);
    }

    /** The next key, or none at the end. */
    Sweep at(Option<ByteString> next) {
        boolean begins = next.isEmpty() && repeats;
        return begins ? new Sweep(BEGINNING, false) : new Sweep(next, repeats && next.isDefined());
    }
}
