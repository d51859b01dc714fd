package kyoten.site;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import io.vavr.collection.Vector;
import io.vavr.control.Option;
import kyoten.causal.Dot;
import kyoten.causal.Origin;
import kyoten.causal.VersionVector;
import kyoten.gossip.History;
import kyoten.gossip.Incarnation;
import kyoten.gossip.Member;
import kyoten.node.SiteId;
import kyoten.site.message.Collect;
import kyoten.site.message.Command;
import kyoten.site.message.StableStream;
import kyoten.site.message.Updated.Outcome;
import org.junit.jupiter.api.Test;

/** Rules X3 and X4: what may be forgotten, and what stays. */
class CollectionRulesTest {
    private static final VersionVector NOTHING = VersionVector.empty();
    private static final ByteString KEY = Stores.bytes("k");
    private static final SiteId SITE = new SiteId("osaka");
    private static final Origin OSAKA = new Origin(SITE, 1);
    private static final Origin OWN = new Origin(Stores.SITE, 1);
    private static final History TWO =
            History.of(Vector.of(Stores.SITE, SITE).map(site -> Member.of(Incarnation.founder(site))));

    private final Stores stores = new Stores(Stores.SITE, TWO);
    private final Session.Key session;
    private long sequence;

    CollectionRulesTest() {
        stores.beginEpoch(1);
        session = stores.open();
    }

    private Outcome update(kyoten.site.message.Update.Builder update) {
        return ((Result.Updated) stores.update(session, ++sequence, update)).outcome();
    }

    private void arrive(VersionVector context, String value) {
        stores.arrive(KEY, OSAKA, context, Option.some(Stores.bytes(value)));
    }

    private KeyState key() {
        return stores.store().key(KEY);
    }

    private VersionVector seen() {
        return key().siblings().seen();
    }

    private StreamState stream() {
        return stores.store().streamOf(KEY);
    }

    private static VersionVector upTo(Origin origin, long n) {
        return VersionVector.upTo(new Dot(origin, n));
    }

    @Test
    void a_deleted_key_goes_when_every_member_has_all_that_was_seen() {
        arrive(NOTHING, "v");
        update(Stores.gdelete("k", upTo(OSAKA, 1)));
        stores.collect(KEY, upTo(OWN, 1));
        assertThat(key().siblings().live()).hasSize(1);
        stores.collect(KEY, upTo(OSAKA, 1));
        assertThat(stores.store().keys().size()).isZero();
        assertThat(stream().tombstones()).isEmpty();
        assertThat(stream().tree().summary().keys()).isZero();
        assertThat(stream().collected()).isEqualTo(upTo(OSAKA, 1).join(upTo(OWN, 1)));
    }

    /** The deletion travelled ahead of what it deletes. */
    @Test
    void a_tombstone_stays_until_its_context_is_stable() {
        update(Stores.gdelete("k", upTo(OSAKA, 1)));
        stores.collect(KEY, upTo(OWN, 1));
        assertThat(stream().tombstones()).hasSize(1);
        arrive(NOTHING, "deleted");
        assertThat(Stores.values(key())).isEmpty();
        stores.collect(KEY);
        assertThat(stores.store().keys().size()).isZero();
    }

    @Test
    void a_tombstone_goes_before_the_key_does_where_a_value_lives() {
        update(Stores.delete("k"));
        arrive(NOTHING, "v");
        stores.collect(KEY);
        assertThat(key().siblings().live()).hasSize(1);
        assertThat(Stores.values(key())).containsExactly(Stores.bytes("v"));
        assertThat(stream().tombstones()).isEmpty();
    }

    @Test
    void what_read_answers_outlives_the_key() {
        update(Stores.write("k", "own"));
        stores.arrive(KEY, OSAKA, upTo(OWN, 1), Option.none());
        stores.collect(KEY);
        assertThat(Reads.read(key()).getValue()).isEqualTo(Stores.bytes("own"));
        assertThat(Reads.read(key()).getReplaced()).isTrue();
        assertThat(key().isAbsent()).isTrue();
        assertThat(key().isVisible()).isTrue();
        update(Stores.delete("k"));
        stores.collect(KEY);
        assertThat(stores.store().keys().size()).isZero();
    }

    @Test
    void a_command_of_another_membership_changes_nothing() {
        update(Stores.delete("k"));
        Store before = stores.store();
        Collect.Builder collect = Collect.newBuilder()
                .setMembersDigest(TWO.membersDigest())
                .addStreams(StableStream.newBuilder()
                        .setStream(Streams.of(KEY))
                        .setStable(Vectors.message(stream().applied())));
        assertThat(stores.apply(Command.newBuilder().setCollect(collect))).isInstanceOf(Result.Ignored.class);
        assertThat(stores.store()).isEqualTo(before);
    }

    @Test
    void nothing_is_stable_that_the_site_does_not_have_itself() {
        update(Stores.gdelete("k", upTo(OSAKA, 5)));
        stores.collect(KEY, upTo(OWN, 1).join(upTo(OSAKA, 9)));
        assertThat(stream().stable()).isEqualTo(upTo(OWN, 1));
        assertThat(stream().tombstones()).hasSize(1);
    }

