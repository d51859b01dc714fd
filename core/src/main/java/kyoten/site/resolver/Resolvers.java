package kyoten.site.resolver;

import io.vavr.collection.Seq;
import io.vavr.collection.SortedMap;
import io.vavr.collection.SortedSet;
import io.vavr.collection.TreeMap;
import java.util.Comparator;
import kyoten.site.resolver.Resolver.Resolution;
import kyoten.site.resolver.Resolver.Written;

/** The resolvers that a server knows, by their names. Should be the same at all servers of all sites. */
public final class Resolvers {
    /** Answers all values, as if no prefix of the key had a resolver; for keys within a longer prefix than others'. */
    public static final String KEEP_ALL = "keep-all";

    /** Answers the value of the latest write by hybrid logical time, of equal times that of the higher dot. */
    public static final String LAST_WRITER = "last-writer";

    /** Joins {@link CounterState}s. */
    public static final String COUNTER = "counter";

    /** Joins {@link SetState}s. */
    public static final String SET = "set";

    /** Takes a prefix's resolver away, where an operator names resolvers; so none may have this name. */
    public static final String NONE = "none";

    /** Those that every server knows. */
    public static final Resolvers USUAL = new Resolvers(TreeMap.<String, Resolver>empty()
            .put(KEEP_ALL, Resolution::all)
            .put(LAST_WRITER, Resolvers::lastWriter)
            .put(
                    COUNTER,
                    values -> Resolution.of(
                            CounterState.joined(values.map(Written::value)).toBytes()))
            .put(
                    SET,
                    values -> Resolution.of(
                            SetState.joined(values.map(Written::value)).toBytes())));

    private static final int LONGEST_REASON = 500;

    private final SortedMap<String, Resolver> byName;

    private Resolvers(SortedMap<String, Resolver> byName) {
        this.byName = byName;
    }

    /**
     * What a key's values became.
     *
     * @param resolution all values, if the resolver could not be applied
     * @param error why it could not, without its end; empty if it could
     */
    public record Resolved(Resolution resolution, String error) {}

    /**
     * Also knows a user's function.
     *
     * @param name small letters, digits and hyphens, at most 64
     * @throws IllegalArgumentException if the name is no such name, or taken
     */
    public Resolvers with(String name, Resolver resolver) {
        if (!name.matches("[a-z0-9-]{1,64}")) {
            throw new IllegalArgumentException(
                    "the name of a resolver has 1 to 64 small letters, digits and hyphens: '" + name + "'");
        } else if (byName.containsKey(name) || name.equals(NONE)) {
            throw new IllegalArgumentException("there is a resolver named '" + name + "' already");
        }
        return new Resolvers(byName.put(name, resolver));
    }

    /** The names that may be chosen. */
    public SortedSet<String> names() {
        return byName.keySet();
    }

    public boolean has(String name) {
        return byName.containsKey(name);
    }

    /**
     * Applies a resolver.
     *
     * @param values at least one, in the order of their dots
     * @param longest how many bytes a value may have
     */
    public Resolved resolve(String name, Seq<Written> values, int longest) {
        Resolver resolver = byName.get(name).getOrNull();
        if (resolver == null) {
            return failed(values, "this site knows no resolver named '" + name + "'");
        }
        try {
            Resolution resolution = resolver.resolve(values);
            boolean isTooLong = resolution.values().exists(value -> value.size() > longest)
                    || resolution.discarded().exists(value -> value.size() > longest);
            return isTooLong
                    ? failed(values, "the resolver '" + name + "' made a value of more than " + longest + " bytes")
                    : new Resolved(resolution, "");
        } catch (Exception | StackOverflowError | AssertionError thrown) { // whatever a user's function may do
            return failed(values, "the resolver '" + name + "' failed: " + thrown);
        }
    }

    private static Resolved failed(Seq<Written> values, String why) {
        return new Resolved(Resolution.all(values), why.substring(0, Math.min(LONGEST_REASON, why.length())));
    }

    private static Resolution lastWriter(Seq<Written> values) {
        Comparator<Written> byTime = Comparator.comparingLong(Written::time);
        return Resolution.only(values.maxBy(byTime.thenComparing(Written::dot)).get(), values);
    }
}
