package kyoten.baseline;

import com.google.protobuf.ByteString;
import io.vavr.control.Option;

/** What a client is asked for. Keys have at most 1 KiB, values at most 1 MiB. */
public sealed interface BaselineCall {

    /** Gives a key a value. */
    record Put(ByteString key, ByteString value) implements BaselineCall {}

    /** The value of a key. */
    record Get(ByteString key) implements BaselineCall {}

    /** Removes the value of a key and returns it. */
    record Out(ByteString key) implements BaselineCall {}

    /** What a client answers. */
    sealed interface Reply {}

    /**
     * It has been done.
     *
     * @param value what was got or taken out; none if there was nothing, and of a put
     */
    record Done(Option<ByteString> value) implements Reply {}

    /**
     * No server answered in time: it may have happened, and may still happen until an update of this client is answered, which the note
     * {@link BaselineClient#DOUBT_ENDS} tells.
     *
     * @param session that the note names
     */
    record Unanswered(String session) implements Reply {}

    /** The key or the value is too long: nothing was sent. */
    record TooLong(String what) implements Reply {}
}
