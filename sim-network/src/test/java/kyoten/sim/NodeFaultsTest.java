package kyoten.sim;

import static kyoten.sim.Puppets.A;
import static kyoten.sim.Puppets.ALL;
import static kyoten.sim.Puppets.B;
import static kyoten.sim.Puppets.C;
import static kyoten.sim.Puppets.MILLI;
import static kyoten.sim.Puppets.bytes;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import kyoten.node.BootFile;
import kyoten.node.Effect;
import kyoten.node.Event;
import kyoten.node.FileName;
import kyoten.node.NodeId;
import kyoten.ping.Ping;
import kyoten.sim.disk.Unsynced;
import kyoten.sim.kernel.Counted;
import org.junit.jupiter.api.Test;

/** What crashes, pauses and the faults of clocks do, and that they are undone. */
final class NodeFaultsTest {
    private static final FileName LOG = FileName.log("log");

    private final Puppets puppets = Puppets.exact();
    private final World world = puppets.world;

    private List<String> records(NodeId node) {
        return puppets.events(node, Event.Booted.class)
                .flatMap(Event.Booted::files)
                .flatMap(file -> ((BootFile.Log) file).records())
                .map(record -> ((BootFile.Good) record).bytes().toStringUtf8())
                .asJava();
    }

    @Test
    void all_nodes_crash_at_one_instant_and_come_back_without_memory() {
        Fault crash = new Fault.Crash(ALL, Unsynced.DRAWN);
        puppets.ping(A, B, 1);
        puppets.run(MILLI);
        world.apply(crash);
        assertThat(ALL).noneMatch(world::isUp);
        world.apply(crash.undo().get());
        puppets.run(0);
        assertThat(ALL).allMatch(world::isUp);
        assertThat(ALL).allMatch(node -> puppets.seen(node).size() == 1);
        assertThat(world.tally().of(Counted.CRASHES)).isEqualTo(5);
    }

    @Test
    void a_crash_that_keeps_keeps_and_one_that_loses_loses() {
        for (Unsynced unsynced : List.of(Unsynced.KEPT, Unsynced.LOST)) {
            Puppets fresh = Puppets.exact();
            fresh.tell(A, new Effect.Append(1, LOG, bytes("synced")), new Effect.Sync(2, LOG));
            fresh.tell(A, new Effect.Append(3, LOG, bytes("not synced")));
            fresh.world.apply(new Fault.Crash(List.of(A), unsynced));
            BootFile.Log log = (BootFile.Log) fresh.world.syncedFiles(A).head();
            assertThat(log.records()).hasSize(unsynced == Unsynced.KEPT ? 2 : 1);
        }
    }

    @Test
    void a_crash_may_fall_between_any_two_effects_of_a_step() {
        for (int effects = 0; effects <= 3; effects++) {
            Puppets fresh = Puppets.exact();
            fresh.world.apply(new Fault.CrashWithinStep(A, effects));
            fresh.ping(A, B, 3);
            fresh.run(MILLI);
            assertThat(fresh.pingsOf(B)).hasSize(effects);
            assertThat(fresh.world.isUp(A)).isFalse();
            assertThat(fresh.world.tally().of(Counted.CRASHES_WITHIN_A_STEP)).isEqualTo(1);
            assertThat(fresh.world.standingFaults()).isEmpty();
            assertThat(fresh.world.violations()).isEmpty();
        }
    }

    @Test
    void a_crash_within_a_step_waits_for_a_step_that_is_long_enough() {
        world.apply(new Fault.CrashWithinStep(A, 3));
        puppets.ping(A, B, 2);
        assertThat(world.isUp(A)).isTrue();
        puppets.ping(A, B, 5);
        puppets.run(MILLI);
        assertThat(world.isUp(A)).isFalse();
        assertThat(puppets.pingsOf(B)).containsExactly(1L, 2L, 1L, 2L, 3L);
    }

