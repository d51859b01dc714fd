package kyoten.site;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import io.vavr.collection.Vector;
import io.vavr.control.Option;
import java.util.Random;
import kyoten.causal.Dot;
import kyoten.causal.Origin;
import kyoten.causal.Sibling;
import kyoten.causal.VersionVector;
import kyoten.gossip.History;
import kyoten.gossip.Incarnation;
import kyoten.gossip.Member;
import kyoten.node.SiteId;
import kyoten.site.message.Arrive;
import kyoten.site.message.Command;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

/** Rules X2 and X7, and what becomes of a site's own updates that come back to it, on a store alone. */
class ArrivalRulesTest {
    private static final Origin OSAKA = new Origin(new SiteId("osaka"), 1);
    private static final VersionVector NOTHING = VersionVector.empty();
    private static final ByteString KEY = Stores.bytes("k");
    private static final History TWO =
            History.of(Vector.of(Stores.SITE, OSAKA.site()).map(site -> Member.of(Incarnation.founder(site))));

    private final Stores stores = new Stores(Stores.SITE, TWO);
    private final Session.Key session;

    ArrivalRulesTest() {
        stores.beginEpoch(1);
        session = stores.open();
    }

    private static LoggedUpdate update(Origin origin, long n, String value) {
        return new LoggedUpdate(new Dot(origin, n), KEY, NOTHING, Option.some(Stores.bytes(value)), 5);
    }

    private OriginLog log(Origin origin) {
        return stores.store().streamOf(KEY).log(origin);
    }

    private Iterable<ByteString> values() {
        return Stores.values(stores.store().key(KEY));
    }

    private Option<ByteString> read() {
        return stores.store().key(KEY).local().flatMap(Local::value);
    }

    @Test
    void a_batch_is_applied_behind_what_is_there_already() {
        LoggedUpdate first = update(OSAKA, 1, "a");
        stores.arrive(0, first);
        assertThat(stores.arrive(0, first, update(OSAKA, 2, "b"), update(OSAKA, 3, "c")))
                .isEqualTo(new Result.Recorded());
        assertThat(values()).containsExactly(Stores.bytes("a"), Stores.bytes("b"), Stores.bytes("c"));
        assertThat(log(OSAKA).from(2).map(logged -> logged.dot().n())).containsExactly(2L, 3L);
        assertThat(log(OSAKA).hashBefore(2)).isEqualTo(first.hash(0));
    }

    @Test
    void a_batch_behind_a_gap_changes_nothing() {
        Store before = stores.store();
        assertThat(stores.arrive(0, update(OSAKA, 2, "b"))).isInstanceOf(Result.Ignored.class);
        assertThat(stores.store()).isEqualTo(before);
    }

    @Test
    void another_update_under_a_known_dot_is_found_out_by_whatever_follows() {
        stores.arrive(0, update(OSAKA, 1, "a"));
        Store before = stores.store();
        LoggedUpdate other = update(OSAKA, 1, "other");
        Result.Diverged diverged = new Result.Diverged(new Dot(OSAKA, 2));
        assertThat(stores.arrive(0, other, update(OSAKA, 2, "b"))).isEqualTo(diverged);
        assertThat(stores.arrive(other.hash(0), update(OSAKA, 2, "b"))).isEqualTo(diverged);
        assertThat(stores.arrive(0, other)).isEqualTo(diverged);
        assertThat(stores.arrive(1, update(OSAKA, 1, "a"))).isEqualTo(diverged);
        assertThat(stores.store()).isEqualTo(before);
    }

    @Property
    void the_running_hash_tells_updates_apart_by_anything_in_them(@ForAll long seed) {
        Random random = new Random(seed);
        LoggedUpdate one = random(random);
        LoggedUpdate other = random(random);
        assertThat(one.hash(7) == other.hash(7)).isEqualTo(one.equals(other));
        assertThat(one.hash(7)).isNotEqualTo(one.hash(8));
        assertThat(LoggedUpdate.of(one.dot(), one.toMessage())).isEqualTo(one);
    }

    /** One of few, so that two are often alike in all but one thing. */
    private static LoggedUpdate random(Random random) {
        VersionVector context =
                random.nextBoolean() ? NOTHING : VersionVector.upTo(new Dot(OSAKA, 1 + random.nextInt(2)));
        Option<ByteString> value =
                random.nextInt(3) == 0 ? Option.none() : Option.some(Stores.bytes("\0".repeat(random.nextInt(2))));
        ByteString key = Stores.bytes("k".repeat(random.nextInt(2)));
        return new LoggedUpdate(new Dot(OSAKA, 1 + random.nextInt(2)), key, context, value, random.nextInt(2));
    }

