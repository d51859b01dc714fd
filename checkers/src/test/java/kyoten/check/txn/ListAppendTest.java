package kyoten.check.txn;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.TreeSet;
import java.util.stream.Collectors;
import kyoten.check.Budget;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ListAppendTest {

    /** Histories and the anomalies in them, all of them; a blank says none. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "ax1 ; rx1 |",
                "ax1 ; ax2 rx12 ; rx12 |",
                "ax1 ay1 ; rx1 ry1 ; rx ry |",
                // Write cycle: x shows T0 first, y shows T1 first.
                "ax1 ay2 ; ax2 ay1 ; rx12 ry12 | G0",
                // Circular information: each read the other's append.
                "ax1 ry1 ; rx1 ay1 | G1c",
                // Read skew: T1 missed T0's x and saw its y.
                "ax1 ay1 ; rx ry1 ; rx1 | G-single",
                // Write skew.
                "rx ay1 ; ry ax1 ; rx1 ry1 | G2-item",
                // Long fork: two anti-dependencies, not adjacent.
                "ax1 ; ay1 ; rx1 ry ; rx ry1 | G-nonadjacent",
                "0 0-!: ax1 ; rx1 | G1a",
                "0 0-?: ax1 ; rx1 |",
                "ax1 ax2 ; rx1 ; rx12 | G1b,G-single",
                "rx ax1 ; rx ax2 ; rx12 | G-single,lost-update",
                "ax1 rx |  internal",
                "ax1 ; rx1 ax2 rx2 | internal,incompatible-order",
                "rx1 ax1 | future-read",
                "0 0-!: ax1 ; ax2 ; rx12 | G1a,dirty-update",
                "ax1 ; rx11 | duplicate-elements",
                "ax1 ; ax2 ; rx12 ; rx21 | incompatible-order",
                "ax1 ; rx19 | unwritten-read",
                // An append that nobody saw came after all that somebody saw.
                "ax1 ; rx1 ax2 ; rx1 ay1 ; ry1 rx1 |",
                "ax1 ; rx1 ax2 ry ; ay1 rx1 ; rx1 ry1 | G2-item",
                "ax1 ; ax2 ay1 ; rx1 ry1 | G-single",
                // Unseen and indeterminate: it may never have happened.
                "ax1 ; 1 0-?: ax2 ay1 ; rx1 ry |",
                // Indeterminate, but seen in part: it happened.
                "ax1 ; 1 0-?: ax2 ay1 ; rx1 ry1 | G-single",
                // Stale in real time only.
                "0 0-1: ax1 ; 1 2-3: rx ; 2 0-9: rx1 | G-single-realtime",
                "0 0-1: ax1 ; 1 1-3: rx ; 2 0-9: rx1 |",
                // Stale within a process.
                "0 0-1: ax1 ; 0 2-3: rx ; 2 0-9: rx1 | G-single-process",
                "0 0-1: ax1 ; 1 2-3: ax2 ; 2 0-9: rx21 | G0-realtime",
                "0 0-1: rx1 ; 1 2-3: ax1 | G1c-realtime",
                "0 0-1: rx1 ; 0 2-3: ax1 | G1c-process",
                // Write skew over time.
                "0 0-1: rx ay1 ; 1 2-3: rz ax1 ; 2 0-9: ry az1 ; 3 0-9: rx1 ry1 rz1 | G2-item",
                "0 0-9: rx ay1 ; 1 0-1: ry az1 ; 2 2-3: rz au1 ; 3 4-5: ax1 ; 4 0-9: rx1 ry1 rz1 | G-single-realtime"
            })
    void a_history_has_these_anomalies_and_no_others(String history, String anomalies) {
        Report report = Analysis.of(
                Letters.of(Analysis.Kind.LIST_APPEND, history),
                Analysis.Kind.LIST_APPEND,
                ConsistencyModel.STRICT_SERIALIZABLE,
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

    @Test
    void a_value_appended_twice_leaves_nothing_to_judge() {
        Report report = Analysis.of(
                Letters.of(Analysis.Kind.LIST_APPEND, "ax1 ; ax1"),
                Analysis.Kind.LIST_APPEND,
                ConsistencyModel.SERIALIZABLE,
                Budget.unlimited());
        assertThat(report.unjudged().get()).contains("the value 1 was written to key x twice, by T0 and by T1");
    }

    @Test
    void a_cycle_is_told_with_its_values_and_drawn() {
        Report report = Analysis.of(
                Letters.of(Analysis.Kind.LIST_APPEND, "ax1 ay1 ; rx ry1 ; rx1"),
                Analysis.Kind.LIST_APPEND,
                ConsistencyModel.SERIALIZABLE,
                Budget.unlimited());
        assertThat(report.findings().head().because())
                .isEqualTo("with T0 [w x 1, w y 1], T1 [r x [], r y [1]]: T0 wrote 1 to key y, which T1 read; "
                        + "yet T1 read key x without the 1 that T0 wrote, which closes the circle");
        assertThat(report.findings().head().dot().get())
                .contains("digraph \"G-single\"")
                .contains("t0 -> t1 [label=\"wr y\"]")
                .contains("t1 -> t0 [label=\"rw x\"]");
    }
}
