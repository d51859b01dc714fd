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

class RegisterLivesTest {
    private final HistoryBuilder builder = new HistoryBuilder("test", Ties.AS_WRITTEN);

    @Test
    void a_site_that_was_restored_may_read_what_it_had_held_before() {
        write(0, 1, "old");
        write(2, 3, "lost");
        builder.mark(new Mark.Exempt(5, "x", "restored"));
        read(6, 7, Value.of("old"));
        read(8, 9, Value.NIL);
        assertThat(verdict()).isInstanceOf(Verdict.Holds.class);
    }

    @Test
    void without_the_mark_that_is_broken() {
        write(0, 1, "old");
        write(2, 3, "lost");
        read(6, 7, Value.of("old"));
        assertThat(verdict()).isInstanceOf(Verdict.Broken.class);
    }

    @Test
    void another_site_s_mark_excuses_nothing() {
        write(0, 1, "old");
        write(2, 3, "lost");
        builder.mark(new Mark.Rebuilt(5, "y"));
        read(6, 7, Value.of("old"));
        assertThat(verdict()).isInstanceOf(Verdict.Broken.class);
    }

    @Test
    void within_the_new_life_nothing_is_excused() {
        builder.mark(new Mark.Joined(5, "x"));
        write(6, 7, "a");
        write(8, 9, "b");
        read(10, 11, Value.of("a"));
        assertThat(verdict()).isInstanceOf(Verdict.Broken.class);
    }

    @Test
    void a_value_that_nobody_wrote_is_broken_in_any_life() {
        write(0, 1, "old");
        builder.mark(new Mark.Rebuilt(5, "x"));
        read(6, 7, Value.of("invented"));
        assertThat(verdict()).isInstanceOf(Verdict.Broken.class);
    }

    @Test
    void a_delete_that_was_open_when_the_life_began_may_come_later() {
        builder.add(delete(4));
        builder.mark(new Mark.Rebuilt(5, "x"));
        write(6, 7, "a");
        read(8, 9, Value.NIL);
        assertThat(verdict()).isInstanceOf(Verdict.Holds.class);
    }

    private Verdict verdict() {
        return new RegisterLives().check(builder.build());
    }

    private void write(long from, long to, String value) {
        Entry begun =
                Entry.invoke("c", "write", Value.of("k"), Value.of(value), from).at("x");
        builder.add(begun);
        builder.add(begun.completed(Type.OK, Value.of(value), to));
    }

    private void read(long from, long to, Value value) {
        Entry begun = Entry.invoke("c", "read", Value.of("k"), Value.NIL, from).at("x");
        builder.add(begun);
        builder.add(begun.completed(Type.OK, value, to));
    }

    private static Entry delete(long from) {
        return Entry.invoke("d", "delete", Value.of("k"), Value.NIL, from).at("x");
    }
}
