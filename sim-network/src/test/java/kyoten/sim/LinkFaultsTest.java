package kyoten.sim;

import static kyoten.sim.Puppets.A;
import static kyoten.sim.Puppets.ALL;
import static kyoten.sim.Puppets.B;
import static kyoten.sim.Puppets.C;
import static kyoten.sim.Puppets.D;
import static kyoten.sim.Puppets.E;
import static kyoten.sim.Puppets.MILLI;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.LongStream;
import kyoten.node.NodeId;
import kyoten.sim.kernel.Counted;
import kyoten.sim.kernel.Delay;
import kyoten.sim.network.LinkConditions;
import org.junit.jupiter.api.Test;

/** What each fault of links does, and that it is undone. */
final class LinkFaultsTest {
    private static final int MANY = 1_000;

    private final Puppets puppets = Puppets.exact();
    private final World world = puppets.world;

    /** Who gets a ping from a node, among all others. */
    private List<NodeId> reachedBy(NodeId from) {
        List<NodeId> others = ALL.stream().filter(to -> !to.equals(from)).toList();
        int[] before =
                others.stream().mapToInt(to -> puppets.pingsOf(to).size()).toArray();
        others.forEach(to -> puppets.ping(from, to, 1));
        puppets.run(2 * MILLI);
        return LongStream.range(0, others.size())
                .filter(i -> puppets.pingsOf(others.get((int) i)).size() > before[(int) i])
                .mapToObj(i -> others.get((int) i))
                .toList();
    }

    private void assertHealed(Fault fault) {
        world.apply(fault.undo().get());
        for (NodeId node : ALL) {
            assertThat(reachedBy(node)).hasSize(4);
        }
        assertThat(world.standingFaults()).isEmpty();
    }

    @Test
    void halves_reach_themselves_only() {
        Fault fault = Partitions.halves(ALL);
        world.apply(fault);
        assertThat(reachedBy(A)).containsExactly(B);
        assertThat(reachedBy(C)).containsExactly(D, E);
        assertThat(world.tally().of(Counted.MESSAGES_CUT)).isEqualTo(5);
        assertHealed(fault);
    }

    @Test
    void an_isolated_node_reaches_nobody_but_itself() {
        Fault fault = Partitions.isolate(C, ALL);
        world.apply(fault);
        assertThat(reachedBy(C)).isEmpty();
        assertThat(reachedBy(A)).containsExactly(B, D, E);
        puppets.ping(C, C, 1);
        puppets.run(MILLI);
        assertThat(puppets.pingsOf(C)).hasSize(1);
        assertHealed(fault);
    }

    @Test
    void a_bridge_reaches_both_halves() {
        Fault fault = Partitions.bridge(C, ALL);
        world.apply(fault);
        assertThat(reachedBy(A)).containsExactly(B, C);
        assertThat(reachedBy(C)).containsExactly(A, B, D, E);
        assertThat(reachedBy(E)).containsExactly(C, D);
        assertHealed(fault);
    }

    @Test
    void in_a_ring_each_reaches_its_neighbours() {
        Fault fault = Partitions.ring(ALL);
        world.apply(fault);
        assertThat(reachedBy(A)).containsExactly(B, E);
        assertThat(reachedBy(C)).containsExactly(B, D);
        assertHealed(fault);
    }

    @Test
    void one_follower_alone_is_reachable() {
        Fault fault = Partitions.oneReachable(A, C, ALL);
        world.apply(fault);
        assertThat(reachedBy(A)).containsExactly(C);
        assertThat(reachedBy(C)).containsExactly(A, B, D, E);
        assertThat(reachedBy(B)).containsExactly(C, D, E);
        assertHealed(fault);
    }

    @Test
    void a_partition_leaves_nodes_alone_that_it_does_not_name() {
        world.apply(Partitions.halves(List.of(A, B)));
        assertThat(reachedBy(A)).containsExactly(C, D, E);
        assertThat(reachedBy(E)).containsExactly(A, B, C, D);
    }

