package kyoten.site.resolver;

import com.google.protobuf.ByteString;
import io.vavr.collection.Seq;
import io.vavr.collection.Vector;
import kyoten.causal.Dot;

/**
 * Makes one answer of the values that live beside each other at a key. A user of the library registers one by name at all
 * servers of all sites ({@link Resolvers#with}), and an operator chooses it for a prefix of the keys.
 *
 * <p>It must be a pure function: equal values give equal answers, at any site and at any time. Then sites that have the same
 * values answer alike, in whatever order they came. It runs on the thread of its server, so it should be quick. If it throws,
 * gread answers all values and says why; nothing else comes of it.
 *
 * <p>Deletions are not among the values: they are forgotten once every site has them (rule X3), and an answer that depended
 * on them would change without anybody's doing.
 */
@FunctionalInterface
public interface Resolver {

    /**
     * Resolves.
     *
     * @param values at least one, in the order of their dots
     */
    Resolution resolve(Seq<Written> values);

    /**
     * A value as it was written.
     *
     * @param dot names the write
     * @param time when it was made, by its site's hybrid logical clock, in nanoseconds since 1970: later than all that its
     *     site had made or heard of by then, however wrong the clocks, unless another site's was more than ten seconds ahead
     */
    record Written(Dot dot, long time, ByteString value) {}

    /**
     * What gread answers.
     *
     * @param values in the order in which it answers them
     * @param discarded values that the answer leaves out and that no value of it stands for, so that its reader can take
     *     care of them: who writes with the answer's context replaces them, too
     */
    record Resolution(Seq<ByteString> values, Seq<ByteString> discarded) {

        /** All values, as they are. */
        public static Resolution all(Seq<Written> values) {
            return new Resolution(values.map(Written::value), Vector.empty());
        }

        /** One value that stands for all. */
        public static Resolution of(ByteString joined) {
            return new Resolution(Vector.of(joined), Vector.empty());
        }

        /** One of the values; the others are reported as discarded. */
        public static Resolution only(Written chosen, Seq<Written> values) {
            return new Resolution(
                    Vector.of(chosen.value()),
                    values.filter(one -> !one.dot().equals(chosen.dot())).map(Written::value));
        }
    }
}
