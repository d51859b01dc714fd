package kyoten.geo;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import kyoten.site.message.Arrive;
import kyoten.site.message.UpdatePart;
import kyoten.wire.MalformedException;
import org.junit.jupiter.api.Test;

class RunsTest {
    private static Arrive.Builder run(long firstN) {
        return Arrive.newBuilder()
                .setStream(MadeStore.STREAM)
                .setFirstN(firstN)
                .addUpdates(UpdatePart.newBuilder().setKey(MadeStore.key(MadeStore.STREAM, 0)));
    }

    private static void assertMalformed(Arrive.Builder run) {
        assertThatThrownBy(() -> Runs.check(run.build())).isInstanceOf(MalformedException.class);
    }

    @Test
    void a_run_of_one_update_from_the_first_on_is_one() {
        assertThatCode(() -> Runs.check(run(1).build())).doesNotThrowAnyException();
    }

    @Test
    void no_updates_and_numbers_that_there_are_not_are_no_run() {
        assertMalformed(run(1).clearUpdates());
        assertMalformed(run(0));
        assertMalformed(run(-1));
        assertMalformed(run(Long.MAX_VALUE));
    }

    @Test
    void a_key_of_another_stream_is_in_no_run() {
        assertMalformed(run(1).setStream(MadeStore.STREAM + 1));
        assertMalformed(run(1).addUpdates(UpdatePart.newBuilder().setKey(MadeStore.key(MadeStore.STREAM + 1, 0))));
    }
}