    @Test
    void a_cut_is_one_way() {
        Fault fault = new Fault.Cut(List.of(A), List.of(B));
        world.apply(fault);
        assertThat(reachedBy(A)).containsExactly(C, D, E);
        assertThat(reachedBy(B)).containsExactly(A, C, D, E);
        assertHealed(fault);
    }

    @Test
    void faults_add_up_and_are_healed_one_by_one() {
        Fault.Cut fault = new Fault.Cut(List.of(A), List.of(B));
        world.apply(fault);
        world.apply(fault);
        world.apply(Partitions.halves(ALL));
        world.apply(new Fault.Heal(fault));
        assertThat(reachedBy(A)).isEmpty();
        world.apply(new Fault.Heal(Partitions.halves(ALL)));
        assertThat(reachedBy(A)).containsExactly(C, D, E);
        assertHealed(fault);
    }

    @Test
    void what_is_under_way_when_a_link_is_cut_still_arrives() {
        puppets.ping(A, B, 1);
        world.apply(new Fault.Cut(List.of(), List.of()));
        puppets.run(2 * MILLI);
        assertThat(puppets.pingsOf(B)).containsExactly(1L);
    }

    @Test
    void held_messages_wait_past_restarts_of_both_ends_and_then_arrive() {
        Fault fault = new Fault.Hold(List.of(A), List.of(B));
        world.apply(fault);
        puppets.ping(A, B, 3);
        puppets.run(1_000 * MILLI);
        assertThat(puppets.pingsOf(B)).isEmpty();
        world.crash(A);
        world.crash(B);
        world.apply(new Fault.Boot(List.of(A, B)));
        puppets.run(1_000 * MILLI);
        world.apply(new Fault.Heal(fault));
        puppets.run(MILLI);
        assertThat(puppets.pingsOf(B)).containsExactly(1L, 2L, 3L);
        assertThat(world.tally().of(Counted.MESSAGES_HELD)).isEqualTo(3);
        assertThat(world.tally().of(Counted.MESSAGES_RELEASED)).isEqualTo(3);
    }

    @Test
    void messages_stay_held_until_the_last_hold_is_healed() {
        Fault one = new Fault.Hold(List.of(A), List.of());
        Fault other = new Fault.Hold(List.of(), List.of(B));
        world.apply(one);
        world.apply(other);
        puppets.ping(A, B, 1);
        world.apply(new Fault.Heal(one));
        puppets.run(10 * MILLI);
        assertThat(puppets.pingsOf(B)).isEmpty();
        assertHealed(other);
        assertThat(puppets.pingsOf(B)).contains(1L);
    }

    @Test
    void loss_loses_about_as_many_as_it_says() {
        Fault fault = new Fault.Loss(List.of(A), List.of(B), 300_000);
        world.apply(fault);
        puppets.ping(A, B, MANY);
        puppets.run(2 * MILLI);
        assertThat(puppets.pingsOf(B)).hasSizeBetween(630, 770).isSorted();
        assertThat(world.tally().of(Counted.MESSAGES_LOST))
                .isEqualTo(MANY - puppets.pingsOf(B).size());
        assertHealed(fault);
    }

    @Test
    void duplication_doubles_about_as_many_as_it_says() {
        Fault fault = new Fault.Duplication(List.of(A), List.of(B), 300_000);
        world.apply(fault);
        puppets.ping(A, B, MANY);
        puppets.run(2 * MILLI);
        assertThat(puppets.pingsOf(B)).hasSizeBetween(1_230, 1_370).contains(1L, (long) MANY);
        assertHealed(fault);
    }

