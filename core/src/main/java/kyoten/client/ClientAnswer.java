package kyoten.client;

import com.google.protobuf.ByteString;
import io.vavr.collection.Seq;
import io.vavr.collection.Vector;
import io.vavr.control.Option;
import java.math.BigInteger;

/** What a client answers to its application. */
public sealed interface ClientAnswer {

    /**
     * To read.
     *
     * @param value none if there is none
     * @param replaced whether another site has since replaced it
     * @param fenced whether the site is no member of its cluster any more, so that its answers grow old
     */
    record Value(Option<ByteString> value, boolean replaced, boolean fenced) implements ClientAnswer {}

    /**
     * To gread.
     *
     * @param values ordered by dot, or what the key's resolver made of them
     * @param context for a gwrite or gdelete of this key, opaque; stands for the discarded values, too
     * @param resolved what the key's resolver did
     * @param fenced whether the site is no member of its cluster any more, so that its answers grow old
     */
    record Values(Seq<ByteString> values, ByteString context, Resolved resolved, boolean fenced)
            implements ClientAnswer {}

    /**
     * What a resolver did to the values of a gread.
     *
     * @param resolver its name; empty if the key has none, and all values are there
     * @param discarded values that it left out
     * @param error why it could not be applied, so that all values are there; empty if it could
     */
    record Resolved(String resolver, Seq<ByteString> discarded, String error) {
        /** The key has no resolver. */
        public static final Resolved NOT = new Resolved("", Vector.empty(), "");
    }

    /** To count: the total. Fenced as in {@link Values}. */
    record Counted(BigInteger total, boolean fenced) implements ClientAnswer {}

    /** To elements: the elements, in the order of their bytes. Fenced as in {@link Values}. */
    record Members(Seq<ByteString> elements, boolean fenced) implements ClientAnswer {}

    /** To write, delete, add, insert and remove: it is done. */
    record Done() implements ClientAnswer {}

    /** To gwrite and gdelete: it is done, and no other value remains. */
    record Overwritten() implements ClientAnswer {}

    /** To gwrite and gdelete: it is done, and at least one other value remains beside it. */
    record Conflict() implements ClientAnswer {}

    /** To gwrite and gdelete: nothing changed. */
    record Rejected(Rejection reason) implements ClientAnswer {}

    /** Why a gwrite or gdelete is rejected. */
    enum Rejection {
        /** Its context doesn't cover all that is there. May be spurious. */
        STALE,
        /** Its context is none that this cluster made, or not all of it. */
        CONTEXT_FORGED,
        /** Its context is of another key. */
        CONTEXT_OF_ANOTHER_KEY,
        /** Its context knows updates of this site that this site doesn't. */
        CONTEXT_AHEAD
    }

    /**
     * To scan.
     *
     * @param next names the page after this one; none if this is the last
     */
    record Page(Seq<Entry> entries, Option<PageToken> next) implements ClientAnswer {}

    /**
     * A key of a scan.
     *
     * @param read what read answers
     * @param siblings how many values live beside each other
     */
    record Entry(ByteString key, Value read, int siblings) {}

    /** To the next page of a scan: the roots it was of are gone; scan again. */
    record PageExpired() implements ClientAnswer {}

    /** The call surely did not happen, and will not. */
    record Refused(Refusal reason) implements ClientAnswer {}

    /** Why a call is refused. */
    enum Refusal {
        /** The site has no room for writes. */
        NO_ROOM,
        /** Of the site's own siblings; gread first, then gwrite with its context. */
        TOO_MANY_SIBLINGS,
        /** The site is no member of its cluster: not yet, not any more, or not for long. */
        FENCED,
        KEY_TOO_LONG,
        VALUE_TOO_LONG,
        /** The key's resolver is not that of counters, or a value there is no counter. */
        NOT_A_COUNTER,
        /** The key's resolver is not that of sets, or a value there is no set. */
        NOT_A_SET,
        /** The request has a form that servers don't take, such as a scan of no keys. */
        MALFORMED,
        /** No session could be opened before the deadline, so the call was never sent: nobody can be reached. */
        NOT_SENT
    }

    /**
     * No answer came before the deadline. An update may still happen, until its session is closed.
     *
     * @param session the update's, as in the notes {@link ClientNode#SESSION_CLOSED}; empty if the call was not an
     *     update
     */
    record Unanswered(String session) implements ClientAnswer {}

    /**
     * To close.
     *
     * @param session that is closed; empty if there was none
     */
    record Closed(String session) implements ClientAnswer {}
}
