package kyoten.sim;

import static kyoten.sim.Puppets.A;
import static kyoten.sim.Puppets.B;
import static kyoten.sim.Puppets.C;
import static kyoten.sim.Puppets.MILLI;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import kyoten.node.NodeId;
import kyoten.sim.disk.Unsynced;
import kyoten.sim.kernel.Counted;
import kyoten.sim.kernel.Delay;
import kyoten.sim.network.NetworkOptions;
import org.junit.jupiter.api.Test;

/** What becomes of single messages can be fixed, and is told. */
final class DeliveryTest {
    private static final long ENOUGH = 100 * MILLI;

    private final Puppets puppets = Puppets.exact();
    private final World world = puppets.world;

    private static Delivery delivery(int number, Long... delays) {
        return new Delivery(A, B, number, List.of(delays));
    }

    @Test
    void one_message_is_lost_another_doubled_and_one_is_late() {
        world.decide(delivery(1));
        world.decide(delivery(3, 4 * MILLI, 6 * MILLI));
        world.decide(delivery(4, 5 * MILLI));
        puppets.ping(A, B, 5);
        puppets.run(ENOUGH);
        assertThat(puppets.pingsOf(B)).containsExactly(2L, 5L, 3L, 4L, 3L);
        assertThat(world.tally().of(Counted.MESSAGES_LOST)).isEqualTo(1);
        assertThat(world.tally().of(Counted.MESSAGES_DUPLICATED)).isEqualTo(1);
    }

    @Test
    void messages_are_counted_for_each_way_apart_and_over_a_crash_of_the_sender() {
        world.decide(delivery(3));
        puppets.ping(A, C, 3);
        puppets.ping(A, B, 2);
        world.apply(new Fault.Crash(List.of(A), Unsynced.DRAWN));
        world.boot(A);
        puppets.run(ENOUGH);
        puppets.ping(A, B, 2);
        puppets.run(ENOUGH);
        assertThat(puppets.pingsOf(C)).containsExactly(1L, 2L, 3L);
        assertThat(puppets.pingsOf(B)).containsExactly(1L, 2L, 2L);
    }

    @Test
    void what_is_fixed_is_cut_and_held_as_well() {
        world.decide(delivery(1, MILLI));
        world.decide(delivery(2, MILLI));
        Fault cut = new Fault.Cut(List.of(A), List.of(B));
        world.apply(cut);
        puppets.ping(A, B, 1);
        world.apply(cut.undo().get());
        Fault hold = new Fault.Hold(List.of(A), List.of(B));
        world.apply(hold);
        puppets.ping(A, B, 1);
        puppets.run(ENOUGH);
        assertThat(puppets.pingsOf(B)).isEmpty();
        world.apply(hold.undo().get());
        puppets.run(ENOUGH);
        assertThat(puppets.pingsOf(B)).containsExactly(1L);
    }

    @Test
    void what_chance_did_is_told_and_done_again_without_chance() {
        NetworkOptions bad = NetworkOptions.local()
                .withDelay(new Delay.Exponential(MILLI, 3 * MILLI))
                .withRates(200_000, 200_000);
        Puppets drawn = new Puppets(7, Puppets.EXACT.with(bad));
        List<Delivery> told = new ArrayList<>();
        drawn.world.onDelivery(told::add);
        drawn.ping(A, B, 50);
        drawn.run(ENOUGH);
        told.forEach(world::decide);
        puppets.ping(A, B, 50);
        puppets.run(ENOUGH);
        assertThat(puppets.pingsOf(B)).isEqualTo(drawn.pingsOf(B));
        assertThat(told)
                .hasSize(50)
                .anyMatch(Delivery::isLoss)
                .anyMatch(one -> one.delays().size() == 2);
    }

    @Test
    void nonsense_is_refused() {
        assertThatThrownBy(() -> delivery(0)).hasMessage("messages are numbered from 1: 0");
        assertThatThrownBy(() -> delivery(1, 1L, 2L, 3L)).hasMessageContaining("never, once or twice");
        assertThatThrownBy(() -> delivery(1, -1L)).hasMessageContaining("within an hour, in nanoseconds: [-1]");
        assertThatThrownBy(() -> delivery(1, Long.MAX_VALUE)).hasMessageContaining("within an hour");
        Delivery toNobody = new Delivery(A, new NodeId("nobody"), 1, List.of());
        assertThatThrownBy(() -> world.decide(toNobody)).hasMessageContaining("there is no node nobody");
    }
}
