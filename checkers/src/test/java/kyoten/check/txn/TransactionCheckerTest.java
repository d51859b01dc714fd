package kyoten.check.txn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import kyoten.check.Verdict;
import kyoten.history.Entry;
import kyoten.history.History;
import kyoten.history.HistoryBuilder;
import kyoten.history.MalformedHistoryException;
import kyoten.history.Ties;
import kyoten.history.Type;
import kyoten.history.Value;
import org.junit.jupiter.api.Test;

class TransactionCheckerTest {
    private static final TransactionChecker CHECKER = new TransactionChecker(Analysis.Kind.LIST_APPEND);

    @Test
    void a_serial_history_holds_and_says_how_many_transactions_it_looked_at() {
        Verdict verdict = CHECKER.check(serial(txn(append("x", 1)), txn(read("x", 1)), txn(append("x", 2))));
        assertThat(verdict).isInstanceOf(Verdict.Holds.class);
        assertThat(((Verdict.Holds) verdict).evidence().looked()).isEqualTo(3);
    }

    @Test
    void a_stale_read_breaks_strict_serializability_and_the_witness_is_the_two_transactions() {
        Verdict verdict =
                CHECKER.check(serial(txn(append("x", 1)), txn(read("x")), txn(append("y", 2)), txn(read("x", 1))));
        Verdict.Broken broken = (Verdict.Broken) verdict;
        assertThat(broken.because())
                .contains("process 0 ran T0 and then T1")
                .contains("T1 read key x without the 1 that T0 wrote")
                .endsWith("So it is not strong-session-snapshot-isolation");
        assertThat(broken.witness().history().size()).isEqualTo(2);
    }

    @Test
    void the_same_history_is_serializable() {
        History history = serial(txn(append("x", 1)), txn(read("x")), txn(read("x", 1)));
        assertThat(new TransactionChecker(Analysis.Kind.LIST_APPEND, ConsistencyModel.SERIALIZABLE)
                        .check(history)
                        .holds())
                .isTrue();
    }

    @Test
    void a_history_of_nothing_is_unknown() {
        assertThat(CHECKER.check(History.empty())).isInstanceOf(Verdict.Unknown.class);
    }

    @Test
    void what_is_no_transaction_is_an_error_with_what_was_expected() {
        assertThatThrownBy(() -> CHECKER.check(serial(Value.of(3))))
                .isInstanceOf(MalformedHistoryException.class)
                .hasMessageContaining("expected a list of micro-operations");
        assertThatThrownBy(() -> CHECKER.check(serial(txn(Value.list(Value.of("w"), Value.of("x"), Value.of(1))))))
                .hasMessageContaining("[w, x, 1]; expected r or append");
        assertThatThrownBy(() -> CHECKER.check(serial(txn(Value.list(Value.of("r"), Value.of("x"), Value.of(1))))))
                .hasMessageContaining("key x was read as 1; expected a list");
    }

    private static Value txn(Value... steps) {
        return new Value.Items(List.of(steps));
    }

    private static Value append(String key, long value) {
        return Value.list(Value.of("append"), Value.of(key), Value.of(value));
    }

    private static Value read(String key, long... values) {
        return Value.list(
                Value.of("r"),
                Value.of(key),
                new Value.Items(
                        java.util.Arrays.stream(values).mapToObj(Value::of).toList()));
    }

    private static History serial(Value... txns) {
        HistoryBuilder builder = new HistoryBuilder("test", Ties.AS_WRITTEN);
        for (Value txn : txns) {
            Entry invoked = Entry.invoke("0", "txn", Value.NIL, txn, Entry.NO_TIME);
            builder.add(invoked);
            builder.add(invoked.completed(Type.OK, txn, Entry.NO_TIME));
        }
        return builder.build();
    }
}
