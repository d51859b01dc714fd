package kyoten.client;

import com.google.protobuf.ByteString;

/** What an application asks of its client. */
public sealed interface ClientCall {

    /** The last value written inside the site, whatever came from other sites. */
    record Read(ByteString key) implements ClientCall {}

    /** Replaces what this site wrote, leaves what other sites wrote beside it. */
    record Write(ByteString key, ByteString value) implements ClientCall {}

    /** Removes what this site wrote, leaves what other sites wrote. */
    record Delete(ByteString key) implements ClientCall {}

    /** All values that live beside each other, and a context that stands for all that the site knows of the key. */
    record Gread(ByteString key) implements ClientCall {}

    /**
     * Replaces what a context covers, goes beside what it doesn't cover.
     *
     * @param context of a {@link Gread} of the key; empty to replace nothing
     * @param onlyIfCurrent to write only if the context covers all that is there
     */
    record Gwrite(ByteString key, ByteString value, ByteString context, boolean onlyIfCurrent) implements ClientCall {}

    /** Removes what a context covers; parameters as of {@link Gwrite}. */
    record Gdelete(ByteString key, ByteString context, boolean onlyIfCurrent) implements ClientCall {}

    /** The total of a counter: of a key whose resolver is {@code counter}. */
    record Count(ByteString key) implements ClientCall {}

    /**
     * Adds to a counter, by a gread and a gwrite.
     *
     * @param amount may be negative
     */
    record Add(ByteString key, long amount) implements ClientCall {}

    /** The elements of a set: of a key whose resolver is {@code set}. */
    record Elements(ByteString key) implements ClientCall {}

    /** Puts an element into a set, by a gread and a gwrite. It stays if others remove it at the same time. */
    record Insert(ByteString key, ByteString element) implements ClientCall {}

    /** Removes an element from a set, as far as this site knows it, by a gread and a gwrite. */
    record Remove(ByteString key, ByteString element) implements ClientCall {}

    /**
     * The keys with a prefix, in order, as one page.
     *
     * @param from the first key that may be in the page; empty to begin at the beginning
     * @param limit of keys in a page, at least 1; a page may have fewer even if it is not the last
     */
    record Scan(ByteString prefix, ByteString from, int limit) implements ClientCall {}

    /** The page of a scan after one that named its next, of the same instant. */
    record NextPage(PageToken page) implements ClientCall {}

    /** Closes the session: whatever it left unanswered can't happen from the answer on. */
    record Close() implements ClientCall {}
}
