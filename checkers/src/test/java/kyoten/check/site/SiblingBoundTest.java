package kyoten.check.site;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.TreeSet;
import kyoten.check.Verdict;
import kyoten.history.Entry;
import kyoten.history.HistoryBuilder;
import kyoten.history.Ties;
import kyoten.history.Type;
import kyoten.history.Value;
import org.junit.jupiter.api.Test;

class SiblingBoundTest {
    private final HistoryBuilder builder = new HistoryBuilder("test", Ties.AS_WRITTEN);
    private long time;
    private int number;

    @Test
    void one_sibling_per_client_holds() {
        write("a", gread("a"), "1");
        write("b", gread("b"), "2");
        gread("a", "1", "2");
        assertThat(verdict()).isInstanceOf(Verdict.Holds.class);
    }

    @Test
    void a_client_that_read_its_own_value_does_not_leave_it_beside_the_next() {
        write("a", gread("a"), "1");
        write("a", gread("a", "1"), "2");
        gread("b", "1", "2");
        assertThat(verdict()).isInstanceOf(Verdict.Broken.class);
        assertThat(((Verdict.Broken) verdict()).because()).contains("shows 2 siblings, though no more than 1");
    }

    @Test
    void a_client_that_did_not_look_may_leave_more() {
        int old = gread("a");
        write("a", old, "1");
        write("a", old, "2");
        gread("b", "1", "2");
        assertThat(verdict()).isInstanceOf(Verdict.Holds.class);
    }

    @Test
    void what_another_client_read_is_no_look_of_one_s_own() {
        write("a", gread("a"), "1");
        write("a", gread("b", "1"), "2");
        gread("b", "1", "2");
        assertThat(verdict()).isInstanceOf(Verdict.Holds.class);
    }

    @Test
    void without_greads_it_looked_at_nothing() {
        write("a", Entry.NONE, "1");
        assertThat(verdict()).isInstanceOf(Verdict.Unknown.class);
    }

    private Verdict verdict() {
        return new SiblingBound().check(builder.build());
    }

    private int gread(String process, String... values) {
        TreeSet<Value> shown = new TreeSet<>();
        for (String value : values) {
            shown.add(Value.of(value));
        }
        return operation(Entry.invoke(process, "gread", Value.of("k"), Value.NIL, time), new Value.Group(shown));
    }

    private void write(String process, int token, String value) {
        operation(
                Entry.invoke(process, "gwrite", Value.of("k"), Value.of(value), time)
                        .token(token),
                Value.of(value));
    }

    private int operation(Entry invoked, Value result) {
        Entry.Detail of = invoked.detail();
        Entry numbered = invoked.with(new Entry.Detail("x", of.token(), "", "", ++number, Entry.NONE));
        builder.add(numbered);
        builder.add(numbered.completed(Type.OK, result, ++time));
        time++;
        return number;
    }
}
