package kyoten.geo;

import kyoten.geo.Exchange.RangeKey;
import kyoten.geo.message.Range;
import kyoten.site.HashRange;
import kyoten.site.HashTree;
import kyoten.wire.MalformedException;

/** Ranges of keys as messages, with the hashes of their parts. */
final class Ranges {
    private Ranges() {}

    /** A range, as it is in a tree. */
    static Range message(HashTree tree, RangeKey range) {
        Range.Builder message = Range.newBuilder()
                .setStream(range.stream())
                .setBits(range.range().bits())
                .setPrefix(range.range().prefix());
        tree.children(range.range()).forEach(part -> message.addParts(part.hash()));
        return message.build();
    }

    /** @throws MalformedException if the message is no range with the hashes of its parts */
    static RangeKey key(Range message) {
        RangeKey key = key(message.getStream(), message.getPrefix(), message.getBits());
        if (key.range().isSingle() || message.getPartsCount() != HashRange.CHILDREN) {
            throw new MalformedException(
                    "range of " + message.getBits() + " bits in " + message.getPartsCount() + " parts");
        }
        return key;
    }

    /** @throws MalformedException if there is no such range */
    static RangeKey key(int stream, long prefix, int bits) {
        try {
            return new RangeKey(StreamTable.stream(stream), new HashRange(prefix, bits));
        } catch (IllegalArgumentException e) {
            throw new MalformedException("range of keys", e);
        }
    }
}
