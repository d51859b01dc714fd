package kyoten.check.txn;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.TreeSet;
import java.util.stream.Collectors;
import kyoten.check.Budget;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RegisterTest {

    /** Model, history, and all anomalies in it; a blank says none. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "serializable | ax1 ; rx1 |",
                "serializable | ax1 ; rx ; rx1 |",
                "serializable | ax1 ry1 ; rx1 ay1 | G1c",
                "serializable | ax1 ay1 ; rx ry1 | G-single",
                "serializable | rx ay1 ; ry ax1 | G2-item",
                "serializable | 0 0-!: ax1 ; rx1 | G1a",
                "serializable | ax1 ax2 ; rx1 | G1b",
                "serializable | ax1 ; rx1 ax2 ; rx1 ax3 | G2-item,lost-update",
                "serializable | rx ax1 ; rx ax2 | G2-item,lost-update",
                "serializable | ax1 rx2 ; ax2 | internal",
                "serializable | rx1 ax1 | future-read",
                // One value that nobody wrote may have been there before; two can't.
                "strict-serializable | 0 0-1: ax2 ; 0 2-3: rx3 ; 0 4-5: rx2 |",
                "serializable | rx3 ; rx4 | unwritten-read",
                "serializable | rx ; rx4 | unwritten-read",
                // Versions in the order of a transaction that reads one and writes the next.
                "serializable | ax1 ; rx1 ax2 ay1 ; rx1 ry1 | G-single",
                "read-committed | ax1 ; rx1 ax2 ay1 ; rx1 ry1 |",
                "serializable | ax1 ; rx1 ax2 ; rx2 ax3 ; rx3 ay1 ; ry1 rx1 | G-single",
                // In the order of real time.
                "strict-serializable | 0 0-1: ax1 ; 1 2-3: ax2 ; 2 4-5: rx1 | cyclic-versions",
                "serializable | 0 0-1: ax1 ; 1 2-3: ax2 ; 2 4-5: rx1 |",
                "strict-serializable | 0 0-1: ax1 ; 1 1-3: ax2 ; 2 4-5: rx1 |",
                "strict-serializable | 0 0-1: ax1 ; 1 2-3: ax2 ay1 ; 2 0-9: rx1 ry1 | G-single",
                "strict-serializable | 0 0-1: ax1 ; 1 2-3: rx | G-single-realtime",
                "strong-session-serializable | 0 0-1: ax1 ; 0 2-3: rx | G-single-process",
                // In the order of a process.
                "strong-session-serializable | 0 0-1: ax1 ; 0 2-3: ax2 ; 0 4-5: rx1 | cyclic-versions",
                "strong-session-serializable | 0 0-1: ax1 ; 0 2-3: ax2 ; 1 4-5: rx1 |",
                "strict-serializable | 0 0-1: ax1 ; 1 0-?: ax2 ; 2 4-5: rx1 ; 3 6-7: rx2 |",
                "strict-serializable | 0 0-1: ax1 ; 1 0-?: ax2 ; 2 4-5: rx2 ; 3 6-7: rx1 | cyclic-versions"
            })
    void a_history_has_these_anomalies_and_no_others(String model, String history, String anomalies) {
        Report report = Analysis.of(
                Letters.of(Analysis.Kind.RW_REGISTER, history),
                Analysis.Kind.RW_REGISTER,
                ConsistencyModel.named(model).get(),
                Budget.unlimited());
        TreeSet<String> found = report.counts()
                .keySet()
                .toJavaStream()
                .map(Anomaly::label)
                .collect(Collectors.toCollection(TreeSet::new));
        TreeSet<String> expected = new TreeSet<>();
        if (anomalies != null) {
            expected.addAll(java.util.List.of(anomalies.split(",")));
        }
        assertThat(found).as(report.findings().mkString("\n")).isEqualTo(expected);
    }
}
