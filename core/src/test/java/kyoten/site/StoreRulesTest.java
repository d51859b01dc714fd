package kyoten.site;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import io.vavr.control.Option;
import kyoten.causal.Dot;
import kyoten.causal.Origin;
import kyoten.causal.VersionVector;
import kyoten.node.SiteId;
import kyoten.site.message.Update;
import kyoten.site.message.Updated.Outcome;
import org.junit.jupiter.api.Test;

/** One sentence for each of rules S2 to S9, on a store alone. */
class StoreRulesTest {
    private static final Origin TOKYO = new Origin(Stores.SITE, 1);
    private static final Origin OSAKA = new Origin(new SiteId("osaka"), 1);
    private static final VersionVector NOTHING = VersionVector.empty();

    private final Stores stores = new Stores();
    private final Session.Key session;
    private long sequence;

    StoreRulesTest() {
        stores.beginEpoch(1);
        session = stores.open();
    }

    private Outcome update(Update.Builder update) {
        return ((Result.Updated) stores.update(session, ++sequence, update)).outcome();
    }

    private KeyState key(String key) {
        return stores.store().key(Stores.bytes(key));
    }

    private Iterable<ByteString> values(String key) {
        return Stores.values(key(key));
    }

    private VersionVector gread(String key) {
        return Greads.known(stores.store(), Stores.bytes(key), key(key));
    }

    private void arrive(String key, VersionVector context, String value) {
        stores.arrive(Stores.bytes(key), OSAKA, context, Option.some(Stores.bytes(value)));
    }

    @Test
    void dots_are_counted_per_stream_and_not_per_key() {
        update(Stores.write("key-0", "a"));
        update(Stores.write("key-57", "b"));
        update(Stores.write("key-4", "c"));
        assertThat(key("key-57").local().get().dot()).isEqualTo(new Dot(TOKYO, 2));
        assertThat(key("key-4").local().get().dot()).isEqualTo(new Dot(TOKYO, 1));
    }

    @Test
    void a_new_epoch_counts_from_one_and_a_write_replaces_what_older_epochs_wrote() {
        update(Stores.write("k", "old"));
        stores.beginEpoch(9);
        update(Stores.write("k", "new"));
        assertThat(key("k").local().get().dot()).isEqualTo(new Dot(new Origin(Stores.SITE, 9), 1));
        assertThat(values("k")).containsExactly(Stores.bytes("new"));
        assertThat(stores.store().epochs().closed()).containsExactly(1L);
    }

    @Test
    void a_write_leaves_what_another_site_wrote_beside_it() {
        arrive("k", NOTHING, "foreign");
        update(Stores.write("k", "own"));
        update(Stores.write("k", "again"));
        assertThat(values("k")).containsExactly(Stores.bytes("foreign"), Stores.bytes("again"));
    }

    @Test
    void a_delete_removes_what_the_site_wrote_and_nothing_else() {
        arrive("k", NOTHING, "foreign");
        update(Stores.write("k", "own"));
        assertThat(update(Stores.delete("k"))).isEqualTo(Outcome.DONE);
        assertThat(values("k")).containsExactly(Stores.bytes("foreign"));
        assertThat(Reads.read(key("k")).hasValue()).isFalse();
    }

    @Test
    void a_gwrite_without_a_context_replaces_nothing() {
        update(Stores.write("k", "a"));
        Update.Builder bare = Stores.gwrite("k", "b", NOTHING).clearContext();
        assertThat(update(bare)).isEqualTo(Outcome.CONFLICT);
        assertThat(values("k")).containsExactly(Stores.bytes("a"), Stores.bytes("b"));
    }

    @Test
    void a_gwrite_replaces_what_its_context_covers_of_all_sites() {
        arrive("k", NOTHING, "foreign");
        update(Stores.write("k", "own"));
        assertThat(update(Stores.gwrite("k", "merged", gread("k")))).isEqualTo(Outcome.OVERWRITTEN);
        assertThat(values("k")).containsExactly(Stores.bytes("merged"));
    }

    @Test
    void a_value_that_a_context_knew_before_it_arrived_does_not_come_to_life() {
        Dot coming = new Dot(OSAKA, 1);
        assertThat(update(Stores.gwrite("k", "later", VersionVector.upTo(coming))))
                .isEqualTo(Outcome.OVERWRITTEN);
        arrive("k", NOTHING, "earlier");
        assertThat(values("k")).containsExactly(Stores.bytes("later"));
    }

    @Test
    void a_context_that_is_ahead_of_the_site_is_rejected_and_changes_nothing() {
        update(Stores.write("k", "a"));
        Store before = stores.store();
        VersionVector ahead = VersionVector.upTo(new Dot(TOKYO, 2));
        assertThat(update(Stores.gwrite("k", "b", ahead))).isEqualTo(Outcome.CONTEXT_AHEAD);
        assertThat(stores.store().keys()).isSameAs(before.keys());
        assertThat(stores.store().streams()).isSameAs(before.streams());
    }

