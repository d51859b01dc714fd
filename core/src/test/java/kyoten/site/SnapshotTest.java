package kyoten.site;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.protobuf.ByteString;
import com.google.protobuf.InvalidProtocolBufferException;
import io.vavr.collection.TreeMap;
import io.vavr.collection.Vector;
import io.vavr.control.Option;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import kyoten.causal.Dot;
import kyoten.causal.Origin;
import kyoten.causal.VersionVector;
import kyoten.gossip.History;
import kyoten.gossip.Incarnation;
import kyoten.gossip.Member;
import kyoten.node.NodeId;
import kyoten.node.SiteId;
import kyoten.raft.Machine.Chunk;
import kyoten.site.message.Absorb;
import kyoten.site.message.AbsorbHead;
import kyoten.site.message.SnapshotPart;
import kyoten.wire.MalformedException;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class SnapshotTest {
    private static final int PART = Limits.DEFAULT.partBytes();

    /** What can't be divided is smaller. */
    private static final int LARGEST = 600;

    private static final String BIG = "x".repeat(1000);

    private static final Origin OSAKA = new Origin(new SiteId("osaka"), 1);
    private static final Origin NAGOYA = new Origin(new SiteId("nagoya"), 2);

    private static final History TWO =
            History.of(Vector.of(Stores.SITE, OSAKA.site()).map(site -> Member.of(Incarnation.founder(site))));

    private static final Store EMPTY = new Stores().store();

    private static Vector<ByteString> parts(Store root) {
        return parts(root, PART);
    }

    private static Vector<ByteString> parts(Store root, int partBytes) {
        Vector<ByteString> parts = Vector.empty();
        Option<ByteString> cursor = Option.some(ByteString.EMPTY);
        while (cursor.isDefined()) {
            Chunk chunk = SnapshotWriter.chunk(root, cursor.get(), partBytes);
            parts = parts.append(chunk.bytes());
            cursor = chunk.next();
        }
        return parts;
    }

    private static void assertSame(Store actual, Store expected) {
        assertThat(actual.time()).isEqualTo(expected.time());
        assertThat(actual.hybrid()).isEqualTo(expected.hybrid());
        assertThat(actual.sweep()).isEqualTo(expected.sweep());
        assertThat(actual.standing()).isEqualTo(expected.standing());
        assertThat(actual.streams()).isEqualTo(expected.streams());
        assertThat(actual.sessions()).isEqualTo(expected.sessions());
        assertThat(entries(actual)).isEqualTo(entries(expected));
    }

    private static List<Object> entries(Store store) {
        List<Object> entries = new ArrayList<>();
        store.keys().visit(ByteString.EMPTY, (key, state) -> entries.add(List.of(key, state)));
        return entries;
    }

    private static Store random(long seed) {
        Random random = new Random(seed);
        // What a site alone wrote it keeps for nobody.
        Stores stores = random.nextBoolean() ? new Stores() : new Stores(Stores.SITE, TWO);
        stores.beginEpoch(random.nextLong());
        Session.Key session = stores.open();
        for (int i = 1; i <= 40; i++) {
            String key = "key-" + random.nextInt(10);
            switch (random.nextInt(6)) {
                case 0 -> stores.beginEpoch(random.nextLong());
                case 1 -> session = stores.open();
                case 2 -> stores.update(session, i, Stores.delete(key));
                case 3 ->
                    stores.arrive(
                            Stores.bytes(key),
                            random.nextBoolean() ? OSAKA : NAGOYA,
                            Greads.known(
                                    stores.store(),
                                    Stores.bytes(key),
                                    stores.store().key(Stores.bytes(key))),
                            random.nextBoolean() ? Option.none() : Option.some(ByteString.EMPTY));
                default -> stores.update(session, i, Stores.gwrite(key, "v" + i, VersionVector.empty()));
            }
            stores.atSeconds(i);
        }
        return staging(staging(stores.store(), random), random);
    }

    /** The same while an exchange goes on in one of its streams. */
    private static Store staging(Store store, Random random) {
        int stream = random.nextInt(Streams.COUNT);
        Absorb.Builder part = Absorb.newBuilder().setExchange(random.nextLong()).setStream(stream);
        Staged staged = Staged.begun(part.setHead(AbsorbHead.newBuilder()
                        .setRoot(Vectors.message(VersionVector.upTo(new Dot(OSAKA, 1 + random.nextInt(9))))))
                .build());
        for (int i = 1; i <= random.nextInt(4); i++) {
            staged = staged.with(part.clearHead()
                    .setOrdinal(i)
                    .addAbsent(Stores.bytes("absent-" + i))
                    .build());
        }
        return store.with(stream, store.streams().get(stream).staging(staged));
    }

    @Property(tries = 200)
    void a_store_comes_back_whole(@ForAll long seed) {
        Store store = random(seed);
        assertSame(SnapshotReader.restore(parts(store)), store);
    }

    @Property(tries = 300)
    void a_store_comes_back_whole_from_small_parts(@ForAll long seed, @ForAll @IntRange(min = 1, max = 600) int bytes) {
        Store store = random(seed);
        Vector<ByteString> parts = parts(store, bytes);
        assertSame(SnapshotReader.restore(parts), store);
        // The head can't be divided, and neither can a session.
        assertThat(parts.tail()).allMatch(part -> part.size() < 2 * bytes + LARGEST);
        assertThat(parts.init()).allMatch(part -> part.size() > bytes / 2);
    }

    @Property(tries = 100)
    void streams_come_back_of_which_only_little_is_known(@ForAll long seed) {
        Random random = new Random(seed);
        Store store = EMPTY;
        for (int i = 0; i < 20; i++) {
            StreamState some = StreamState.NEW.withVectors(someOf(random), someOf(random), someOf(random));
            store = store.with(random.nextInt(Streams.COUNT), some);
        }
        assertSame(SnapshotReader.restore(parts(store, 1 + random.nextInt(200))), store);
    }

    private static VersionVector someOf(Random random) {
        return random.nextInt(3) > 0
                ? VersionVector.empty()
                : VersionVector.upTo(new Dot(OSAKA, 1 + random.nextInt(9)));
    }

    @Test
    void boots_and_collected_floors_come_back() {
        Epochs epochs =
                new Epochs(-5, TreeMap.of(new NodeId("tokyo/1"), -1L, new NodeId("tokyo/2"), 2L), Vector.of(9L, 8L));
        StreamState stream = StreamState.NEW.withVectors(
                VersionVector.upTo(new Dot(OSAKA, 3)),
                VersionVector.upTo(new Dot(OSAKA, 2)),
                VersionVector.upTo(new Dot(OSAKA, 1)));
        Store full = EMPTY.with(epochs).at(7).heard(8).with(255, stream);
        assertSame(SnapshotReader.restore(parts(full)), full);
    }

    @Test
    void a_sweep_comes_back_where_it_was() {
        assertThat(EMPTY.sweep()).isEqualTo(Sweep.OVER);
        for (boolean repeats : List.of(true, false)) {
            Store sweeping = EMPTY.with(new Sweep(Option.some(Stores.bytes("k")), repeats));
            assertSame(SnapshotReader.restore(parts(sweeping)), sweeping);
        }
    }

    @Test
    void a_part_that_is_just_full_takes_no_more() {
        Stores stores = new Stores();
        stores.open();
        Store store = stores.store();
        int head = part(store, PART).getHead().getSerializedSize();
        assertThat(part(store, head + 1).getSessionsCount()).isOne();
        assertThat(part(store, head).getSessionsCount()).isZero();
        assertSame(SnapshotReader.restore(parts(store, head)), store);
    }

    private static SnapshotPart part(Store store, int partBytes) {
        try {
            return SnapshotPart.parseFrom(
                    SnapshotWriter.chunk(store, ByteString.EMPTY, partBytes).bytes());
        } catch (InvalidProtocolBufferException e) {
            throw new AssertionError(e);
        }
    }

    /** Each thing is as big as two parts. */
    private static void assertNoTwoInAPart(Store store) {
        Vector<ByteString> parts = parts(store, BIG.length() / 2);
        assertThat(parts).hasSizeGreaterThan(2).allMatch(part -> part.size() < 2 * BIG.length());
        assertSame(SnapshotReader.restore(parts), store);
    }

    @Test
    void a_key_counts_with_its_name() {
        Stores stores = new Stores();
        for (int i = 0; i < 3; i++) {
            stores.arrive(Stores.bytes(i + BIG), OSAKA, VersionVector.empty(), Option.some(ByteString.EMPTY));
        }
        assertNoTwoInAPart(stores.store());
    }

    @Test
    void a_key_counts_with_what_read_answers() {
        Stores stores = new Stores();
        stores.beginEpoch(1);
        Session.Key session = stores.open();
        VersionVector all = VersionVector.upTo(new Dot(new Origin(Stores.SITE, 1), 3));
        for (int i = 1; i <= 3; i++) {
            stores.update(session, i, Stores.write("k" + i, BIG));
            stores.arrive(Stores.bytes("k" + i), OSAKA, all, Option.none());
        }
        assertNoTwoInAPart(stores.store());
    }

    @Test
    void what_is_kept_aside_of_an_exchange_counts() {
        Absorb.Builder part = Absorb.newBuilder().setStream(7).addAbsent(Stores.bytes(BIG));
        Staged staged = Staged.begun(
                part.clone().setHead(AbsorbHead.getDefaultInstance()).build());
        for (int i = 1; i < 3; i++) {
            staged = staged.with(part.clone().setOrdinal(i).build());
        }
        assertNoTwoInAPart(EMPTY.with(7, EMPTY.streams().get(7).staging(staged)));
    }

    @Test
    void a_key_with_more_values_than_fit_goes_on_in_the_next_part() {
        Stores stores = new Stores();
        stores.beginEpoch(1);
        Session.Key session = stores.open();
        String big = "x".repeat(PART - 1000);
        for (int i = 1; i <= 20; i++) {
            stores.arrive(Stores.bytes("big"), OSAKA, VersionVector.empty(), Option.some(Stores.bytes(big + i)));
            stores.update(session, i, Stores.write("key-" + i, "small"));
        }
        Vector<ByteString> parts = parts(stores.store());
        assertThat(parts).hasSizeGreaterThan(10).allMatch(part -> part.size() < 2 * PART + 1000);
        assertSame(SnapshotReader.restore(parts), stores.store());
    }

    @Test
    void a_long_log_goes_on_in_the_next_part() {
        Stores stores = new Stores(Stores.SITE, TWO);
        stores.beginEpoch(1);
        Session.Key session = stores.open();
        for (int i = 1; i <= 100; i++) {
            stores.update(session, i, Stores.write("k", "v" + i));
        }
        Vector<ByteString> parts = parts(stores.store(), 100);
        assertThat(parts).hasSizeGreaterThan(5).allMatch(part -> part.size() < 100 + LARGEST);
        assertSame(SnapshotReader.restore(parts), stores.store());
    }

    @Test
    void many_sessions_go_on_in_the_next_part() {
        Stores stores = new Stores();
        for (int i = 0; i < 10_000; i++) {
            stores.open();
        }
        Vector<ByteString> parts = parts(stores.store());
        assertThat(parts).hasSizeGreaterThan(1).allMatch(part -> part.size() < 2 * PART);
        assertSame(SnapshotReader.restore(parts), stores.store());
    }

    @Test
    void a_long_value_that_read_answers_too_does_not_stop_the_snapshot() {
        Stores stores = new Stores();
        stores.beginEpoch(1);
        stores.update(stores.open(), 1, Stores.write("k", "x".repeat(PART)));
        assertSame(SnapshotReader.restore(parts(stores.store())), stores.store());
    }

    @Property(tries = 300)
    void hostile_parts_end_in_the_one_exception(@ForAll long seed) {
        Random random = new Random(seed);
        byte[] bytes = parts(random(seed)).last().toByteArray();
        for (int i = 0; i < 3; i++) {
            bytes[random.nextInt(bytes.length)] = (byte) random.nextInt();
        }
        try {
            SnapshotReader.restore(Vector.of(
                    SnapshotWriter.chunk(EMPTY, ByteString.EMPTY, PART).bytes(), ByteString.copyFrom(bytes)));
        } catch (MalformedException expected) {
            assertThat(expected).hasMessageNotContaining("null");
        }
    }

    @Test
    void parts_without_their_head_are_no_snapshot() {
        Vector<ByteString> parts = parts(random(1));
        assertThatThrownBy(() -> SnapshotReader.restore(parts.tail())).isInstanceOf(MalformedException.class);
        assertThatThrownBy(() -> SnapshotReader.restore(Vector.empty())).isInstanceOf(MalformedException.class);
    }

    @Test
    void the_parts_of_a_site_are_as_long_as_its_limits_say() {
        Limits limits = Limits.DEFAULT.with(2000, 300);
        StoreMachine machine = new StoreMachine(Stores.SITE, limits, TWO);
        Store store = random(1);
        assertThat(machine.chunk(store, ByteString.EMPTY))
                .isEqualTo(SnapshotWriter.chunk(store, ByteString.EMPTY, 300));
        assertSame(machine.restore(parts(store)), store);
    }

    @Test
    void the_bytes_of_a_store_are_those_of_its_parts() {
        Store store = random(3);
        assertThat(store.bytes()).isEqualTo(ByteString.copyFrom(parts(store)));
        assertThat(SnapshotReader.restore(parts(store)).bytes()).isEqualTo(store.bytes());
        assertThat(random(4).bytes()).isNotEqualTo(store.bytes());
    }
}
