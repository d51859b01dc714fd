package kyoten.site;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import io.vavr.collection.Vector;
import io.vavr.control.Option;
import java.util.List;
import java.util.Random;
import kyoten.causal.Dot;
import kyoten.causal.Origin;
import kyoten.causal.VersionVector;
import kyoten.gossip.History;
import kyoten.gossip.Incarnation;
import kyoten.gossip.Member;
import kyoten.node.SiteId;
import kyoten.site.message.Absorb;
import kyoten.site.message.AbsorbHead;
import kyoten.site.message.Command;
import kyoten.site.message.KeyPart;
import org.junit.jupiter.api.Test;

/** Rule X5: what a site takes over from another one's root. */
class ExchangeRulesTest {
    private static final VersionVector NOTHING = VersionVector.empty();
    private static final ByteString KEY = Stores.bytes("k");
    private static final int STREAM = Streams.of(KEY);
    private static final SiteId OSAKA = new SiteId("osaka");
    private static final Origin OLD = new Origin(OSAKA, 1);
    private static final Origin NEW = new Origin(OSAKA, 2);
    private static final Origin KYOTO = new Origin(new SiteId("kyoto"), 1);
    private static final History ALL =
            History.of(Vector.of(Stores.SITE, OSAKA, KYOTO.site()).map(site -> Member.of(Incarnation.founder(site))));

    /** Takes over. */
    private final Stores tokyo = new Stores(Stores.SITE, ALL);
    /** Is taken over. */
    private final Stores kyoto = new Stores(KYOTO.site(), ALL);

    private final Random random = new Random(1);
    private final Session.Key atTokyo;
    private final Session.Key atKyoto;

    ExchangeRulesTest() {
        tokyo.beginEpoch(1);
        kyoto.beginEpoch(1);
        atTokyo = tokyo.open();
        atKyoto = kyoto.open();
    }

    private List<Absorb> parts() {
        return TreeComparison.parts(tokyo.store(), kyoto.store(), STREAM, random);
    }

    private Object absorb(Absorb part) {
        return tokyo.apply(Command.newBuilder().setAbsorb(part));
    }

    private void exchange() {
        parts().forEach(part -> assertThat(absorb(part)).isEqualTo(new Result.Recorded()));
    }

    private static void arrive(Stores stores, Origin origin, VersionVector context, String value) {
        stores.arrive(KEY, origin, context, Option.some(Stores.bytes(value)));
    }

    private static VersionVector upTo(Origin origin, long n) {
        return VersionVector.upTo(new Dot(origin, n));
    }

    private Iterable<ByteString> values() {
        return Stores.values(tokyo.store().key(KEY));
    }

    private VersionVector applied() {
        return tokyo.store().streams().get(STREAM).applied();
    }

    @Test
    void an_empty_site_deletes_nothing() {
        tokyo.update(atTokyo, 1, Stores.write("k", "own"));
        exchange();
        assertThat(values()).containsExactly(Stores.bytes("own"));
        assertThat(tokyo.store().key(KEY).local().get().replaced()).isFalse();
    }

    @Test
    void what_the_other_root_has_comes_and_what_it_has_deleted_goes() {
        arrive(tokyo, OLD, NOTHING, "deleted there");
        tokyo.update(atTokyo, 1, Stores.gwrite("k", "own", NOTHING));
        arrive(kyoto, OLD, NOTHING, "deleted there");
        kyoto.update(atKyoto, 1, Stores.gdelete("k", upTo(OLD, 1)));
        arrive(kyoto, OLD, NOTHING, "new there");
        exchange();
        assertThat(values()).containsExactly(Stores.bytes("new there"), Stores.bytes("own"));
        assertThat(applied().covers(upTo(OLD, 2).join(upTo(KYOTO, 1)))).isTrue();
    }

    @Test
    void the_own_value_that_another_root_has_replaced_is_read_and_marked() {
        tokyo.update(atTokyo, 1, Stores.write("k", "own"));
        Origin own = new Origin(Stores.SITE, 1);
        arrive(kyoto, own, NOTHING, "own");
        kyoto.update(atKyoto, 1, Stores.gwrite("k", "instead", upTo(own, 1)));
        exchange();
        Local local = tokyo.store().key(KEY).local().get();
        assertThat(local.value()).containsExactly(Stores.bytes("own"));
        assertThat(local.replaced()).isTrue();
    }

    @Test
    void nothing_shows_before_the_last_part_is_there() {
        for (int i = 1; i <= 5; i++) {
            arrive(kyoto, OLD, NOTHING, "v" + i);
        }
        List<Absorb> parts = parts();
        for (Absorb part : parts.subList(0, parts.size() - 1)) {
            absorb(part);
            assertThat(values()).isEmpty();
            assertThat(applied()).isEqualTo(NOTHING);
        }
        absorb(parts.get(parts.size() - 1));
        assertThat(values()).hasSize(5);
        assertThat(tokyo.store().streams().get(STREAM).staged()).isEmpty();
    }

    @Test
    void logs_begin_anew_behind_what_was_taken_over() {
        arrive(kyoto, OLD, NOTHING, "a");
        arrive(kyoto, OLD, NOTHING, "b");
        exchange();
        OriginLog log = tokyo.store().streams().get(STREAM).log(OLD);
        assertThat(log.first()).isEqualTo(3);
        assertThat(log.hash())
                .isEqualTo(kyoto.store().streams().get(STREAM).log(OLD).hash());
        arrive(tokyo, OLD, NOTHING, "c");
        assertThat(values()).hasSize(3);
    }