    @Test
    void an_update_of_another_stream_ends_the_batch() {
        LoggedUpdate stray = new LoggedUpdate(new Dot(OSAKA, 2), Stores.bytes("l"), NOTHING, Option.none(), 0);
        assertThat(Streams.of(stray.key())).isNotEqualTo(Streams.of(KEY));
        assertThat(stores.arrive(0, update(OSAKA, 1, "a"), stray, update(OSAKA, 3, "c")))
                .isInstanceOf(Result.Ignored.class);
        assertThat(values()).containsExactly(Stores.bytes("a"));
        assertThat(log(OSAKA).last()).isEqualTo(1);
    }

    @Test
    void nobody_brings_a_site_updates_of_its_current_epoch() {
        Origin own = new Origin(Stores.SITE, 1);
        assertThat(stores.arrive(0, update(own, 1, "forged"))).isInstanceOf(Result.Ignored.class);
        assertThat(values()).isEmpty();
    }

    @Test
    void nonsense_in_the_log_changes_nothing() {
        Store before = stores.store();
        Arrive.Builder nowhere =
                Arrive.newBuilder().setStream(Streams.COUNT).setSite("osaka").setFirstN(1);
        assertThat(stores.apply(Stores.arrivals(nowhere))).isInstanceOf(Result.Ignored.class);
        assertThat(stores.apply(Stores.arrivals(nowhere.setStream(0).setFirstN(0))))
                .isInstanceOf(Result.Ignored.class);
        assertThat(stores.apply(Stores.arrivals(nowhere.setFirstN(1).setSite(""))))
                .isInstanceOf(Result.Ignored.class);
        assertThat(stores.store()).isEqualTo(before);
    }

    @Test
    void what_comes_together_is_taken_one_by_one() {
        Arrive.Builder nowhere =
                Arrive.newBuilder().setStream(Streams.COUNT).setSite("osaka").setFirstN(1);
        Arrive.Builder good = Stores.batch(0, update(new Origin(new SiteId("osaka"), 7), 1, "good"));
        assertThat(stores.apply(Stores.arrivals(nowhere, good))).isInstanceOf(Result.Ignored.class);
        assertThat(values()).containsExactly(Stores.bytes("good"));
    }

    @Test
    void an_update_that_is_replaced_already_is_passed_on_all_the_same() {
        stores.update(session, 1, Stores.gwrite("k", "later", VersionVector.upTo(new Dot(OSAKA, 1))));
        stores.arrive(0, update(OSAKA, 1, "earlier"));
        assertThat(values()).containsExactly(Stores.bytes("later"));
        assertThat(log(OSAKA).from(1)).containsExactly(update(OSAKA, 1, "earlier"));
    }

    @Test
    void a_site_alone_keeps_the_running_hash_and_no_log() {
        Stores alone = new Stores();
        alone.beginEpoch(1);
        alone.update(alone.open(), 1, Stores.write("k", "v"));
        stores.update(session, 1, Stores.write("k", "v"));
        Origin own = new Origin(Stores.SITE, 1);
        OriginLog kept = alone.store().streamOf(KEY).log(own);
        assertThat(kept.logged()).isEmpty();
        assertThat(kept.last()).isEqualTo(1);
        assertThat(kept.hash()).isEqualTo(log(own).hash()).isNotEqualTo(0);
        assertThat(log(own).logged()).hasSize(1);
    }

    @Test
    void a_log_beyond_its_bytes_forgets_the_oldest_and_keeps_the_last() {
        int size = update(OSAKA, 1, "x".repeat(400)).size();
        for (long n = 1; n <= 10; n++) {
            stores.arrive(log(OSAKA).hash(), update(OSAKA, n, "x".repeat(400)));
            assertThat(log(OSAKA).bytes())
                    .isEqualTo((long) size * log(OSAKA).logged().size());
        }
        assertThat(log(OSAKA).first()).isEqualTo(11 - Stores.LIMITS.logBytes() / size);
        stores.arrive(log(OSAKA).hash(), update(OSAKA, 11, "x".repeat(Stores.LIMITS.logBytes())));
        assertThat(log(OSAKA).first()).isEqualTo(11);
        assertThat(log(OSAKA).last()).isEqualTo(11);
    }