    @Test
    void a_fault_may_strike_at_a_mark_between_two_effects() {
        world.onNote((node, mark, detail) -> {
            if (mark.equals("half")) {
                world.apply(new Fault.Crash(List.of(node), Unsynced.LOST));
                world.boot(node);
            }
        });
        puppets.tell(
                A,
                new Effect.Send(B, Ping.newBuilder().setNumber(1).build()),
                new Effect.Note("half", "the second is not sent"),
                new Effect.Send(B, Ping.newBuilder().setNumber(2).build()));
        puppets.run(MILLI);
        assertThat(puppets.pingsOf(B)).containsExactly(1L);
        assertThat(puppets.seen(A)).hasSize(1);
    }

    @Test
    void nothing_of_one_boot_reaches_the_next() {
        puppets.tell(
                A,
                new Effect.SetTimer("old", 5 * MILLI),
                new Effect.Append(1, LOG, bytes("old")),
                new Effect.Sync(2, LOG));
        List<Object> replies = new ArrayList<>();
        world.apply(new Fault.Pause(List.of(A)));
        world.ask(A, Puppet.Do.all(), replies::add);
        puppets.ping(B, A, 1);
        puppets.run(2 * MILLI);
        world.crash(A);
        world.apply(new Fault.HealAll());
        puppets.run(100 * MILLI);
        assertThat(puppets.seen(A)).hasSize(1);
        assertThat(replies).isEmpty();
    }

    @Test
    void a_request_of_one_boot_cannot_be_answered_by_the_next() {
        List<Object> replies = new ArrayList<>();
        long request = world.ask(A, "a puppet does not reply to this", replies::add);
        puppets.run(0);
        world.crash(A);
        world.boot(A);
        puppets.tell(A, new Effect.Reply(request, "late"));
        assertThat(replies).isEmpty();
        assertThat(world.violations()).hasSize(1);
    }

    @Test
    void everything_waits_for_a_paused_node_in_order() {
        Fault pause = new Fault.Pause(List.of(A));
        puppets.tell(A, new Effect.SetTimer("timer", 10 * MILLI), new Effect.SetTimer("late", 60 * MILLI));
        world.apply(pause);
        puppets.ping(B, A, 3);
        puppets.run(50 * MILLI);
        assertThat(puppets.seen(A)).hasSize(2);
        long before = puppets.seen(A).last().now();
        world.apply(pause.undo().get());
        puppets.run(0);
        assertThat(puppets.pingsOf(A)).containsExactly(1L, 2L, 3L);
        assertThat(puppets.seen(A).last().event()).isEqualTo(new Event.TimerFired("timer"));
        assertThat(puppets.seen(A).last().now() - before).isEqualTo(50 * MILLI);
        puppets.run(10 * MILLI);
        assertThat(puppets.seen(A).last().event()).isEqualTo(new Event.TimerFired("late"));
    }

    @Test
    void a_timer_that_waits_out_a_pause_can_still_be_cancelled() {
        Fault pause = new Fault.Pause(List.of(A));
        puppets.tell(A, new Effect.SetTimer("timer", 10 * MILLI));
        world.apply(pause);
        world.ask(A, Puppet.Do.all(new Effect.CancelTimer("timer")), reply -> {});
        puppets.run(50 * MILLI);
        world.apply(pause.undo().get());
        puppets.run(50 * MILLI);
        assertThat(puppets.events(A, Event.TimerFired.class)).isEmpty();
    }

    @Test
    void a_paused_node_boots_when_it_goes_on() {
        Fault pause = new Fault.Pause(List.of(A));
        world.apply(pause);
        world.crash(A);
        world.boot(A);
        puppets.run(100 * MILLI);
        assertThat(world.isUp(A)).isFalse();
        world.apply(pause.undo().get());
        puppets.run(0);
        assertThat(world.isUp(A)).isTrue();
    }

