package kyoten.client;

import com.google.protobuf.ByteString;
import io.vavr.collection.Seq;
import io.vavr.control.Option;

/** What a client answers to its application. */
public sealed interface ClientAnswer {

    /**
     * To read.
     *
     * @param value none if there is none
     * @param replaced whether another site has since replaced it
     */
    record Value(Option<ByteString> value, boolean replaced) implements ClientAnswer {}

    /**
     * To gread.
     *
     * @param values ordered by dot
     * @param context for a gwrite or gdelete of this key, opaque
     */
    record Values(Seq<ByteString> values, ByteString context) implements ClientAnswer {}

    /** To write and delete: it is done. */
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
     * @param siblings how many values gread answers
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
        /** The site is no member of its cluster any more, or is about to leave it. */
        FENCED,
        KEY_TOO_LONG,
        VALUE_TOO_LONG,
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
