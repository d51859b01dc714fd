package kyoten.site;

import io.vavr.collection.Seq;
import io.vavr.collection.Vector;
import kyoten.causal.Dot;

/**
 * The last updates of one origin in one stream, without gaps, up to the last that was applied: what other sites may still
 * need. Every update that is applied goes in, also one that is replaced already, so that any site can pass it on.
 *
 * @param first of the updates that are there; one more than the last one applied, if none is
 * @param hashBefore the running hash before the first
 * @param logged in order
 * @param hash the running hash after the last
 * @param bytes of all updates, as {@link LoggedUpdate#size} counts them
 */
public record OriginLog(long first, long hashBefore, Vector<Logged> logged, long hash, long bytes) {
    static final OriginLog NEW = behind(0, 0);

    /**
     * An update and the running hash after it.
     *
     * @param hash see {@link LoggedUpdate#hash}
     */
    public record Logged(LoggedUpdate update, long hash) {}

    /** A log that begins behind an update, with nothing in it. */
    static OriginLog behind(long n, long hash) {
        return new OriginLog(n + 1, hash, Vector.empty(), hash, 0);
    }

    /** The last update that was applied; 0 if none ever was. */
    public long last() {
        return first + logged.size() - 1;
    }

    /**
     * The updates from one on.
     *
     * @param n not below {@link #first}
     */
    public Seq<LoggedUpdate> from(long n) {
        return logged.drop((int) Math.min(place(n), logged.size())).map(Logged::update);
    }

    /**
     * The running hash before an update.
     *
     * @param n from {@link #first} to one more than {@link #last}
     */
    public long hashBefore(long n) {
        long place = place(n);
        return place == 0 ? hashBefore : logged.get((int) place - 1).hash();
    }

    private long place(long n) {
        if (n < first) {
            throw new IllegalArgumentException("update " + n + " of a log that begins with " + first);
        }
        return n - first;
    }

    OriginLog appended(LoggedUpdate update) {
        expectNext(update.dot());
        long after = update.hash(hash);
        return new OriginLog(first, hashBefore, logged.append(new Logged(update, after)), after, bytes + update.size());
    }

    /** After an update that nobody else needs. */
    OriginLog skipped(LoggedUpdate update) {
        expectNext(update.dot());
        return behind(update.dot().n(), update.hash(hash));
    }

    private void expectNext(Dot dot) {
        if (dot.n() != last() + 1) {
            throw new IllegalStateException(dot + " comes after " + last());
        }
    }

    /** Without the updates up to one, as far as they are there. */
    OriginLog trimmedTo(long n) {
        if (n < first) {
            return this;
        } else if (n >= last()) {
            return behind(last(), hash);
        }
        int gone = (int) (n + 1 - first);
        long goneBytes = 0;
        for (Logged entry : logged.take(gone)) {
            goneBytes += entry.update().size();
        }
        return new OriginLog(n + 1, hashBefore(n + 1), logged.drop(gone), hash, bytes - goneBytes);
    }
}
