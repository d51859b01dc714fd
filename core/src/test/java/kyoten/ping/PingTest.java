package kyoten.ping;

import static org.assertj.core.api.Assertions.assertThat;

import io.vavr.collection.Vector;
import kyoten.node.Effect.Reply;
import kyoten.node.Effect.Send;
import kyoten.node.Effect.SetTimer;
import kyoten.node.Env;
import kyoten.node.Event.Asked;
import kyoten.node.Event.Booted;
import kyoten.node.Event.Received;
import kyoten.node.Event.TimerFired;
import kyoten.node.FixedEnv;
import kyoten.node.NodeId;
import kyoten.node.Step;
import org.junit.jupiter.api.Test;

/** Nodes are functions: a test calls them and compares whole steps. */
class PingTest {
    private static final NodeId PINGER = new NodeId("pinger");
    private static final NodeId PONGER = new NodeId("ponger");

    private final Pinger pinger = new Pinger(PONGER, 1_000);
    private final Ponger ponger = new Ponger();
    private final Env env = FixedEnv.drawing(0);

    private static Ping ping(long number) {
        return Ping.newBuilder().setNumber(number).build();
    }

    private static Pong pong(long number) {
        return Pong.newBuilder().setNumber(number).build();
    }

    private static Step<Pinger.State> pinged(long answered) {
        return Step.to(new Pinger.State(answered), new Send(PONGER, ping(answered + 1)), new SetTimer("resend", 1_000));
    }

    @Test
    void a_ping_is_answered() {
        assertThat(ponger.on(ponger.initial(), new Received(PINGER, ping(7)), env))
                .isEqualTo(Step.to(new Ponger.State(1), new Send(PINGER, pong(7))));
    }

    @Test
    void a_pinger_begins_at_boot() {
        assertThat(pinger.on(pinger.initial(), new Booted(1, Vector.empty()), env))
                .isEqualTo(pinged(0));
    }

    @Test
    void a_lost_ping_is_sent_again() {
        assertThat(pinger.on(new Pinger.State(3), new TimerFired("resend"), env))
                .isEqualTo(pinged(3));
    }

    @Test
    void an_answer_brings_the_next_ping() {
        assertThat(pinger.on(new Pinger.State(3), new Received(PONGER, pong(4)), env))
                .isEqualTo(pinged(4));
    }

    @Test
    void a_late_pong_changes_nothing() {
        Pinger.State state = new Pinger.State(3);

        assertThat(pinger.on(state, new Received(PONGER, pong(3)), env))
                .isEqualTo(Step.ignored(state, "answered before"));
    }

    @Test
    void a_pong_for_an_earlier_boot_changes_nothing() {
        Pinger.State state = new Pinger.State(0);

        assertThat(pinger.on(state, new Received(PONGER, pong(2)), env))
                .isEqualTo(Step.ignored(state, "of an earlier boot"));
    }

    @Test
    void who_asks_is_told_how_many_were_answered() {
        Pinger.State state = new Pinger.State(3);

        assertThat(pinger.on(state, new Asked(9, "how many?"), env)).isEqualTo(Step.to(state, new Reply(9, 3L)));
    }
}