    @Test
    void a_hybrid_clock_never_goes_back_and_follows_others_but_not_too_far() {
        stores.atWall(1_000);
        stores.update(session, 1, Stores.write("k", "a"));
        assertThat(stores.store().hybrid()).isEqualTo(1_000);
        stores.atWall(500);
        stores.update(session, 2, Stores.write("k", "b"));
        assertThat(stores.store().hybrid()).isEqualTo(1_001);
        LoggedUpdate ahead = new LoggedUpdate(new Dot(OSAKA, 1), KEY, NOTHING, Option.none(), 10_000_000_500L);
        LoggedUpdate tooFar = new LoggedUpdate(new Dot(OSAKA, 2), KEY, NOTHING, Option.none(), 10_000_000_501L);
        stores.arrive(0, ahead, tooFar);
        assertThat(stores.store().hybrid()).isEqualTo(10_000_000_500L);
        stores.update(session, 3, Stores.write("k", "c"));
        Sibling written = stores.store().key(KEY).siblings().live().last();
        assertThat(written.time()).isEqualTo(10_000_000_501L);
    }

    @Test
    void what_a_restored_site_wrote_and_lost_is_read_again_when_it_comes_back() {
        stores.update(session, 1, Stores.write("k", "kept"));
        stores.beginEpoch(2);
        LoggedUpdate lost = new LoggedUpdate(
                new Dot(new Origin(Stores.SITE, 1), 2),
                KEY,
                VersionVector.upTo(new Dot(new Origin(Stores.SITE, 1), 1)),
                Option.some(Stores.bytes("lost")),
                0);
        stores.arrive(log(new Origin(Stores.SITE, 1)).hash(), lost);
        assertThat(read()).containsExactly(Stores.bytes("lost"));
    }

    @Test
    void what_a_site_wrote_in_its_new_epoch_is_not_hidden_by_what_comes_back() {
        stores.beginEpoch(2);
        stores.update(session, 1, Stores.write("k", "new"));
        stores.arrive(0, update(new Origin(Stores.SITE, 1), 1, "old"));
        assertThat(read()).containsExactly(Stores.bytes("new"));
    }

    @Test
    void a_rebuilt_site_reads_the_last_of_its_own_siblings() {
        stores.beginEpoch(2);
        stores.arrive(0, update(OSAKA, 1, "foreign"));
        assertThat(read()).isEmpty();
        Origin old = new Origin(Stores.SITE, 1);
        stores.arrive(0, update(old, 1, "first"), update(old, 2, "second"));
        assertThat(read()).containsExactly(Stores.bytes("second"));
    }

    @Test
    void a_site_that_left_takes_no_updates_of_its_clients_and_goes_on_hearing_others() {
        Incarnation self = Incarnation.founder(Stores.SITE);
        stores.merge(TWO.left(self, self));
        assertThat(stores.update(session, 1, Stores.write("k", "v"))).isEqualTo(Stores.FENCED);
        stores.arrive(0, update(OSAKA, 1, "foreign"));
        assertThat(values()).containsExactly(Stores.bytes("foreign"));
        assertThat(read()).isEmpty();
    }

    @Test
    void a_refusal_of_a_fenced_site_stays_one_when_it_is_asked_for_again() {
        History other = History.of(Vector.of(Member.of(Incarnation.founder(OSAKA.site()))));
        Stores joining = new Stores(Stores.SITE, History.NONE);
        joining.beginEpoch(1);
        Session.Key asked = joining.open();
        assertThat(joining.update(asked, 1, Stores.write("k", "v"))).isEqualTo(Stores.FENCED);
        joining.merge(other.joined(joining.store().standing().member().get()));
        assertThat(joining.update(asked, 1, Stores.write("k", "v"))).isEqualTo(Stores.FENCED);
        assertThat(joining.update(asked, 2, Stores.write("k", "v"))).isNotEqualTo(Stores.FENCED);
    }

    @Test
    void a_site_that_drains_takes_no_updates_of_its_clients() {
        stores.apply(Command.newBuilder().setDrain(kyoten.site.message.Drain.getDefaultInstance()));
        assertThat(stores.update(session, 1, Stores.write("k", "v"))).isEqualTo(Stores.FENCED);
        assertThat(stores.store().standing().isMember()).isTrue();
    }

    @Test
    void a_site_that_changes_its_epoch_tells_so_in_its_history_and_is_not_fenced() {
        stores.beginEpoch(9);
        History history = stores.store().standing().history();
        assertThat(history.closedOrigins()).containsExactly(new Origin(Stores.SITE, 1));
        assertThat(stores.store().standing().takesUpdates()).isTrue();
        stores.merge(TWO.joined(
                Member.of(Incarnation.founder(Stores.SITE)).in(1).in(5).in(6)));
        Member known = stores.store().standing().member().get();
        assertThat(known.epochs()).containsExactly(1L, 5L, 6L, 9L);
    }
}