    @Test
    void reordered_messages_are_overtaken() {
        Fault fault = new Fault.Reordering(List.of(A), List.of(B), 300_000, 50 * MILLI);
        puppets.ping(A, B, MANY);
        puppets.run(2 * MILLI);
        assertThat(puppets.pingsOf(B)).as("a constant delay keeps the order").isSorted();
        world.apply(fault);
        puppets.ping(A, B, MANY);
        puppets.run(60 * MILLI);
        List<Long> second = puppets.pingsOf(B).subList(MANY, 2 * MANY);
        assertThat(second).doesNotHaveDuplicates();
        assertThat(second.subList(0, 600)).isSorted();
        assertThat(second.stream().sorted().toList()).isNotEqualTo(second);
        assertHealed(fault);
    }

    @Test
    void a_slow_link_takes_longer() {
        Fault fault = new Fault.SlowLink(List.of(A), List.of(B), Delay.constant(500 * MILLI));
        world.apply(fault);
        puppets.ping(A, B, 1);
        puppets.run(501 * MILLI - 1);
        assertThat(puppets.pingsOf(B)).isEmpty();
        puppets.run(1);
        assertThat(puppets.pingsOf(B)).hasSize(1);
        assertHealed(fault);
    }

    @Test
    void a_narrow_link_passes_one_after_the_other_and_loses_what_finds_no_room() {
        Fault fault = new Fault.NarrowLink(List.of(A), List.of(B), 4_000, 40);
        world.apply(fault);
        puppets.ping(A, B, 100);
        puppets.run(MILLI);
        assertThat(puppets.pingsOf(B)).isEmpty();
        puppets.run(MILLI);
        assertThat(puppets.pingsOf(B)).containsExactly(1L);
        puppets.run(1_000 * MILLI);
        assertThat(puppets.pingsOf(B)).hasSize(10).startsWith(1L, 2L, 3L);
        assertThat(world.tally().of(Counted.MESSAGES_OVERFLOWED)).isEqualTo(90);
        assertHealed(fault);
    }

    @Test
    void what_waits_before_a_narrow_link_keeps_nobody_waiting_when_it_is_wide_again() {
        Fault fault = new Fault.NarrowLink(List.of(A), List.of(B), 4, 40);
        world.apply(fault);
        puppets.ping(A, B, 5);
        puppets.run(MILLI);
        world.apply(new Fault.Heal(fault));
        world.apply(new Fault.NarrowLink(List.of(A), List.of(B), 40_000, 4_000));
        puppets.ping(A, B, 1);
        puppets.run(2 * MILLI);
        assertThat(puppets.pingsOf(B)).containsExactly(1L);
    }

    @Test
    void links_can_be_laid_longer_than_usual() {
        world.layLinks(List.of(A, B), List.of(C), Delay.constant(80 * MILLI));
        puppets.ping(A, C, 1);
        puppets.ping(C, A, 1);
        puppets.run(79 * MILLI);
        assertThat(puppets.pingsOf(A)).hasSize(1);
        assertThat(puppets.pingsOf(C)).isEmpty();
        puppets.run(MILLI);
        assertThat(puppets.pingsOf(C)).hasSize(1);
    }

    @Test
    void links_that_are_laid_narrow_or_cut_stay_so_when_all_faults_are_healed() {
        LinkConditions usual = LinkConditions.delaying(Delay.none());
        world.layLinks(List.of(A), List.of(B), usual.cutOff());
        world.layLinks(List.of(A), List.of(C), usual.narrower(new LinkConditions.Capacity(1, 1)));
        world.apply(new Fault.HealAll());
        assertThat(reachedBy(A)).containsExactly(D, E);
        assertThat(reachedBy(B)).containsExactly(A, C, D, E);
    }

    @Test
    void a_message_to_a_node_that_is_down_is_lost_and_counted() {
        world.crash(B);
        puppets.ping(A, B, 1);
        puppets.run(MILLI);
        world.boot(B);
        puppets.run(10 * MILLI);
        assertThat(puppets.pingsOf(B)).isEmpty();
        assertThat(world.tally().of(Counted.MESSAGES_TO_A_DOWN_NODE)).isEqualTo(1);
    }
}
