package kyoten.sim;

import static kyoten.sim.Puppets.A;
import static kyoten.sim.Puppets.B;
import static kyoten.sim.Puppets.MILLI;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import java.util.ArrayList;
import java.util.List;
import kyoten.node.Effect;
import kyoten.node.Event;
import kyoten.node.FileName;
import kyoten.ping.Ping;
import kyoten.sim.disk.Unsynced;
import kyoten.sim.network.Fate;
import org.junit.jupiter.api.Test;

class TraceLineTest {
    private final Puppets puppets = Puppets.exact();
    private final List<TraceLine> lines = new ArrayList<>();

    TraceLineTest() {
        puppets.run(10 * MILLI);
        puppets.world.onTrace(lines::add);
    }

    @Test
    void a_message_is_caused_by_the_event_in_which_it_was_sent() {
        puppets.ping(A, B, 1);
        puppets.run(5 * MILLI);
        TraceLine sent = line(TraceLine.Sent.class);
        TraceLine came = received();
        assertThat(came.cause()).isEqualTo(sent.event());
        assertThat(came.nanos() - sent.nanos()).isEqualTo(MILLI);
        assertThat(came.toString())
                .contains("#" + came.event() + " by #" + sent.event())
                .endsWith("<- a Ping {number 1}");
    }

    @Test
    void a_held_message_is_caused_by_its_sending_and_not_by_its_release() {
        Fault hold = new Fault.Hold(List.of(A), List.of(B));
        puppets.world.apply(hold);
        puppets.ping(A, B, 1);
        puppets.run(5 * MILLI);
        puppets.world.apply(new Fault.Heal(hold));
        puppets.run(5 * MILLI);
        assertThat(((TraceLine.Sent) line(TraceLine.Sent.class).what()).fate()).isEqualTo(Fate.HELD);
        assertThat(received().cause()).isEqualTo(line(TraceLine.Sent.class).event());
    }

    @Test
    void what_waits_for_a_pause_to_end_is_caused_by_what_it_was_before() {
        Fault pause = new Fault.Pause(List.of(B));
        puppets.world.apply(pause);
        puppets.ping(A, B, 1);
        puppets.run(5 * MILLI);
        puppets.world.apply(new Fault.Heal(pause));
        puppets.run(5 * MILLI);
        assertThat(received().cause()).isEqualTo(line(TraceLine.Sent.class).event());
    }

    @Test
    void a_timer_is_caused_by_the_event_that_set_it_last() {
        puppets.tell(A, new Effect.SetTimer("t", MILLI));
        puppets.tell(A, new Effect.SetTimer("t", 3 * MILLI));
        puppets.run(5 * MILLI);
        List<TraceLine> sets = lines.stream()
                .filter(line -> line.what() instanceof TraceLine.Did did && did.effect() instanceof Effect.SetTimer)
                .toList();
        assertThat(took(Event.TimerFired.class).cause()).isEqualTo(sets.get(1).event());
        assertThat(sets.get(1).told()).isEqualTo("sets timer t in 3 ms");
    }

    @Test
    void a_message_that_does_not_come_has_its_reason() {
        puppets.world.apply(new Fault.Cut(List.of(A), List.of(B)));
        puppets.ping(A, B, 1);
        assertThat(line(TraceLine.Sent.class).told()).isEqualTo("-> b (lost: cut off) Ping {number 1}");
        puppets.world.apply(new Fault.HealAll());
        puppets.world.apply(new Fault.Crash(List.of(B), Unsynced.KEPT));
        puppets.ping(A, B, 1);
        puppets.run(5 * MILLI);
        assertThat(line(TraceLine.Missed.class).told()).isEqualTo("<- a (lost: it is down) Ping {number 1}");
        assertThat(line(TraceLine.Crashed.class).place()).isEqualTo("b");
    }

    @Test
    void a_disk_operation_is_caused_by_who_asked_for_it() {
        puppets.tell(A, new Effect.Append(7, FileName.log("l"), ByteString.copyFromUtf8("x")));
        puppets.run(5 * MILLI);
        TraceLine done = took(Event.DiskDone.class);
        assertThat(lines)
                .anyMatch(line -> line.event() == done.cause()
                        && line.told().equals("disk operation 7: append 1 bytes to l.log"));
    }

    @Test
    void texts_are_equal_only_if_the_values_are() {
        String text = "x".repeat(100);
        Ping one = Ping.newBuilder().setNumber(1L << 60).build();
        Ping other = Ping.newBuilder().setNumber((1L << 60) + 1).build();
        assertThat(TraceLine.text(one)).startsWith("Ping {number ~").isNotEqualTo(TraceLine.text(other));
        assertThat(TraceLine.text(text.repeat(10) + "a"))
                .hasSizeLessThan(500)
                .isNotEqualTo(TraceLine.text(text.repeat(10) + "b"));
        assertThat(TraceLine.text(List.of(ByteString.copyFromUtf8("k1")))).isEqualTo("[\"k1\"]");
        assertThat(TraceLine.text(List.of(ByteString.copyFrom(new byte[] {1, 2}))))
                .startsWith("[2 bytes ~");
    }

    private TraceLine received() {
        return took(Event.Received.class);
    }

    private TraceLine took(Class<? extends Event> kind) {
        return lines.stream()
                .filter(line -> line.what() instanceof TraceLine.Took took && kind.isInstance(took.event()))
                .findFirst()
                .orElseThrow();
    }

    private TraceLine line(Class<? extends TraceLine.What> kind) {
        return lines.stream()
                .filter(line -> kind.isInstance(line.what()))
                .findFirst()
                .orElseThrow();
    }
}
