package kyoten.sim;

import static kyoten.sim.Puppets.A;
import static kyoten.sim.Puppets.B;
import static kyoten.sim.Puppets.MILLI;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import kyoten.node.Effect;
import kyoten.node.Event;
import kyoten.node.NodeId;
import kyoten.ping.PingMessages;
import kyoten.ping.Pinger;
import kyoten.ping.Ponger;
import kyoten.sim.kernel.Counted;
import org.junit.jupiter.api.Test;

final class WorldTest {

    static World pingWorld(long seed) {
        World world = new World(seed, PingMessages.REGISTRY, WorldOptions.usual());
        world.add(A, new Pinger(B, 100 * MILLI));
        world.add(B, new Ponger());
        world.boot(A);
        world.boot(B);
        return world;
    }

    @Test
    void nodes_talk_and_answer_whoever_asks() {
        World world = pingWorld(1);
        world.runUntil(world.now() + 1_000 * MILLI);
        List<Object> replies = new ArrayList<>();
        world.ask(A, "how many?", replies::add);
        world.runUntil(world.now());
        assertThat(replies).hasSize(1);
        assertThat((Long) replies.get(0)).isGreaterThan(500);
        assertThat(world.violations()).isEmpty();
    }

    @Test
    void the_same_seed_gives_the_same_run_and_another_seed_another() {
        World first = pingWorld(7);
        World other = pingWorld(8);
        World second = pingWorld(7);
        for (World world : List.of(first, other, second)) {
            world.runUntil(world.now() + 1_000 * MILLI);
        }
        assertThat(second.traceHash()).isEqualTo(first.traceHash());
        assertThat(second.events()).isEqualTo(first.events());
        assertThat(other.traceHash()).isNotEqualTo(first.traceHash());
    }

    @Test
    void a_listener_changes_nothing() {
        World silent = pingWorld(7);
        World traced = pingWorld(7);
        List<String> lines = new ArrayList<>();
        traced.onTrace(line -> lines.add(line.toString()));
        silent.runUntil(silent.now() + 100 * MILLI);
        traced.runUntil(traced.now() + 100 * MILLI);
        assertThat(traced.traceHash()).isEqualTo(silent.traceHash());
        assertThat(lines).anyMatch(line -> line.endsWith("-> b Ping {number 3}"));
    }

    @Test
    void virtual_time_does_not_start_at_zero_and_jumps_over_silence() {
        World world = new World(1, PingMessages.REGISTRY, WorldOptions.usual());
        assertThat(world.now()).isPositive();
        long end = world.now() + 1_000_000_000 * MILLI;
        world.runUntil(end);
        assertThat(world.now()).isEqualTo(end);
        assertThat(world.events()).isZero();
    }

    @Test
    void what_is_due_at_one_instant_happens_in_the_order_in_which_it_was_asked_for() {
        World world = new World(1, PingMessages.REGISTRY, WorldOptions.usual());
        List<Integer> order = new ArrayList<>();
        long later = world.now() + 5;
        for (int i = 0; i < 100; i++) {
            int number = i;
            world.at(later, () -> order.add(number));
        }
        world.runUntil(later);
        assertThat(order).isSorted().hasSize(100);
    }

    @Test
    void the_world_cannot_be_run_by_what_it_calls() {
        World world = new World(1, PingMessages.REGISTRY, WorldOptions.usual());
        world.at(world.now(), () -> world.runUntil(world.now() + 1));
        assertThatThrownBy(() -> world.runUntil(world.now())).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void a_node_that_is_not_there_is_named_in_the_error() {
        World world = pingWorld(1);
        assertThatThrownBy(() -> world.boot(new NodeId("nobody"))).hasMessageContaining("nobody");
        assertThatThrownBy(() -> world.add(A, new Ponger())).hasMessageContaining("a node a already");
    }

    @Test
    void an_exception_is_a_crash_and_breaks_the_run() {
        Puppets puppets = Puppets.exact();
        puppets.world.ask(A, new Puppet.Throw(() -> new IllegalStateException("it hurts")), reply -> {});
        puppets.run(0);
        assertThat(puppets.world.isUp(A)).isFalse();
        assertThat(puppets.world.violations()).hasSize(1);
        assertThat(puppets.world.violations().get(0).toString()).contains("node a", "it hurts", "asked");
    }

    @Test
    void a_node_that_needs_more_memory_than_there_is_crashes_and_the_run_goes_on() {
        Puppets puppets = Puppets.exact();
        Puppet.Throw enough = new Puppet.Throw(() -> {
            throw new OutOfMemoryError("no room");
        });
        puppets.world.ask(A, enough, reply -> {});
        puppets.run(0);
        assertThat(puppets.world.isUp(A)).isFalse();
        assertThat(puppets.world.isUp(B)).isTrue();
        assertThat(puppets.world.violations().get(0).toString()).contains("node a", "no room");
    }

    @Test
    void a_node_that_breaks_its_contract_crashes_and_breaks_the_run() {
        List<Effect> broken = List.of(
                new Effect.Send(B, "not a message"),
                new Effect.SetTimer("past", -1),
                new Effect.Reply(4711, "nobody asked"),
                new Effect.Sync(1, kyoten.node.FileName.log("twice")),
                new Effect.Append(2, kyoten.node.FileName.bulk("bulk"), Puppets.bytes("x")));
        for (Effect effect : broken) {
            Puppets puppets = Puppets.exact();
            puppets.tell(A, effect, effect);
            assertThat(puppets.world.violations()).as(effect.toString()).hasSize(1);
            assertThat(puppets.world.isUp(A)).isFalse();
        }
    }

    @Test
    void a_message_to_oneself_crosses_the_network_and_may_meet_a_crash() {
        Puppets puppets = Puppets.exact();
        puppets.ping(A, A, 2);
        assertThat(puppets.pingsOf(A)).isEmpty();
        puppets.run(MILLI);
        assertThat(puppets.pingsOf(A)).containsExactlyInAnyOrder(1L, 2L);
    }

    @Test
    void chance_is_fixed_within_a_step_and_differs_between_steps_of_one_instant() {
        Puppets puppets = Puppets.exact();
        puppets.tell(A);
        puppets.tell(A);
        puppets.tell(A);
        assertThat(puppets.seen(A).map(Puppet.Seen::random).distinct()).hasSize(4);
    }

    @Test
    void a_request_is_answered_once_and_not_by_a_later_boot() {
        Puppets puppets = Puppets.exact();
        List<Object> replies = new ArrayList<>();
        puppets.world.apply(new Fault.Pause(List.of(A)));
        puppets.world.ask(A, Puppet.Do.all(), replies::add);
        puppets.run(MILLI);
        puppets.world.crash(A);
        puppets.world.apply(new Fault.HealAll());
        puppets.run(MILLI);
        assertThat(replies).isEmpty();
        assertThat(puppets.events(A, Event.Asked.class)).isEmpty();
        puppets.world.ask(A, Puppet.Do.all(), replies::add);
        puppets.run(MILLI);
        assertThat(replies).containsExactly("done");
    }

    @Test
    void a_request_to_a_booting_node_waits_for_it() {
        World world = new World(1, PingMessages.REGISTRY, WorldOptions.usual());
        world.add(A, new Puppet());
        List<Object> replies = new ArrayList<>();
        world.boot(A);
        world.ask(A, Puppet.Do.all(), replies::add);
        assertThat(world.isUp(A)).isFalse();
        world.runUntil(world.now() + 20 * MILLI);
        assertThat(replies).containsExactly("done");
        assertThat(world.tally().of(Counted.BOOTS)).isEqualTo(1);
    }
}
