package kyoten.scenario.guest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.protobuf.ByteString;
import io.vavr.collection.Seq;
import io.vavr.collection.Vector;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Consumer;
import kyoten.node.Effect;
import kyoten.node.Env;
import kyoten.node.Event;
import kyoten.node.FileName;
import kyoten.node.NodeId;
import kyoten.node.Step;
import org.junit.jupiter.api.Test;

final class GuestNodeTest {
    private static final FileName LOG = FileName.log("guest");
    private static final NodeId PEER = new NodeId("peer");

    /** A guest that does what it is asked: the body is code. */
    private record Obedient(Outside outside) implements Guest {
        @Override
        public void received(NodeId from, Object message) {}

        @Override
        @SuppressWarnings("unchecked") // the tests ask with code
        public void asked(long request, Object body) {
            ((Consumer<Outside>) body).accept(outside);
        }
    }

    /** Time goes on by a second from step to step; chance counts. */
    private static final class Steps implements Env {
        private long now = -5_000_000_000L;

        @Override
        public long now() {
            return now;
        }

        @Override
        public long wall() {
            return Duration.ofDays(20_000).toNanos();
        }

        @Override
        public long random(String purpose, int i) {
            return (long) (i + 1) << 62;
        }
    }

    private final Steps env = new Steps();
    private final GuestNode node = new GuestNode((outside, booted) -> new Obedient(outside));
    private final GuestNode.Boot boot =
            node.on(node.initial(), new Event.Booted(1, Vector.empty()), env).state();

    private Seq<Effect> on(Event event) {
        env.now += 1_000_000_000L;
        Step<GuestNode.Boot> step = node.on(boot, event, env);
        return step.effects();
    }

    private Seq<Effect> asked(Consumer<Outside> code) {
        return on(new Event.Asked(1, code));
    }

    private static Event done(long operation) {
        return new Event.DiskDone(operation, ByteString.EMPTY);
    }

    @Test
    void tasks_are_done_within_the_step_one_after_the_other() {
        Seq<Effect> effects = asked(outside -> {
            outside.execute(() -> {
                outside.note("first", "");
                outside.execute(() -> outside.note("third", ""));
            });
            outside.execute(() -> outside.note("second", ""));
            outside.note("before all", "");
        });
        assertThat(effects.map(effect -> ((Effect.Note) effect).mark()))
                .containsExactly("before all", "first", "second", "third");
    }

    @Test
    void a_scheduled_task_is_done_when_its_timer_fires() {
        Seq<Effect> effects = asked(outside -> outside.schedule(() -> outside.note("now", ""), Duration.ofMillis(3)));
        assertThat(effects).containsExactly(new Effect.SetTimer("guest-1", 3_000_000));
        assertThat(on(new Event.TimerFired("guest-1"))).containsExactly(new Effect.Note("now", ""));
    }

    @Test
    void what_is_said_after_a_sync_is_heard_when_it_is_safe() {
        Seq<Effect> effects = asked(outside -> {
            outside.send(PEER, "before");
            outside.append(LOG, ByteString.EMPTY);
            outside.sync(LOG);
            outside.send(PEER, "after");
        });
        assertThat(effects)
                .containsExactly(
                        new Effect.Send(PEER, "before"),
                        new Effect.Append(1, LOG, ByteString.EMPTY),
                        new Effect.Sync(2, LOG));
        assertThat(on(done(1))).isEmpty();
        assertThat(on(done(2))).containsExactly(new Effect.Send(PEER, "after"));
        assertThat(asked(outside -> outside.send(PEER, "at once"))).containsExactly(new Effect.Send(PEER, "at once"));
    }

    @Test
    void what_is_said_after_two_syncs_waits_for_both_and_overtakes_nothing() {
        asked(outside -> {
            outside.sync(LOG);
            outside.send(PEER, "after one");
            outside.sync(FileName.log("other"));
            outside.send(PEER, "after both");
            outside.reply(7, "after both");
        });
        assertThat(on(done(2))).isEmpty();
        assertThat(on(done(1)))
                .containsExactly(
                        new Effect.Send(PEER, "after one"),
                        new Effect.Send(PEER, "after both"),
                        new Effect.Reply(7, "after both"));
    }

    @Test
    void a_guest_whose_disk_has_failed_says_nothing_any_more() {
        asked(outside -> {
            outside.sync(LOG);
            outside.send(PEER, "never");
        });
        assertThat(on(new Event.DiskFailed(1, Event.DiskFault.BROKEN)))
                .containsExactly(new Effect.Note("guest-stopped", "disk BROKEN"));
        assertThat(asked(outside -> outside.note("alive", "")))
                .containsExactly(new Effect.Note(Step.IGNORED, "the guest's disk has failed"));
    }

    @Test
    void the_clock_begins_with_the_wall_clock_and_goes_on_with_the_steps() {
        long then = Duration.ofDays(20_000).toMillis();
        asked(outside -> assertThat(outside.clock().millis()).isEqualTo(then + 1000));
        asked(outside -> assertThat(outside.clock().millis()).isEqualTo(then + 2000));
    }

    @Test
    void chance_is_that_of_the_step() {
        asked(outside -> {
            assertThat(outside.random().nextBoolean()).isFalse();
            assertThat(outside.random().nextBoolean()).isTrue();
        });
        asked(outside -> assertThat(outside.random().nextBoolean()).isFalse());
    }

    @Test
    void a_thread_that_a_guest_starts_is_caught_where_it_is_made() {
        assertThatThrownBy(() -> asked(outside -> new Thread(() -> {}).start()))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("starts a thread")
                .hasStackTraceContaining("GuestNodeTest");
    }

    @Test
    void a_guest_that_takes_no_notice_is_caught_all_the_same() {
        assertThatThrownBy(() -> asked(outside -> {
                    try {
                        Executors.newSingleThreadExecutor().execute(() -> {});
                    } catch (IllegalStateException swallowed) {
                        outside.note("no matter", "");
                    }
                }))
                .hasMessageContaining("starts a thread");
    }

    @Test
    void a_call_from_another_thread_is_named_in_it_and_in_the_next_step() throws InterruptedException {
        ExecutorService pool = Executors.newSingleThreadExecutor(task -> new Thread(task, "stranger"));
        try {
            assertThatThrownBy(() -> pool.submit(() -> outside().note("from nowhere", ""))
                            .get())
                    .isInstanceOf(ExecutionException.class)
                    .hasMessageContaining("the thread \"stranger\" calls from here");
        } finally {
            pool.shutdownNow();
        }
        assertThatThrownBy(() -> asked(outside -> {}))
                .hasMessageContaining("\"stranger\"")
                .hasStackTraceContaining("a_call_from_another_thread");
    }

    @Test
    void a_call_between_two_steps_is_an_error() {
        assertThatThrownBy(() -> outside().execute(() -> {})).hasMessageContaining("before that call returns");
    }

    private Outside outside() {
        return ((Obedient) boot.guest()).outside();
    }
}
