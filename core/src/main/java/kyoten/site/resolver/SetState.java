package kyoten.site.resolver;

import com.google.protobuf.ByteString;
import com.google.protobuf.InvalidProtocolBufferException;
import io.vavr.Tuple2;
import io.vavr.collection.Seq;
import io.vavr.collection.SortedMap;
import io.vavr.collection.SortedSet;
import io.vavr.collection.TreeMap;
import io.vavr.collection.TreeSet;
import java.util.Comparator;
import kyoten.site.message.SetClientPart;
import kyoten.site.message.SetElementPart;
import kyoten.site.message.SetPart;
import kyoten.wire.MalformedException;

/**
 * A set that clients of many sites change without asking each other: the observed-remove set without tombstones of Bieniusa
 * et al., "An optimized conflict-free replicated set" (2012), with an entry per client.
 *
 * <p>Each put of an element has a number of its client's own. To remove an element is to strike the puts that are known; a put
 * that is not known yet brings it back. In a join, a put that only one side has is struck if the other has counted it, and new
 * to the other if not.
 *
 * @param counts how many elements each client ever put
 * @param elements the puts of each element that nobody has struck
 */
public record SetState(SortedMap<Long, Long> counts, SortedMap<ByteString, SortedSet<Put>> elements) {
    /** Nobody has put anything. */
    public static final SetState EMPTY = new SetState(
            TreeMap.empty(Long::compareUnsigned), TreeMap.empty(ByteString.unsignedLexicographicalComparator()));

    private static final int MAGIC = 0x6b797374;

    /**
     * That an element was put.
     *
     * @param n the client's puts are counted from 1
     */
    public record Put(long client, long n) implements Comparable<Put> {
        private static final Comparator<Put> ORDER = ((Comparator<Put>)
                        (one, other) -> Long.compareUnsigned(one.client, other.client))
                .thenComparingLong(Put::n);

        @Override
        public int compareTo(Put other) {
            return ORDER.compare(this, other);
        }
    }

    /** How many elements a client ever put. */
    public long count(long client) {
        return counts.getOrElse(client, 0L);
    }

    /** With an element, by a client's next put, which stands for those before it. */
    public SetState with(ByteString element, long client) {
        long n = count(client) + 1;
        return new SetState(counts.put(client, n), elements.put(element, TreeSet.of(new Put(client, n))));
    }

    /** Without an element, as far as is known here. */
    public SetState without(ByteString element) {
        return new SetState(counts, elements.remove(element));
    }

    /** What either state knows. */
    public SetState join(SetState other) {
        SortedMap<ByteString, SortedSet<Put>> joined = EMPTY.elements;
        for (ByteString element : elements.keySet().addAll(other.elements.keySet())) {
            SortedSet<Put> puts = alive(other, element).addAll(other.alive(this, element));
            joined = puts.isEmpty() ? joined : joined.put(element, puts);
        }
        return new SetState(counts.merge(other.counts, Math::max), joined);
    }

    /** The puts of an element here that the other side has not struck. */
    private SortedSet<Put> alive(SetState other, ByteString element) {
        SortedSet<Put> theirs = other.elements.getOrElse(element, TreeSet.empty());
        return elements.getOrElse(element, TreeSet.empty())
                .filter(put -> theirs.contains(put) || put.n() > other.count(put.client()));
    }

    /**
     * What any of several values knows.
     *
     * @throws MalformedException if one of them is no set
     */
    public static SetState joined(Seq<ByteString> values) {
        return values.map(SetState::of).foldLeft(EMPTY, SetState::join);
    }

    /** As a value of a key. */
    public ByteString toBytes() {
        SetPart.Builder part = SetPart.newBuilder().setMagic(MAGIC);
        counts.forEach((client, n) -> part.addClients(message(client, n)));
        for (Tuple2<ByteString, SortedSet<Put>> element : elements) {
            SetElementPart.Builder puts = SetElementPart.newBuilder().setElement(element._1);
            element._2.forEach(put -> puts.addPuts(message(put.client(), put.n())));
            part.addElements(puts);
        }
        return part.build().toByteString();
    }

    private static SetClientPart message(long client, long n) {
        return SetClientPart.newBuilder().setClient(client).setN(n).build();
    }

    /**
     * The set that a value is.
     *
     * @throws MalformedException if it is none
     */
    public static SetState of(ByteString value) {
        SetPart part = parse(value);
        SortedMap<Long, Long> counts = EMPTY.counts;
        for (SetClientPart client : part.getClientsList()) {
            if (client.getN() < 1 || counts.containsKey(client.getClient())) {
                throw new MalformedException("a set has a client's count that no client makes");
            }
            counts = counts.put(client.getClient(), client.getN());
        }
        SetState state = new SetState(counts, EMPTY.elements);
        for (SetElementPart element : part.getElementsList()) {
            state = new SetState(counts, state.elements.put(element.getElement(), puts(element, state)));
        }
        return state;
    }

    private static SortedSet<Put> puts(SetElementPart element, SetState state) {
        SortedSet<Put> puts = TreeSet.empty();
        for (SetClientPart put : element.getPutsList()) {
            if (put.getN() < 1 || put.getN() > state.count(put.getClient())) {
                throw new MalformedException("a set has an element that nobody put");
            }
            puts = puts.add(new Put(put.getClient(), put.getN()));
        }
        if (puts.isEmpty() || state.elements.containsKey(element.getElement())) {
            throw new MalformedException("a set has an element that no client makes");
        }
        return puts;
    }

    private static SetPart parse(ByteString value) {
        try {
            SetPart part = SetPart.parseFrom(value);
            if (part.getMagic() == MAGIC) {
                return part;
            }
        } catch (InvalidProtocolBufferException e) {
            throw new MalformedException("a value of " + value.size() + " bytes is no set", e);
        }
        throw new MalformedException("a value of " + value.size() + " bytes is no set");
    }
}
