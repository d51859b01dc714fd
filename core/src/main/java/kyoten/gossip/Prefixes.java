package kyoten.gossip;

import com.google.protobuf.ByteString;
import io.vavr.Tuple2;
import io.vavr.collection.SortedMap;
import io.vavr.collection.TreeMap;
import io.vavr.control.Option;
import kyoten.gossip.message.PrefixPart;
import kyoten.wire.MalformedException;

/**
 * Which resolver is for which keys.
 *
 * @param rules by the prefix of the keys that they are for
 */
public record Prefixes(SortedMap<ByteString, Rule> rules) {
    static final Prefixes NONE = new Prefixes(TreeMap.empty(ByteString.unsignedLexicographicalComparator()));

    private static final int LONGEST_PREFIX = 1 << 16;
    private static final int LONGEST_NAME = 255;

    /**
     * What was last said of a prefix.
     *
     * @param version one more than that of what was said before, where it was said
     * @param resolver empty for none
     */
    public record Rule(long version, String resolver) {
        Rule merge(Rule other) {
            int byVersion = Long.compareUnsigned(version, other.version);
            boolean isLater = byVersion > 0 || byVersion == 0 && resolver.compareTo(other.resolver) >= 0;
            return isLater ? this : other;
        }
    }

    /**
     * The resolver of a key, by its longest prefix that has one; none if its values are to be left as they are. A prefix
     * whose resolver was taken away is as if nothing had ever been said of it.
     */
    public Option<String> resolver(ByteString key) {
        Option<String> longest = Option.none();
        for (Tuple2<ByteString, Rule> entry : rules) { // prefixes of a key come in the order of their lengths
            if (!entry._2.resolver().isEmpty() && key.startsWith(entry._1)) {
                longest = Option.some(entry._2.resolver());
            }
        }
        return longest;
    }

    /** With another resolver for a prefix; an empty name takes it away. */
    public Prefixes with(ByteString prefix, String resolver) {
        long version = rules.get(prefix).map(Rule::version).getOrElse(0L) + 1;
        return new Prefixes(rules.put(prefix, new Rule(version, resolver)));
    }

    Prefixes merge(Prefixes other) {
        return other.rules.isEmpty() ? this : new Prefixes(rules.merge(other.rules, Rule::merge));
    }

    static Prefixes of(Iterable<PrefixPart> message) {
        SortedMap<ByteString, Rule> rules = NONE.rules;
        for (PrefixPart part : message) {
            if (part.getPrefix().size() > LONGEST_PREFIX || part.getResolver().length() > LONGEST_NAME) {
                throw new MalformedException(
                        "the rule of a prefix is too long: " + part.getSerializedSize() + " bytes");
            } else if (rules.containsKey(part.getPrefix())) {
                throw new MalformedException("a prefix has two rules");
            }
            rules = rules.put(part.getPrefix(), new Rule(part.getVersion(), part.getResolver()));
        }
        return new Prefixes(rules);
    }

    Iterable<PrefixPart> toMessage() {
        return rules.map(entry -> PrefixPart.newBuilder()
                .setPrefix(entry._1)
                .setVersion(entry._2.version())
                .setResolver(entry._2.resolver())
                .build());
    }
}
