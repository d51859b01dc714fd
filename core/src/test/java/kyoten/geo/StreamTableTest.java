package kyoten.geo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vavr.collection.SortedMap;
import io.vavr.collection.TreeMap;
import kyoten.causal.Dot;
import kyoten.causal.Origin;
import kyoten.causal.VersionVector;
import kyoten.geo.message.OriginPart;
import kyoten.geo.message.StreamVector;
import kyoten.geo.message.StreamVectors;
import kyoten.node.SiteId;
import kyoten.wire.MalformedException;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;

class StreamTableTest {

    @Provide
    Arbitrary<SortedMap<Integer, VersionVector>> tables() {
        Arbitrary<Dot> dots = Combinators.combine(
                        Arbitraries.of("tokyo", "osaka", "kobe"),
                        Arbitraries.longs().between(-2, 2),
                        Arbitraries.longs().between(1, 1000))
                .as((site, epoch, n) -> new Dot(new Origin(new SiteId(site), epoch), n));
        Arbitrary<VersionVector> vectors = dots.list()
                .ofMinSize(1)
                .ofMaxSize(6)
                .map(list -> VersionVector.upTo(io.vavr.collection.Vector.ofAll(list)));
        return Arbitraries.maps(Arbitraries.integers().between(0, 255), vectors)
                .ofMaxSize(20)
                .map(TreeMap::ofAll);
    }

    @Property
    void a_message_stands_for_its_vectors(@ForAll("tables") SortedMap<Integer, VersionVector> vectors) {
        assertThat(StreamTable.vectors(StreamTable.message(vectors))).isEqualTo(vectors);
    }

    @Test
    void each_origin_is_named_once() {
        VersionVector one = VersionVector.upTo(new Dot(new Origin(new SiteId("tokyo"), 1), 5));

        StreamVectors message = StreamTable.message(TreeMap.of(1, one, 2, one));

        assertThat(message.getOriginsCount()).isEqualTo(1);
    }

    @Test
    void what_is_no_table_is_refused() {
        StreamVector.Builder stream =
                StreamVector.newBuilder().setStream(1).addOrigin(0).addN(1);
        OriginPart tokyo = OriginPart.newBuilder().setSite("tokyo").build();

        assertMalformed(StreamVectors.newBuilder().addStreams(stream)); // of no origin
        assertMalformed(table(tokyo, stream.clone().setStream(256)));
        assertMalformed(table(tokyo, stream.clone().setOrigin(0, 1)));
        assertMalformed(table(tokyo, stream.clone().setN(0, 0)));
        assertMalformed(table(tokyo, stream.clone().addN(2)));
        assertMalformed(table(OriginPart.getDefaultInstance(), stream));
    }

    private static StreamVectors.Builder table(OriginPart origin, StreamVector.Builder stream) {
        return StreamVectors.newBuilder().addOrigins(origin).addStreams(stream);
    }

    private static void assertMalformed(StreamVectors.Builder message) {
        assertThatThrownBy(() -> StreamTable.vectors(message.build())).isInstanceOf(MalformedException.class);
    }

    @Test
    void what_is_wanted_of_vectors_leaves_out_the_rest_and_streams_without_any() {
        VersionVector tokyo = VersionVector.upTo(new Dot(new Origin(new SiteId("tokyo"), 1), 5));
        VersionVector kobe = VersionVector.upTo(new Dot(new Origin(new SiteId("kobe"), 1), 5));

        assertThat(StreamTable.only(
                        TreeMap.of(1, tokyo.join(kobe), 2, kobe),
                        origin -> origin.site().name().equals("tokyo")))
                .isEqualTo(TreeMap.of(1, tokyo));
    }

    @Test
    void a_name_has_one_to_255_characters() {
        assertThat(StreamTable.site("s".repeat(255)).name()).hasSize(255);
        assertThatThrownBy(() -> StreamTable.site("s".repeat(256))).isInstanceOf(MalformedException.class);
        assertThatThrownBy(() -> StreamTable.site("")).isInstanceOf(MalformedException.class);
    }

    @Test
    void streams_are_numbered_from_0_to_255() {
        assertThat(StreamTable.stream(0)).isZero();
        assertThat(StreamTable.stream(255)).isEqualTo(255);
        assertThatThrownBy(() -> StreamTable.stream(-1)).isInstanceOf(MalformedException.class);
    }
}
