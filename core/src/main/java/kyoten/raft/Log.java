package kyoten.raft;

import com.google.protobuf.ByteString;
import io.vavr.collection.Vector;

/**
 * The entries that a server holds, those kept for laggards included. A value; all its calls are logarithmic at most.
 *
 * @param baseIndex the index before the first entry
 * @param baseTerm the term of the entry at {@code baseIndex}, 0 at the beginning of everything
 */
record Log(long baseIndex, long baseTerm, Vector<Entry> entries) {

    static final Log EMPTY = new Log(0, 0, Vector.empty());

    static Log after(long baseIndex, long baseTerm) {
        return new Log(baseIndex, baseTerm, Vector.empty());
    }

    long lastIndex() {
        return baseIndex + entries.size();
    }

    long lastTerm() {
        return term(lastIndex());
    }

    /** Whether the log knows the term of the index. */
    boolean covers(long index) {
        return index >= baseIndex && index <= lastIndex();
    }

    /** The term of the entry; the log must cover it. */
    long term(long index) {
        return index == baseIndex ? baseTerm : entry(index).getTerm();
    }

    boolean matches(long index, long term) {
        return covers(index) && term(index) == term;
    }

    Entry entry(long index) {
        if (index <= baseIndex || index > lastIndex()) {
            throw new IllegalStateException("no entry " + index + " in " + baseIndex + ".." + lastIndex());
        }
        return entries.get((int) (index - baseIndex - 1));
    }

    Log append(Entry entry) {
        if (entry.getIndex() != lastIndex() + 1) {
            throw new IllegalStateException("entry " + entry.getIndex() + " can't follow " + lastIndex());
        }
        if (entry.getTerm() < lastTerm()) {
            throw new IllegalStateException("terms of entries go back: " + lastTerm() + " to " + entry.getTerm());
        }
        return new Log(baseIndex, baseTerm, entries.append(entry));
    }

    Log append(long term, Entry.Kind kind, ByteString payload) {
        return append(Entry.newBuilder()
                .setIndex(lastIndex() + 1)
                .setTerm(term)
                .setKind(kind)
                .setPayload(payload)
                .build());
    }

    /** Keeps the entries up to the index. */
    Log upTo(long index) {
        return index >= lastIndex() ? this : new Log(baseIndex, baseTerm, entries.take((int) (index - baseIndex)));
    }

    /** Forgets the entries up to the index. */
    Log from(long index) {
        return index <= baseIndex ? this : new Log(index, term(index), entries.drop((int) (index - baseIndex)));
    }

    /** The first index of a term at least as high: terms never go back along a log. One beyond the end if none is. */
    long firstOfTerm(long term) {
        long low = baseIndex + 1;
        long high = lastIndex() + 1;
        while (low < high) {
            long middle = (low + high) >>> 1;
            if (term(middle) >= term) {
                high = middle;
            } else {
                low = middle + 1;
            }
        }
        return low;
    }

    End end() {
        return new End(lastTerm(), lastIndex());
    }
}