    @Test
    void parts_out_of_their_order_are_ignored_and_an_exchange_may_begin_anew() {
        Absorb first = Absorb.newBuilder()
                .setStream(STREAM)
                .setExchange(1)
                .setHead(AbsorbHead.getDefaultInstance())
                .build();
        absorb(first);
        assertThat(absorb(first.toBuilder().setOrdinal(2).build())).isInstanceOf(Result.Ignored.class);
        assertThat(absorb(first.toBuilder().setExchange(2).setOrdinal(1).build()))
                .isInstanceOf(Result.Ignored.class);
        assertThat(tokyo.store().streams().get(STREAM).staged().get().parts()).hasSize(1);
        arrive(kyoto, OLD, NOTHING, "v");
        exchange();
        assertThat(values()).hasSize(1);
    }

    /** The deletion of what arrives in between has been collected at the other site, so that nobody would ever tell of it. */
    @Test
    void an_update_that_arrives_in_between_is_not_kept_for_ever() {
        arrive(kyoto, OLD, NOTHING, "deleted");
        kyoto.update(atKyoto, 1, Stores.gdelete("k", upTo(OLD, 1)));
        kyoto.collect(KEY);
        assertThat(kyoto.store().keys().get(KEY).exists(state -> !state.isAbsent()))
                .isFalse();
        List<Absorb> parts = parts();
        arrive(tokyo, OLD, NOTHING, "deleted");
        parts.forEach(part -> assertThat(absorb(part)).isInstanceOf(Result.Ignored.class));
        assertThat(applied()).isEqualTo(upTo(OLD, 1));
        exchange();
        assertThat(values()).isEmpty();
        assertThat(applied().covers(upTo(KYOTO, 1))).isTrue();
    }

    /**
     * Both sites have the same sibling, so their trees are equal. But one has applied an update, replaced since, whose writer
     * had travelled and knew of an update that has come to neither.
     */
    @Test
    void what_a_replaced_update_knew_comes_with_the_exchange_though_the_trees_are_equal() {
        Dot travelled = new Dot(new Origin(new SiteId("nara"), 1), 1);
        arrive(kyoto, OLD, VersionVector.upTo(travelled), "replaced");
        arrive(kyoto, NEW, upTo(OLD, 1), "same");
        arrive(tokyo, NEW, upTo(OLD, 1), "same");
        exchange();
        arrive(tokyo, travelled.origin(), NOTHING, "known to be replaced");
        assertThat(values()).containsExactly(Stores.bytes("same"));
    }

    @Test
    void a_root_that_knows_more_of_a_site_than_the_site_itself_is_refused() {
        arrive(kyoto, new Origin(Stores.SITE, 1), NOTHING, "forged");
        parts().forEach(part -> assertThat(absorb(part)).isInstanceOf(Result.Ignored.class));
        assertThat(values()).isEmpty();
    }

    @Test
    void a_key_of_another_stream_or_without_order_spoils_the_exchange() {
        Absorb.Builder part = Absorb.newBuilder()
                .setStream(STREAM)
                .setHead(AbsorbHead.getDefaultInstance())
                .setCompletes(true);
        KeyPart stray = KeyPart.newBuilder().setKey(Stores.bytes("l")).build();
        assertThat(absorb(part.clone().addKeys(stray).build())).isInstanceOf(Result.Ignored.class);
        arrive(kyoto, OLD, NOTHING, "a");
        arrive(kyoto, OLD, NOTHING, "b");
        KeyPart ordered = Keys.message(KEY, kyoto.store().key(KEY).siblings());
        KeyPart.Builder twisted = ordered.toBuilder().clearSiblings();
        twisted.addSiblings(ordered.getSiblings(1)).addSiblings(ordered.getSiblings(0));
        assertThat(absorb(part.clone().addKeys(twisted).build())).isInstanceOf(Result.Ignored.class);
        assertThat(values()).isEmpty();
    }

    @Test
    void a_root_without_the_running_hash_of_what_it_brings_is_refused() {
        AbsorbHead head =
                AbsorbHead.newBuilder().setRoot(Vectors.message(upTo(OLD, 1))).build();
        assertThat(absorb(Absorb.newBuilder()
                        .setStream(STREAM)
                        .setHead(head)
                        .setCompletes(true)
                        .build()))
                .isInstanceOf(Result.Ignored.class);
        assertThat(applied()).isEqualTo(NOTHING);
    }

    @Test
    void what_was_collected_at_the_other_site_has_to_be_known_here_too() {
        arrive(kyoto, OLD, NOTHING, "deleted");
        kyoto.update(atKyoto, 1, Stores.gdelete("k", upTo(OLD, 1)));
        kyoto.collect(KEY);
        exchange();
        assertThat(tokyo.update(atTokyo, 1, Stores.gwrite("k", "new", NOTHING).setOnlyIfCurrent(true)))
                .isEqualTo(new Result.Updated(kyoten.site.message.Updated.Outcome.STALE));
    }

    @Test
    void the_hybrid_clock_follows_what_is_taken_over_but_not_too_far() {
        tokyo.atWall(500);
        kyoto.atWall(10_000_000_500L);
        kyoto.update(atKyoto, 1, Stores.write("k", "a"));
        exchange();
        assertThat(tokyo.store().hybrid()).isEqualTo(10_000_000_500L);
        kyoto.update(atKyoto, 2, Stores.gwrite("k", "too far ahead", NOTHING));
        exchange();
        assertThat(values()).hasSize(2);
        assertThat(tokyo.store().hybrid()).isEqualTo(10_000_000_500L);
    }

    @Test
    void an_exchange_of_no_stream_is_ignored() {
        Store before = tokyo.store();
        assertThat(absorb(Absorb.newBuilder().setStream(Streams.COUNT).build())).isInstanceOf(Result.Ignored.class);
        assertThat(tokyo.store()).isEqualTo(before);
    }
}