    @Test
    void logs_end_where_everybody_has_them() {
        arrive(NOTHING, "a");
        arrive(NOTHING, "b");
        arrive(NOTHING, "c");
        stores.collect(KEY, upTo(OSAKA, 2));
        assertThat(stream().log(OSAKA).first()).isEqualTo(3);
        assertThat(stream().log(OSAKA).logged()).hasSize(1);
        stores.collect(KEY);
        assertThat(stream().log(OSAKA).logged()).isEmpty();
        arrive(NOTHING, "d");
        assertThat(stream().log(OSAKA).from(4)).hasSize(1);
    }

    @Test
    void an_entry_of_a_closed_epoch_goes_when_it_is_stable_and_nothing_of_it_lives() {
        update(Stores.write("k", "old"));
        stores.beginEpoch(2);
        Origin now = new Origin(Stores.SITE, 2);
        stores.collect(KEY);
        assertThat(seen()).isEqualTo(upTo(OWN, 1));
        update(Stores.write("k", "new"));
        stores.collect(KEY, upTo(now, 1));
        assertThat(seen()).isEqualTo(upTo(now, 1));
        assertThat(stream().applied().get(OWN)).isEqualTo(1);
    }

    @Test
    void an_entry_of_a_closed_epoch_that_not_everybody_has_stays() {
        update(Stores.write("k", "old"));
        stores.beginEpoch(2);
        update(Stores.write("k", "new"));
        stores.collect(KEY, upTo(new Origin(Stores.SITE, 2), 1));
        assertThat(seen().get(OWN)).isEqualTo(1);
    }

    @Test
    void an_entry_of_a_closed_epoch_stays_while_somebody_lacks_what_replaced_it() {
        update(Stores.write("k", "old"));
        stores.beginEpoch(2);
        Origin now = new Origin(Stores.SITE, 2);
        update(Stores.write("k", "new"));
        stores.collect(KEY, upTo(OWN, 1));
        assertThat(seen()).isEqualTo(upTo(OWN, 1).join(upTo(now, 1)));
        stores.collect(KEY, upTo(now, 1));
        assertThat(seen()).isEqualTo(upTo(now, 1));
    }

    @Test
    void an_entry_of_an_open_epoch_stays() {
        arrive(NOTHING, "v");
        update(Stores.gwrite("k", "w", upTo(OSAKA, 1)));
        stores.collect(KEY);
        assertThat(seen()).isEqualTo(upTo(OSAKA, 1).join(upTo(OWN, 1)));
    }

    @Test
    void an_update_only_if_current_has_to_know_what_was_collected() {
        arrive(NOTHING, "v");
        update(Stores.gdelete("k", upTo(OSAKA, 1)));
        stores.collect(KEY);
        assertThat(update(Stores.gwrite("k", "w", upTo(OSAKA, 1)).setOnlyIfCurrent(true)))
                .isEqualTo(Outcome.STALE);
        VersionVector read = Greads.known(stores.store(), KEY, key());
        assertThat(update(Stores.gwrite("k", "w", read).setOnlyIfCurrent(true))).isEqualTo(Outcome.OVERWRITTEN);
    }

    private void writeAll(int keys, String value) {
        for (int i = 0; i < keys; i++) {
            update(Stores.write("key-" + i, value));
        }
    }

    private int commandsUntilSweptOver(int keys) {
        writeAll(keys, "old");
        stores.beginEpoch(2);
        int commands = 0;
        for (; stores.store().isSweepDue(); commands++) {
            assertThat(commands).isLessThan(10);
            stores.collect(KEY, NOTHING);
        }
        return commands;
    }

    @Test
    void the_sweep_goes_over_few_keys_at_a_time_and_ends() {
        assertThat(commandsUntilSweptOver(2 * Collection.SWEPT + 10)).isEqualTo(3);
    }

    @Test
    void the_sweep_ends_with_the_last_key_that_a_command_takes() {
        assertThat(commandsUntilSweptOver(Collection.SWEPT)).isEqualTo(1);
    }

    @Test
    void a_command_tidies_no_more_keys_than_it_takes() {
        int keys = 2 * Collection.SWEPT;
        writeAll(keys, "old");
        stores.beginEpoch(2);
        writeAll(keys, "new");
        collectEverything();
        int untidied = 0;
        for (int i = 0; i < keys; i++) {
            VersionVector known =
                    stores.store().key(Stores.bytes("key-" + i)).siblings().seen();
            untidied += known.get(OWN) > 0 ? 1 : 0;
        }
        assertThat(untidied).isEqualTo(keys - Collection.SWEPT);
    }

    private void collectEverything() {
        Collect.Builder collect = Collect.newBuilder()
                .setMembersDigest(stores.store().standing().history().membersDigest());
        for (int i = 0; i < Streams.COUNT; i++) {
            VersionVector all = stores.store().streams().get(i).applied();
            collect.addStreams(StableStream.newBuilder().setStream(i).setStable(Vectors.message(all)));
        }
        assertThat(stores.apply(Command.newBuilder().setCollect(collect))).isEqualTo(new Result.Recorded());
    }

    @Test
    void a_deletion_goes_at_once_though_the_sweep_has_not_come_to_it() {
        for (int i = 0; i <= Collection.SWEPT; i++) {
            update(Stores.write("before-k-" + i, "v"));
        }
        update(Stores.delete("k"));
        stores.collect(KEY);
        assertThat(key().isAbsent()).isTrue();
    }
}