    @Test
    void a_context_of_unknown_epochs_is_taken_as_it_is() {
        VersionVector travelled = VersionVector.upTo(new Dot(new Origin(Stores.SITE, 77), 12))
                .with(new Dot(new Origin(new SiteId("departed"), 1), 3));
        assertThat(update(Stores.gwrite("k", "a", travelled))).isEqualTo(Outcome.OVERWRITTEN);
        assertThat(gread("k").covers(travelled)).isTrue();
    }

    @Test
    void an_update_only_if_current_needs_to_have_read_every_sibling_even_a_tombstone() {
        update(Stores.delete("k"));
        assertThat(update(Stores.gwrite("k", "a", NOTHING).setOnlyIfCurrent(true)))
                .isEqualTo(Outcome.STALE);
        assertThat(values("k")).isEmpty();
        assertThat(update(Stores.gwrite("k", "a", gread("k")).setOnlyIfCurrent(true)))
                .isEqualTo(Outcome.OVERWRITTEN);
    }

    @Test
    void an_update_only_if_current_of_an_absent_key_needs_to_know_what_was_collected() {
        update(Stores.write("key-57", "in the same stream"));
        VersionVector collected = VersionVector.upTo(new Dot(TOKYO, 1));
        StreamState stream = stores.store().streamOf(Stores.bytes("key-0"));
        stores.set(stores.store()
                .with(
                        Streams.of(Stores.bytes("key-0")),
                        stream.withVectors(stream.applied(), collected, VersionVector.empty())));
        assertThat(update(Stores.gwrite("key-0", "a", NOTHING).setOnlyIfCurrent(true)))
                .isEqualTo(Outcome.STALE);
        assertThat(update(Stores.gwrite("key-0", "a", gread("key-0")).setOnlyIfCurrent(true)))
                .isEqualTo(Outcome.OVERWRITTEN);
    }

    @Test
    void an_absent_key_is_read_with_all_that_is_known_of_its_stream() {
        update(Stores.write("key-57", "in the same stream"));
        assertThat(gread("key-0")).isEqualTo(VersionVector.upTo(new Dot(TOKYO, 1)));
        assertThat(gread("key-4")).isEqualTo(NOTHING);
    }

    @Test
    void a_site_does_not_let_its_clients_leave_more_siblings_than_the_limit() {
        for (int i = 0; i < Stores.LIMITS.ownSiblings(); i++) {
            update(Stores.gwrite("k", "v" + i, NOTHING));
        }
        assertThat(update(Stores.gwrite("k", "more", NOTHING))).isEqualTo(Outcome.TOO_MANY_SIBLINGS);
        assertThat(values("k")).hasSize(Stores.LIMITS.ownSiblings());
        arrive("k", NOTHING, "arrivals are never refused");
        assertThat(values("k")).hasSize(Stores.LIMITS.ownSiblings() + 1);
        assertThat(update(Stores.gwrite("k", "merged", gread("k")))).isEqualTo(Outcome.OVERWRITTEN);
    }

    @Test
    void values_are_shown_in_the_order_of_their_dots() {
        update(Stores.gwrite("k", "first", NOTHING));
        update(Stores.gwrite("k", "second", NOTHING));
        arrive("k", NOTHING, "osaka comes before tokyo");
        assertThat(values("k"))
                .containsExactly(
                        Stores.bytes("osaka comes before tokyo"), Stores.bytes("first"), Stores.bytes("second"));
    }

    @Test
    void read_answers_what_the_site_wrote_whatever_arrives_and_says_when_it_is_replaced() {
        update(Stores.write("k", "own"));
        arrive("k", NOTHING, "beside it");
        assertThat(Reads.read(key("k")).getReplaced()).isFalse();
        arrive("k", gread("k").only(origin -> !origin.equals(OSAKA)), "instead of it");
        assertThat(Reads.read(key("k")).getValue()).isEqualTo(Stores.bytes("own"));
        assertThat(Reads.read(key("k")).getReplaced()).isTrue();
        update(Stores.write("k", "newer"));
        assertThat(Reads.read(key("k")).getReplaced()).isFalse();
    }

    @Test
    void what_read_answers_follows_gwrite_and_gdelete_too() {
        update(Stores.gwrite("k", "g", NOTHING));
        assertThat(Reads.read(key("k")).getValue()).isEqualTo(Stores.bytes("g"));
        update(Stores.gdelete("k", NOTHING));
        assertThat(Reads.read(key("k")).hasValue()).isFalse();
        assertThat(values("k")).containsExactly(Stores.bytes("g"));
    }

    @Test
    void a_gdelete_says_whether_a_value_remains() {
        update(Stores.write("k", "a"));
        assertThat(update(Stores.gdelete("k", NOTHING))).isEqualTo(Outcome.CONFLICT);
        assertThat(update(Stores.gdelete("k", gread("k")))).isEqualTo(Outcome.OVERWRITTEN);
        assertThat(values("k")).isEmpty();
    }

    @Test
    void a_tombstone_remembers_what_it_covered() {
        update(Stores.write("k", "a"));
        update(Stores.delete("k"));
        assertThat(key("k").siblings().live().head().content())
                .isEqualTo(new kyoten.causal.Sibling.Tombstone(VersionVector.upTo(new Dot(TOKYO, 1))));
    }
}
