package kyoten.scenario.catalogue;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import io.vavr.collection.Vector;
import kyoten.client.ClientAnswer;
import kyoten.history.Value;
import kyoten.scenario.Answer;
import kyoten.scenario.plan.Act;
import org.junit.jupiter.api.Test;

class StoreSubjectTest {
    private static final Value A = Value.of("a");
    private static final Value B = Value.of("b");

    @Test
    void a_gread_is_told_as_the_set_of_all_values_those_discarded_among_them() {
        assertThat(told(Vector.of("b"), Vector.of("a"))).isEqualTo(Value.set(A, B));
        assertThat(told(Vector.empty(), Vector.empty())).isEqualTo(Value.set());
    }

    @Test
    void a_value_that_is_answered_twice_is_told_twice() {
        assertThat(told(Vector.of("b", "a", "b"), Vector.empty())).isEqualTo(Value.list(A, B, B));
        assertThat(told(Vector.of("b"), Vector.of("a", "b"))).isEqualTo(Value.list(A, B, B));
    }

    private static Value told(Vector<String> shown, Vector<String> discarded) {
        ClientAnswer.Resolved resolved = new ClientAnswer.Resolved("last-writer", bytes(discarded), "");
        Answer answer = new StoreSubject()
                .answer(new Act.Gread("k"), new ClientAnswer.Values(bytes(shown), ByteString.EMPTY, resolved, false));
        return ((Answer.Ok) answer).value();
    }

    private static Vector<ByteString> bytes(Vector<String> values) {
        return values.map(ByteString::copyFromUtf8);
    }
}
