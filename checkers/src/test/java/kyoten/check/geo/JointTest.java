package kyoten.check.geo;

import java.util.List;
import org.junit.jupiter.api.Test;

/** Tiny histories of counters and sets of many sites, in letters. */
class JointTest {
    @Test
    void totals_between_what_is_sure_and_what_is_possible_are_good() {
        Table.hold(
                new CounterTotals(),
                List.of(
                        "k= x/ a:+5 a:n5 a:+-7 a:n-2",
                        "k= x/ a:+5 y/ b:n0 b:n5",
                        "k= x/ a:+5 y/ b:+3 .#settled b:n8 x/ a:n8",
                        "k= x/ a(+5 a? b:n0 .#settled b:n5 b:n0",
                        "k= x/ a(+5 a! b:n0",
                        "k= x/ a(+5 b:n5 a)",
                        "k= x/ a:+5 j= a:+3 a:n3",
                        "k= x/ a:+5 x#exempt a:n0",
                        "k= x/ a:+5 y#left .#settled y/ b:n0",
                        "k= x/ a:+5 .#settled a:+3 y/ b:n5 b:n8",
                        "k= x/ a(+5 a? b(+-7 b? a:+1 a:n6 a:n-6 a:n-1"));
    }

    @Test
    void a_total_between_the_bounds_that_is_no_sum_is_bad() {
        Table.areBroken(
                new CounterTotals(),
                List.of("k= x/ a(+5 a? a:+3 a:n5", "k= x/ a(+5 a? a:n2", "k= x/ a(+5 a? a(+-3 a? b:n-1"));
    }

    @Test
    void other_totals_are_bad() {
        Table.areBroken(
                new CounterTotals(),
                List.of(
                        "k= x/ a:n1",
                        "k= x/ a:+5 a:n0",
                        "k= x/ a:+5 a:n10",
                        "k= x/ a:+5 a:n6",
                        "k= x/ a(+5 a! b:n5",
                        "k= x/ a:+5 y/ b:+3 .#settled b:n5",
                        "k= x/ a:+5 y/ b:+3 b:n2",
                        "k= x/ a:+-5 a:n0",
                        "k= x/ a(+5 a? b:n6"));
    }

    @Test
    void sets_that_hold_what_was_put_and_not_removed_are_good() {
        Table.hold(
                new SetContents(),
                List.of(
                        "k= x/ a:i1 a:i2 a:e1,2 a:x1 a:e2",
                        "k= x/ a:i1 y/ b:e- b:e1 .#settled b:e1",
                        "k= x/ a(i1 b:e1 b:e1 a)",
                        "k= x/ a(i1 a? b:e- b:e1",
                        "k= x/ a:i1 y/ b:x1 .#settled b:e1 x/ a:e1",
                        "k= x/ a:i1 b(x1 b? a:e1 a:e-",
                        "k= x/ a:i1 a(x1 a! b:e1",
                        "k= x/ a:i1 a:x1 y/ b:e1",
                        "k= x/ a:i1 x#rebuilt a:e-",
                        "k= x/ a:i1 b:d a:e-",
                        "k= x/ a:i1 b(d b? a:i2 a:e-",
                        "k= x/ b(d a:i1 b) a:e-",
                        "k= x/ a:i1 y/ b:d .#settled b:e- b:e1",
                        "k= x/ a:i1 b:d a:x1 a:e1",
                        "k= x/ a:i1 a:x1 b:d a:e1",
                        "k= x/ b:d a:i1 a:e1 a:x1 a:e-"));
    }

    @Test
    void other_sets_are_bad() {
        Table.areBroken(
                new SetContents(),
                List.of(
                        "k= x/ a:e1",
                        "k= x/ a:e1 a:i1",
                        "k= x/ a(i1 a! b:e1",
                        "k= x/ a:i1 a:e-",
                        "k= x/ a:i1 y/ b:e- .#settled b:e-",
                        "k= x/ a:i1 a:x1 a:e1",
                        "k= x/ a:i1 y/ b:e1 b:x1 b:e1",
                        "k= x/ a:i1 y/ b:e1 b:x1 .#settled x/ a:e1",
                        "k= x/ a:i1 a(x1 a! a:e-",
                        "k= x/ b:d a:i1 a:e-",
                        "k= x/ a:i1 b(d b! a:e-",
                        "k= x/ a:i1 a:e- b:d",
                        "k= x/ a:i1 j= b:d k= a:e-",
                        "k= y/ b:d x/ a:i1 .#settled y/ b:e-",
                        "k= x/ b:d a:i1 a:x1 a:e1"));
    }
}
