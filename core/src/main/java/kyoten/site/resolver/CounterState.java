package kyoten.site.resolver;

import com.google.protobuf.ByteString;
import com.google.protobuf.InvalidProtocolBufferException;
import io.vavr.Tuple2;
import io.vavr.collection.Seq;
import io.vavr.collection.SortedMap;
import io.vavr.collection.TreeMap;
import io.vavr.control.Option;
import java.math.BigInteger;
import kyoten.site.message.CounterEntryPart;
import kyoten.site.message.CounterPart;
import kyoten.wire.MalformedException;

/**
 * A counter that clients of many sites add to without asking each other: the PN-counter of Shapiro et al., "A comprehensive
 * study of Convergent and Commutative Replicated Data Types" (2011), with an entry per client.
 *
 * <p>A client's entry holds all that it ever added and took away. Since nobody else changes it and it only grows, of two
 * states the one with the larger entry knows more of that client, and the join takes the larger of each.
 *
 * @param entries by client
 */
public record CounterState(SortedMap<Long, Entry> entries) {
    /** Nobody has added anything. */
    public static final CounterState ZERO = new CounterState(TreeMap.empty(Long::compareUnsigned));

    private static final int MAGIC = 0x6b796374;

    /**
     * What one client did.
     *
     * @param added in all, not negative
     * @param taken in all, not negative
     */
    public record Entry(long added, long taken) {
        /** Nothing yet. */
        public static final Entry NOTHING = new Entry(0, 0);

        private Entry join(Entry other) {
            return new Entry(Math.max(added, other.added), Math.max(taken, other.taken));
        }

        /** With an amount more, or less if it is negative; none if that can't be counted any more. */
        public Option<Entry> plus(long amount) {
            if (amount == Long.MIN_VALUE) {
                return Option.none();
            }
            Entry after = amount >= 0 ? new Entry(added + amount, taken) : new Entry(added, taken - amount);
            return Option.when(after.added >= 0 && after.taken >= 0, after);
        }
    }

    /** The entry of a client; none if it has none. */
    public Option<Entry> entry(long client) {
        return entries.get(client);
    }

    /** With another entry of a client. */
    public CounterState with(long client, Entry entry) {
        return new CounterState(entries.put(client, entry));
    }

    /** All that was added, less all that was taken away. */
    public BigInteger total() {
        BigInteger total = BigInteger.ZERO;
        for (Entry entry : entries.values()) {
            total = total.add(BigInteger.valueOf(entry.added())).subtract(BigInteger.valueOf(entry.taken()));
        }
        return total;
    }

    /** What either state knows. */
    public CounterState join(CounterState other) {
        return new CounterState(entries.merge(other.entries, Entry::join));
    }

    /**
     * What any of several values knows.
     *
     * @throws MalformedException if one of them is no counter
     */
    public static CounterState joined(Seq<ByteString> values) {
        return values.map(CounterState::of).foldLeft(ZERO, CounterState::join);
    }

    /** As a value of a key. */
    public ByteString toBytes() {
        CounterPart.Builder part = CounterPart.newBuilder().setMagic(MAGIC);
        for (Tuple2<Long, Entry> entry : entries) {
            part.addEntries(CounterEntryPart.newBuilder()
                    .setClient(entry._1)
                    .setAdded(entry._2.added())
                    .setTaken(entry._2.taken()));
        }
        return part.build().toByteString();
    }

    /**
     * The counter that a value is.
     *
     * @throws MalformedException if it is none
     */
    public static CounterState of(ByteString value) {
        CounterState state = ZERO;
        for (CounterEntryPart part : parse(value).getEntriesList()) {
            if (part.getAdded() < 0 || part.getTaken() < 0 || state.entries.containsKey(part.getClient())) {
                throw new MalformedException("a counter has an entry that no client makes");
            }
            state = state.with(part.getClient(), new Entry(part.getAdded(), part.getTaken()));
        }
        return state;
    }

    private static CounterPart parse(ByteString value) {
        try {
            CounterPart part = CounterPart.parseFrom(value);
            if (part.getMagic() == MAGIC) {
                return part;
            }
        } catch (InvalidProtocolBufferException e) {
            throw new MalformedException("a value of " + value.size() + " bytes is no counter", e);
        }
        throw new MalformedException("a value of " + value.size() + " bytes is no counter");
    }
}
