package kyoten.baseline;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import io.vavr.collection.Vector;
import io.vavr.control.Option;
import java.time.Duration;
import kyoten.baseline.message.Answer;
import kyoten.baseline.message.Found;
import kyoten.baseline.message.Request;
import kyoten.node.Effect;
import kyoten.node.Effect.Send;
import kyoten.node.Event;
import kyoten.node.FixedEnv;
import kyoten.node.NodeId;
import kyoten.node.Step;
import org.junit.jupiter.api.Test;

class BaselineClientTest {
    private static final NodeId A = new NodeId("a");
    private static final NodeId B = new NodeId("b");
    private static final ByteString KEY = ByteString.copyFromUtf8("k");

    private final BaselineClient client =
            new BaselineClient(Vector.of(A, B), Duration.ofSeconds(1), Duration.ofMillis(100));
    private BaselineClient.State state = client.initial();
    private Vector<Effect> effects = Vector.empty();

    BaselineClientTest() {
        on(new Event.Booted(1, Vector.empty()));
    }

    private void on(Event event) {
        Step<BaselineClient.State> step = client.on(state, event, FixedEnv.drawing(5));
        state = step.state();
        effects = step.effects().toVector();
    }

    private static Answer.Builder answer(long number) {
        return Answer.newBuilder().setSession(5).setNumber(number);
    }

    private Option<NodeId> asked() {
        return effects.find(Send.class::isInstance).map(effect -> ((Send) effect).to());
    }

    @Test
    void what_nobody_answers_is_asked_of_the_next_server_under_the_same_number() {
        on(new Event.Asked(1, new BaselineCall.Out(KEY)));
        assertThat(asked()).containsExactly(A);
        on(new Event.TimerFired("again"));
        assertThat(asked()).containsExactly(B);
        assertThat(((Request) ((Send) effects.head()).message()).getNumber()).isEqualTo(1);
    }

    @Test
    void the_server_that_is_named_is_asked_after_a_moment() {
        on(new Event.Asked(1, new BaselineCall.Get(KEY)));
        on(new Event.Received(A, answer(1).setMaster("b").build()));
        assertThat(asked()).isEmpty();
        on(new Event.TimerFired("again"));
        assertThat(asked()).containsExactly(B);
    }

    @Test
    void an_answer_to_an_earlier_request_is_none_to_this_one() {
        on(new Event.Asked(1, new BaselineCall.Get(KEY)));
        on(new Event.TimerFired("deadline"));
        on(new Event.Asked(2, new BaselineCall.Get(KEY)));
        on(new Event.Received(A, answer(1).setFound(Found.getDefaultInstance()).build()));
        assertThat(effects.filter(Effect.Reply.class::isInstance)).isEmpty();
    }

    @Test
    void doubt_ends_when_a_later_update_is_answered_and_not_before() {
        on(new Event.Asked(1, new BaselineCall.Put(KEY, KEY)));
        on(new Event.TimerFired("deadline"));
        assertThat(effects).contains(new Effect.Reply(1, new BaselineCall.Unanswered("5")));
        Found nothing = Found.getDefaultInstance();
        on(new Event.Asked(2, new BaselineCall.Get(KEY)));
        on(new Event.Received(A, answer(2).setFound(nothing).build()));
        assertThat(effects).doesNotContain(new Effect.Note(BaselineClient.DOUBT_ENDS, "5"));
        on(new Event.Asked(3, new BaselineCall.Out(KEY)));
        on(new Event.Received(A, answer(3).setFound(nothing).build()));
        assertThat(effects).contains(new Effect.Note(BaselineClient.DOUBT_ENDS, "5"));
    }

    @Test
    void what_is_too_long_is_not_sent() {
        on(new Event.Asked(1, new BaselineCall.Get(ByteString.copyFrom(new byte[1025]))));
        assertThat(effects)
                .containsExactly(
                        new Effect.Reply(1, new BaselineCall.TooLong("the key has 1025 bytes, and may have 1024")));
    }
}