    @Test
    void a_fast_clock_fires_early_by_the_others_time_and_a_slow_one_late() {
        Fault fast = new Fault.Drift(A, 500_000);
        Fault slow = new Fault.Drift(B, -500_000);
        world.apply(fast);
        world.apply(slow);
        for (NodeId node : List.of(A, B, C)) {
            puppets.tell(node, new Effect.SetTimer("timer", 60 * MILLI));
        }
        long begin = world.now();
        List<Long> fired = new ArrayList<>();
        for (NodeId node : List.of(A, C, B)) {
            while (puppets.events(node, Event.TimerFired.class).isEmpty()) {
                puppets.run(MILLI / 10);
            }
            fired.add((world.now() - begin) / MILLI);
        }
        assertThat(fired).containsExactly(40L, 60L, 120L);
        assertThat(world.tally().of(Counted.CLOCK_DRIFTS)).isEqualTo(2);
    }

    @Test
    void a_running_timer_follows_its_clock() {
        Fault slow = new Fault.Drift(A, -500_000);
        puppets.tell(A, new Effect.SetTimer("timer", 60 * MILLI));
        puppets.run(20 * MILLI);
        world.apply(slow);
        puppets.run(40 * MILLI);
        world.apply(slow.undo().get());
        puppets.run(20 * MILLI - 1);
        assertThat(puppets.events(A, Event.TimerFired.class)).isEmpty();
        puppets.run(1);
        assertThat(puppets.events(A, Event.TimerFired.class)).hasSize(1);
    }

    @Test
    void the_wall_clock_jumps_forward_and_steps_back_and_the_monotonic_one_does_not() {
        Fault forward = new Fault.WallJump(A, 3_600_000 * MILLI);
        Fault back = new Fault.WallJump(A, -7_200_000 * MILLI);
        puppets.tell(A);
        world.apply(forward);
        puppets.tell(A);
        world.apply(back);
        puppets.tell(A);
        world.apply(forward.undo().get());
        world.apply(back.undo().get());
        puppets.tell(A);
        long first = puppets.seen(A).get(1).wall();
        assertThat(puppets.seen(A)
                        .drop(1)
                        .map(seen -> (seen.wall() - first) / MILLI)
                        .asJava())
                .containsExactly(0L, 3_600_000L, -3_600_000L, 0L);
        assertThat(puppets.seen(A).map(Puppet.Seen::now).distinct()).hasSize(1);
        assertThat(world.tally().of(Counted.CLOCK_JUMPS)).isEqualTo(4);
    }

    @Test
    void clocks_differ_between_nodes_and_monotonic_ones_between_boots() {
        Puppets usual = new Puppets(1, WorldOptions.usual());
        usual.run(20 * MILLI);
        assertThat(ALL.stream().map(node -> usual.seen(node).head().now()).distinct())
                .hasSize(5);
        assertThat(ALL.stream().map(node -> usual.seen(node).head().wall()).distinct())
                .hasSize(5);
        long first = usual.seen(A).head().now();
        usual.world.crash(A);
        usual.world.boot(A);
        usual.run(20 * MILLI);
        assertThat(Math.abs(usual.seen(A).head().now() - first)).isGreaterThan(1_000 * MILLI);
    }

    @Test
    void nodes_that_boot_together_are_out_of_phase() {
        Puppets usual = new Puppets(1, WorldOptions.usual());
        List<Long> ups = new ArrayList<>();
        for (int i = 0; i < 200; i++) {
            ups.add(ALL.stream().filter(usual.world::isUp).count());
            usual.run(MILLI / 10);
        }
        assertThat(ups).isSorted().contains(0L, 1L, 5L);
    }

    @Test
    void healing_all_ends_every_fault_and_boots_who_crashed() {
        List.of(
                        Partitions.halves(ALL),
                        new Fault.Pause(List.of(B)),
                        new Fault.Drift(C, 1000),
                        new Fault.FailingSync(List.of(C)),
                        new Fault.Crash(List.of(A), Unsynced.DRAWN))
                .forEach(world::apply);
        world.apply(new Fault.HealAll());
        puppets.run(0);
        assertThat(world.standingFaults()).isEmpty();
        assertThat(ALL).allMatch(world::isUp);
        puppets.ping(A, C, 1);
        puppets.run(MILLI);
        assertThat(puppets.pingsOf(C)).hasSize(1);
    }
}
