package kyoten.scenario.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import com.google.protobuf.BytesValue;
import io.vavr.collection.List;
import java.time.Duration;
import kyoten.node.Effect;
import kyoten.node.Event;
import kyoten.node.NodeId;
import org.junit.jupiter.api.Test;

/** Boots, timers, requests, messages, and what a crash ends. */
abstract class NodeLifeContract extends HostContract {
    private static final long MILLI = 1_000_000;
    private static final int TRIES = 50;

    @Test
    void the_first_event_of_a_boot_is_booted_and_a_new_disk_is_empty() {
        booted();
        assertThat(seen(NODE).head().event()).isInstanceOf(Event.Booted.class);
        assertThat(booted().files()).isEmpty();
    }

    @Test
    void boot_ids_differ() {
        long first = booted().bootId();
        reboot();
        long second = booted().bootId();
        reboot();
        assertThat(booted().bootId()).isNotIn(first, second);
        assertThat(second).isNotEqualTo(first);
    }

    @Test
    void a_boot_begins_on_the_initial_state() {
        perform();
        perform();
        reboot();
        booted();
        assertThat(seen(NODE)).hasSize(1);
    }

    @Test
    void a_timer_fires_once_and_not_before_its_time() {
        perform(new Effect.SetTimer("soon", 30 * MILLI));
        long set = await(NODE, Event.Asked.class, asked -> true).now();
        long fired = await(NODE, Event.TimerFired.class, timer -> true).now();
        assertThat(fired - set).isGreaterThanOrEqualTo(30 * MILLI);
        host.pass(Duration.ofMillis(100));
        assertThat(seen(NODE).count(one -> one.event() instanceof Event.TimerFired))
                .isEqualTo(1);
    }

    @Test
    void a_timer_without_delay_fires() {
        perform(new Effect.SetTimer("now", 0));
        await(NODE, Event.TimerFired.class, timer -> timer.timer().equals("now"));
    }

    @Test
    void a_timer_for_ever_does_not_fire() {
        perform(new Effect.SetTimer("never", Long.MAX_VALUE));
        host.pass(Duration.ofMillis(50));
        assertThat(seen(NODE).last().event()).isInstanceOf(Event.Asked.class);
    }

    @Test
    void setting_a_timer_again_replaces_it() {
        perform(new Effect.SetTimer("again", 20 * MILLI), new Effect.SetTimer("again", 120 * MILLI));
        long set = await(NODE, Event.Asked.class, asked -> true).now();
        long fired = await(NODE, Event.TimerFired.class, timer -> true).now();
        assertThat(fired - set).isGreaterThanOrEqualTo(120 * MILLI);
        host.pass(Duration.ofMillis(50));
        assertThat(seen(NODE).count(one -> one.event() instanceof Event.TimerFired))
                .isEqualTo(1);
    }

    @Test
    void a_timer_may_be_set_again_to_an_earlier_time() {
        perform(new Effect.SetTimer("again", Long.MAX_VALUE), new Effect.SetTimer("again", MILLI));
        await(NODE, Event.TimerFired.class, timer -> true);
    }

    @Test
    void a_cancelled_timer_does_not_fire_and_others_do() {
        perform(
                new Effect.SetTimer("cancelled", 10 * MILLI),
                new Effect.SetTimer("kept", 20 * MILLI),
                new Effect.CancelTimer("cancelled"),
                new Effect.CancelTimer("never set"));
        await(NODE, Event.TimerFired.class, timer -> timer.timer().equals("kept"));
        host.pass(Duration.ofMillis(30));
        assertThat(seen(NODE).filter(one -> one.event() instanceof Event.TimerFired))
                .hasSize(1);
    }

    @Test
    void no_timer_of_one_boot_fires_in_the_next() {
        perform(new Effect.SetTimer("old", 30 * MILLI));
        reboot();
        booted();
        host.pass(Duration.ofMillis(100));
        assertThat(seen(NODE)).hasSize(1);
    }

