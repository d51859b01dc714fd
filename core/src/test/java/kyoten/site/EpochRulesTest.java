package kyoten.site;

import static org.assertj.core.api.Assertions.assertThat;

import io.vavr.collection.TreeMap;
import kyoten.node.NodeId;
import kyoten.site.message.BeginEpoch;
import kyoten.site.message.Command;
import kyoten.site.message.Vouch;
import org.junit.jupiter.api.Test;

/** Rule S3, on a store alone: whose boots are recorded for an epoch. */
class EpochRulesTest {
    private static final NodeId FIRST = new NodeId("tokyo/1");
    private static final NodeId SECOND = new NodeId("tokyo/2");

    private final Stores stores = new Stores();

    EpochRulesTest() {
        stores.apply(Command.newBuilder()
                .setBeginEpoch(BeginEpoch.newBuilder().setEpoch(5).addBoots(SnapshotWriter.boot(FIRST, 11))));
    }

    private Epochs epochs() {
        return stores.store().epochs();
    }

    private void vouch(long epoch) {
        Vouch.Builder vouch = Vouch.newBuilder()
                .setEpoch(epoch)
                .addBoots(SnapshotWriter.boot(FIRST, 12))
                .addBoots(SnapshotWriter.boot(SECOND, 21));
        assertThat(stores.apply(Command.newBuilder().setVouch(vouch))).isEqualTo(new Result.Recorded());
    }

    @Test
    void an_epoch_begins_with_the_boots_that_its_leader_has_heard_of() {
        assertThat(epochs().current()).isEqualTo(5);
        assertThat(epochs().boots()).isEqualTo(TreeMap.of(FIRST, 11L));
    }

    @Test
    void a_word_for_others_replaces_the_boots_of_the_epoch_and_nothing_else() {
        vouch(5);
        assertThat(epochs().boots()).isEqualTo(TreeMap.of(FIRST, 12L, SECOND, 21L));
        assertThat(epochs().current()).isEqualTo(5);
        assertThat(epochs().closed()).isEmpty();
    }

    @Test
    void a_word_for_others_in_a_former_epoch_says_nothing_of_this_one() {
        stores.beginEpoch(6);
        vouch(5);
        assertThat(epochs().boots()).isEmpty();
    }

    @Test
    void what_only_a_closed_epoch_held_is_looked_for_from_then_on() {
        stores.merge(stores.store().standing().history());
        assertThat(stores.store().isSweepDue()).isFalse();
        stores.beginEpoch(6);
        assertThat(stores.store().isSweepDue()).isTrue();
    }
}
