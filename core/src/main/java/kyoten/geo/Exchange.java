package kyoten.geo;

import io.vavr.collection.Queue;
import io.vavr.collection.SortedMap;
import io.vavr.collection.SortedSet;
import io.vavr.collection.TreeMap;
import io.vavr.collection.TreeSet;
import io.vavr.collection.Vector;
import io.vavr.control.Option;
import kyoten.causal.Origin;
import kyoten.causal.VersionVector;
import kyoten.gossip.Incarnation;
import kyoten.site.HashRange;
import kyoten.site.HashTree;
import kyoten.site.Store;
import kyoten.site.message.KeyPart;

/**
 * How far a comparison of trees has come, at the site that catches up.
 *
 * @param id unlike that of any other exchange
 * @param with whose state is compared
 * @param base this site's own state that is compared
 * @param streams that are compared
 * @param last the question that was asked last
 * @param opening what the first answer told
 * @param ranges that differ and have not been looked into
 * @param wanted keys to be fetched
 * @param firstSibling of the first wanted key: what comes before it has been fetched
 * @param parts how many parts of each stream have been put into the log
 * @param closing whether all parts have been, the last ones included
 */
record Exchange(
        long id,
        Incarnation with,
        Store base,
        Vector<Integer> streams,
        Question last,
        Opening opening,
        Queue<RangeKey> ranges,
        Queue<Wanted> wanted,
        int firstSibling,
        SortedMap<Integer, Integer> parts,
        boolean closing) {

    /**
     * A question, or the wait for the end when there are no more.
     *
     * @param askedAt when it was asked, by {@code Env.now()}
     * @param heardAt when the other site said that it had been told of it, which is after its answer has left
     * @param slowest the longest time that an earlier answer of this exchange took, in nanoseconds
     */
    record Question(int number, long askedAt, Option<Long> heardAt, long slowest) {
        static final Question NONE = new Question(0, 0, Option.none(), 0);

        Question next(long now) {
            return new Question(number + 1, now, Option.none(), slowestBy(now));
        }

        Question heard(long now) {
            return new Question(number, askedAt, Option.some(now), slowest);
        }

        Question closing(long now) {
            return new Question(number, now, Option.none(), slowestBy(now));
        }

        private long slowestBy(long now) {
            return number == 0 ? 0 : Math.max(slowest, now - askedAt);
        }
    }

    /**
     * A stream of the state that is compared.
     *
     * @param applied what the state had applied
     * @param collected what had been seen at keys that it had collected
     * @param hashes the running hash of each origin
     */
    record Root(VersionVector applied, VersionVector collected, SortedMap<Origin, Long> hashes) {}

    /**
     * What is known once the other site has answered the first question.
     *
     * @param roots of the streams
     * @param ahead keys that are fetched whether or not they differ
     * @param bare keys that have no siblings there, and of which more was seen than has been applied
     */
    record Opening(SortedMap<Integer, Root> roots, SortedSet<Wanted> ahead, Vector<KeyPart> bare) {
        static final Opening UNKNOWN = new Opening(TreeMap.empty(), TreeSet.empty(), Vector.empty());
    }

    /** Some keys of a stream. */
    record RangeKey(int stream, HashRange range) {
        RangeKey part(int i) {
            return new RangeKey(stream, range.child(i));
        }
    }

    /** A key, by its hash. */
    record Wanted(int stream, long keyHash) implements Comparable<Wanted> {
        @Override
        public int compareTo(Wanted other) {
            return stream != other.stream
                    ? Integer.compare(stream, other.stream)
                    : Long.compareUnsigned(keyHash, other.keyHash);
        }
    }

    static Exchange begun(long id, Incarnation with, Store base, Vector<Integer> streams) {
        return new Exchange(
                id,
                with,
                base,
                streams,
                Question.NONE,
                Opening.UNKNOWN,
                Queue.empty(),
                Queue.empty(),
                0,
                TreeMap.empty(),
                false);
    }

    Exchange asked(long now) {
        return with(last.next(now));
    }

    Exchange heard(long now) {
        return with(last.heard(now));
    }

    private Exchange with(Question question) {
        return new Exchange(id, with, base, streams, question, opening, ranges, wanted, firstSibling, parts, closing);
    }

    Exchange with(Opening newOpening) {
        return new Exchange(id, with, base, streams, last, newOpening, ranges, wanted, firstSibling, parts, closing);
    }

    Exchange withRanges(Queue<RangeKey> newRanges) {
        return new Exchange(id, with, base, streams, last, opening, newRanges, wanted, firstSibling, parts, closing);
    }

    Exchange withWanted(Queue<Wanted> newWanted, int newFirstSibling) {
        return new Exchange(id, with, base, streams, last, opening, ranges, newWanted, newFirstSibling, parts, closing);
    }

    /** The number of the question that was asked last. */
    int question() {
        return last.number();
    }

    /** When it was asked, or nothing more was to be asked. */
    long movedAt() {
        return last.askedAt();
    }

    SortedMap<Integer, Root> roots() {
        return opening.roots();
    }

    /** The number of the next part of a stream. */
    int part(int stream) {
        return parts.getOrElse(stream, 0);
    }

    /** This site's own tree of a stream, as it is compared. */
    HashTree tree(int stream) {
        return base.streams().get(stream).tree();
    }

    Exchange putIntoLog(int stream) {
        return new Exchange(
                id,
                with,
                base,
                streams,
                last,
                opening,
                ranges,
                wanted,
                firstSibling,
                parts.put(stream, part(stream) + 1),
                closing);
    }

    Exchange closed(long now) {
        return new Exchange(
                id, with, base, streams, last.closing(now), opening, ranges, wanted, firstSibling, parts, true);
    }
}