    @Test
    void time_does_not_go_back_within_a_boot() {
        for (int i = 0; i < TRIES; i++) {
            perform();
        }
        assertThat(seen(NODE).map(Probe.Seen::now).asJava()).isSorted();
    }

    @Test
    void time_and_chance_are_fixed_within_a_step_and_chance_differs_between_steps() {
        for (int i = 0; i < TRIES; i++) {
            perform();
        }
        assertThat(seen(NODE)).allMatch(Probe.Seen::twice);
        assertThat(seen(NODE).map(Probe.Seen::random).distinct()).hasSize(TRIES + 1);
    }

    @Test
    void a_message_arrives_unchanged_and_names_its_sender() {
        BytesValue message = BytesValue.of(ByteString.copyFrom(new byte[] {0, -1, 1, 127, -128}));
        assertThat(arrives(OTHER, message).from()).isEqualTo(NODE);
    }

    @Test
    void a_message_to_oneself_arrives() {
        assertThat(arrives(NODE, BytesValue.of(bytes("me"))).from()).isEqualTo(NODE);
    }

    @Test
    void a_message_of_four_mebibytes_arrives() {
        arrives(OTHER, BytesValue.of(ByteString.copyFrom(new byte[4 << 20])));
    }

    private Event.Received arrives(NodeId to, BytesValue message) {
        for (int i = 0; i < TRIES; i++) {
            perform(new Effect.Send(to, message));
            host.pass(Duration.ofMillis(20));
            var found = seen(to).map(Probe.Seen::event)
                    .filter(Event.Received.class::isInstance)
                    .map(Event.Received.class::cast)
                    .find(received -> received.message().equals(message));
            if (found.isDefined()) {
                return found.get();
            }
        }
        throw new AssertionError("the message never arrived at " + to);
    }

    @Test
    void a_message_to_a_node_that_nobody_knows_or_that_is_down_changes_nothing() {
        host.kill(OTHER);
        perform(
                new Effect.Send(new NodeId("nobody"), BytesValue.of(bytes("x"))),
                new Effect.Send(OTHER, BytesValue.of(bytes("x"))));
        host.pass(Duration.ofMillis(50));
        assertThat(host.isUp(NODE)).isTrue();
    }

    @Test
    void effects_take_place_in_order_and_a_reply_leaves_with_its_step() {
        perform(new Effect.SetTimer("a", MILLI), new Effect.CancelTimer("a"), new Effect.SetTimer("a", 2 * MILLI));
        await(NODE, Event.TimerFired.class, timer -> timer.timer().equals("a"));
    }

    @Test
    void a_throw_is_a_crash_of_that_node_alone_and_it_can_boot_again() {
        assertThat(host.ask(NODE, new Probe.Throw())).isEmpty();
        host.pass(Duration.ofMillis(20));
        assertThat(host.isUp(NODE)).isFalse();
        assertThat(host.isUp(OTHER)).isTrue();
        host.boot(NODE);
        booted();
        assertThat(seen(NODE)).hasSize(1);
    }

    @Test
    void who_asks_for_what_no_host_can_give_crashes() {
        List<Effect> impossible = List.of(
                new Effect.Send(OTHER, "not in the registry"),
                new Effect.Send(OTHER, BytesValue.of(ByteString.copyFrom(new byte[9 << 20]))),
                new Effect.SetTimer("past", -1),
                new Effect.Reply(-4711, "nobody asked"));
        for (Effect effect : impossible) {
            performFatally(effect);
            host.pass(Duration.ofMillis(20));
            assertThat(host.isUp(NODE)).as(effect.getClass().getSimpleName()).isFalse();
            host.boot(NODE);
            booted();
        }
    }

    @Test
    void a_node_that_is_down_answers_nobody() {
        host.kill(NODE);
        assertThat(host.ask(NODE, new Probe.Report())).isEmpty();
        assertThat(host.isUp(NODE)).isFalse();
    }
}
