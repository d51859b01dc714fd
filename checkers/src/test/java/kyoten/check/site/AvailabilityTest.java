package kyoten.check.site;

import static org.assertj.core.api.Assertions.assertThat;

import kyoten.check.Verdict;
import kyoten.history.Entry;
import kyoten.history.HistoryBuilder;
import kyoten.history.Mark;
import kyoten.history.Ties;
import kyoten.history.Type;
import kyoten.history.Value;
import org.junit.jupiter.api.Test;

class AvailabilityTest {
    private final HistoryBuilder builder = new HistoryBuilder("test", Ties.AS_WRITTEN);

    @Test
    void an_answer_within_the_bound_holds() {
        majority(0, true);
        operation(10, Type.OK, 20, "");
        assertThat(verdict(100).holds()).isTrue();
    }

    @Test
    void a_late_answer_is_broken() {
        majority(0, true);
        operation(10, Type.OK, 21, "");
        assertThat(verdict(100)).isInstanceOf(Verdict.Broken.class);
        assertThat(((Verdict.Broken) verdict(100)).because())
                .isEqualTo("#0 a read -> ok at site x, invoked at 10, was not answered by 20, 10 ns after it could have"
                        + " been: a majority was up all that time");
    }

    @Test
    void the_bound_runs_from_the_moment_of_the_majority() {
        majority(30, true);
        operation(10, Type.OK, 40, "");
        assertThat(verdict(100).holds()).isTrue();
    }

    @Test
    void a_majority_that_does_not_last_promises_nothing() {
        majority(0, true);
        majority(15, false);
        majority(50, true);
        operation(10, Type.OK, 60, "");
        assertThat(verdict(100).holds()).isTrue();
    }

    @Test
    void no_answer_at_all_is_broken_unless_the_recording_ends_first() {
        majority(0, true);
        builder.add(entry(10));
        assertThat(verdict(19)).isInstanceOf(Verdict.Unknown.class);
        builder.mark(new Mark.Ended(20));
        assertThat(new Availability(10).check(builder.build()).broken()).isTrue();
    }

    @Test
    void a_client_that_gave_up_too_early_proves_nothing() {
        majority(0, true);
        operation(10, Type.INFO, 15, "timeout");
        operation(20, Type.OK, 25, "");
        assertThat(verdict(100).holds()).isTrue();
    }

    @Test
    void a_client_that_gave_up_before_it_sent_anything_was_not_refused() {
        majority(0, true);
        operation(10, Type.FAIL, 15, Availability.GAVE_UP);
        operation(20, Type.OK, 25, "");
        assertThat(verdict(100).holds()).isTrue();
    }

    @Test
    void a_page_that_says_nothing_of_a_key_refused_nobody() {
        majority(0, true);
        operation(10, Type.FAIL, 15, Availability.NOT_IN_PAGE);
        operation(20, Type.OK, 25, "");
        assertThat(verdict(100).holds()).isTrue();
    }

    @Test
    void a_page_that_is_kept_no_longer_refused_nobody() {
        majority(0, true);
        operation(10, Type.FAIL, 15, Availability.PAGE_EXPIRED);
        operation(20, Type.OK, 25, "");
        assertThat(verdict(100).holds()).isTrue();
    }

    @Test
    void a_client_that_could_send_nothing_for_too_long_is_broken() {
        majority(0, true);
        operation(10, Type.FAIL, 30, Availability.GAVE_UP);
        assertThat(verdict(100).broken()).isTrue();
    }

    @Test
    void a_refusal_needs_its_cause_on_record() {
        majority(0, true);
        operation(10, Type.FAIL, 12, "no room");
        assertThat(verdict(100).broken()).isTrue();
        builder.mark(new Mark.Cause(5, "x", "no room", true));
        builder.mark(new Mark.Cause(11, "x", "no room", false));
        operation(20, Type.OK, 21, "");
        assertThat(verdict(100).holds()).isTrue();
    }

    @Test
    void each_site_is_judged_by_its_own_majority() {
        majority(0, true);
        builder.mark(new Mark.Majority(0, "y", true));
        operation(10, Type.OK, 20, "");
        builder.add(entry(21).at("y"));
        builder.add(entry(21).at("y").completed(Type.OK, Value.NIL, 25));
        assertThat(((Verdict.Holds) verdict(100)).evidence().counts())
                .containsEntry("answered in time at x", 1L)
                .containsEntry("answered in time at y", 1L);
        builder.mark(new Mark.Majority(30, "x", false));
        builder.add(entry(40).at("y"));
        assertThat(((Verdict.Broken) verdict(100)).because()).contains("at site y");
    }

    @Test
    void without_marks_nothing_is_known() {
        operation(10, Type.OK, 1000, "");
        assertThat(verdict(1000)).isInstanceOf(Verdict.Unknown.class);
    }

    @Test
    void a_client_that_reaches_a_majority_while_others_do_not_is_owed_its_answer() {
        builder.mark(new Mark.Reaches(0, "a", true));
        builder.mark(new Mark.Reaches(40, "a", false));
        Entry other = Entry.invoke("b.2", "read", Value.NIL, Value.NIL, 10).at("x");
        builder.add(other);
        operation(10, Type.OK, 20, "");
        assertThat(((Verdict.Holds) verdict(100)).evidence().counts())
                .containsEntry("answered in time", 1L)
                .containsEntry("answered in time while faults stood", 1L);
        builder.mark(new Mark.Reaches(11, "b", true));
        assertThat(((Verdict.Broken) verdict(100)).because())
                .contains("b.2 read")
                .contains("not answered by 21");
    }

    @Test
    void an_answer_from_before_any_majority_says_nothing() {
        operation(10, Type.OK, 20, "");
        majority(30, true);
        assertThat(verdict(100)).isInstanceOf(Verdict.Unknown.class);
    }

    private void majority(long time, boolean up) {
        builder.mark(new Mark.Majority(time, "x", up));
    }

    private void operation(long from, Type how, long to, String error) {
        builder.add(entry(from));
        builder.add(entry(from).completed(how, Value.NIL, to).error(error));
    }

    private static Entry entry(long from) {
        return Entry.invoke("a", "read", Value.NIL, Value.NIL, from).at("x");
    }

    private Verdict verdict(long end) {
        builder.mark(new Mark.Ended(end));
        return new Availability(10).check(builder.build());
    }
}
