package kyoten.client;

import static org.assertj.core.api.Assertions.assertThat;

import io.vavr.collection.Vector;
import java.time.Duration;
import kyoten.client.OperatorNode.State;
import kyoten.node.Effect;
import kyoten.node.Event;
import kyoten.node.FixedEnv;
import kyoten.node.NodeId;
import kyoten.node.Step;
import kyoten.site.message.AdminDone;
import kyoten.site.message.AdminRefused;
import kyoten.site.message.AdminReply;
import kyoten.site.message.AdminRequest;
import kyoten.site.message.Status;
import org.junit.jupiter.api.Test;

class OperatorNodeTest {
    private static final NodeId ONE = new NodeId("tokyo/1");
    private static final NodeId TWO = new NodeId("tokyo/2");
    private static final long NUMBER = 7;
    private static final AdminRequest ASKED =
            AdminRequest.newBuilder().setStatus(Status.getDefaultInstance()).build();
    private static final AdminRequest SENT = ASKED.toBuilder().setNumber(NUMBER).build();
    private static final Effect RETRY = new Effect.SetTimer("operator/retry/7", 1_000_000_000L);

    private final OperatorNode operator = new OperatorNode(Vector.of(ONE, TWO), Duration.ofSeconds(1));
    private State state = operator.initial();

    @Test
    void asks_a_server_and_passes_its_answer_on() {
        assertThat(ask()).containsExactly(new Effect.Send(ONE, SENT), RETRY);

        AdminReply reply = AdminReply.newBuilder()
                .setNumber(NUMBER)
                .setDone(AdminDone.getDefaultInstance())
                .build();
        assertThat(on(new Event.Received(ONE, reply)))
                .containsExactly(new Effect.CancelTimer("operator/retry/7"), new Effect.Reply(1, reply));
    }

    @Test
    void asks_the_leader_that_is_named() {
        ask();

        assertThat(on(new Event.Received(ONE, notLeading("tokyo/2"))))
                .containsExactly(new Effect.Send(TWO, SENT), RETRY);
    }

    @Test
    void asks_the_next_when_nobody_answers() {
        ask();

        assertThat(on(new Event.TimerFired("operator/retry/7"))).containsExactly(new Effect.Send(TWO, SENT), RETRY);
    }

    @Test
    void waits_when_nobody_is_named() {
        ask();

        assertThat(on(new Event.Received(ONE, notLeading("")))).allMatch(Effect.Note.class::isInstance);
    }

    @Test
    void a_refusal_is_an_answer() {
        ask();
        AdminReply refused = AdminReply.newBuilder()
                .setNumber(NUMBER)
                .setRefused(AdminRefused.newBuilder().setReason("no"))
                .build();

        assertThat(on(new Event.Received(ONE, refused))).contains(new Effect.Reply(1, refused));
    }

    private static AdminReply notLeading(String leader) {
        return AdminReply.newBuilder()
                .setNumber(NUMBER)
                .setRefused(AdminRefused.newBuilder().setLeader(leader).setNotLeading(true))
                .build();
    }

    private Vector<Effect> ask() {
        return on(new Event.Asked(1, ASKED));
    }

    private Vector<Effect> on(Event event) {
        Step<State> step = operator.on(state, event, FixedEnv.drawing(NUMBER));
        state = step.state();
        return step.effects().toVector();
    }
}
