package kyoten.check.linear;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Random;
import kyoten.check.Limits;
import kyoten.check.Online;
import kyoten.check.Verdict;
import kyoten.check.generate.Generator;
import kyoten.check.generate.Recipe;
import kyoten.check.generate.Violation;
import kyoten.history.Entry;
import kyoten.history.History;
import kyoten.history.HistoryBuilder;
import kyoten.history.MalformedHistoryException;
import kyoten.history.Mark;
import kyoten.history.Ties;
import kyoten.history.Type;
import kyoten.history.Value;
import org.junit.jupiter.api.Test;

class OnlineTest {
    private static final int RANDOM = Integer.getInteger("kyoten.random.histories", 20_000) / 5;

    @Test
    void it_says_what_the_whole_history_says_unless_a_close_comes_late() {
        int broken = 0;
        int missed = 0;
        for (int i = 0; i < RANDOM; i++) {
            Track track = new RandomTracks(i, 2 + i % 3).next(9, 2 + i % 4);
            Ties ties = i % 2 == 0 ? Ties.AS_WRITTEN : Ties.CONCURRENT;
            HistoryBuilder builder = new HistoryBuilder("random", ties);
            Online online = Registers.casRegister(Value.of(0)).online(Limits.none());
            Entries.feed(track, builder, ties, new Random(i));
            boolean late = Entries.feed(track, online, ties, new Random(i));
            boolean whole =
                    Registers.casRegister(Value.of(0)).check(builder.build()).broken();
            boolean said = online.finish().broken();
            assertThat(late ? said && whole : said).as("seed %d", i).isEqualTo(late ? said : whole);
            broken += said ? 1 : 0;
            missed += whole && !said ? 1 : 0;
        }
        assertThat(broken).isBetween(RANDOM / 10, RANDOM * 9 / 10);
        assertThat(missed).isLessThan(RANDOM / 20);
    }

    @Test
    void it_stops_at_the_first_return_that_has_no_explanation() {
        Online online = Registers.withinSite().online(Limits.none());
        online.ties(Ties.AS_WRITTEN);
        Entry write = Entry.invoke("a", "write", Value.of("k"), Value.of(1), 1).at("x");
        Entry read = Entry.invoke("b", "read", Value.of("k"), Value.NIL, 3).at("x");
        online.entry(write);
        online.entry(write.completed(Type.OK, Value.NIL, 2));
        online.entry(read);
        assertThat(online.verdict().isDefined()).isFalse();
        online.entry(read.completed(Type.OK, Value.of(7), 4));
        Verdict.Broken broken = (Verdict.Broken) online.verdict().get();
        assertThat(broken.because())
                .isEqualTo(
                        "#1 b read k -> ok 7 on key k at site x has no place in any order of what went before; before"
                                + " its return the object may have held 1");
        assertThat(broken.witness().history().ops())
                .extracting(Object::toString)
                .containsExactly("#1 b/1 read k -> ok 7");
    }

    @Test
    void a_long_history_is_judged_in_the_memory_of_its_window() {
        Recipe recipe = Recipe.register(3, 20_000, 8).withMix(new Recipe.Mix(0.4, 0.1, 0, 0));
        History holds = Generator.generate(recipe);
        History broken = Generator.generate(recipe.withViolation(Violation.STALE_READ, 0.9));
        Online first = Registers.casRegister(Value.NIL).online(Limits.none());
        holds.feed(first);
        assertThat(first.finish().holds()).isTrue();
        Online second = Registers.casRegister(Value.NIL).online(Limits.none());
        broken.feed(second);
        assertThat(second.verdict().get().broken()).isTrue();
    }

    @Test
    void what_is_in_doubt_may_happen_until_its_session_is_closed() {
        for (boolean closes : new boolean[] {false, true}) {
            Online online = Registers.withinSite().online(Limits.none());
            online.ties(Ties.AS_WRITTEN);
            Entry doubtful = Entry.invoke("a", "write", Value.of("k"), Value.of(1), 1);
            online.entry(doubtful);
            online.entry(doubtful.completed(Type.INFO, Value.NIL, 2));
            if (closes) {
                online.mark(new Mark.Closed(6, "a"));
            }
            read(online, Value.NIL, 4);
            read(online, Value.NIL, 8);
            read(online, Value.of(1), 10);
            assertThat(online.finish().broken()).isEqualTo(closes);
        }
    }

    @Test
    void of_two_equal_writes_in_doubt_the_one_that_is_closed_may_have_been_the_one_that_was_read() {
        Online online = Registers.withinSite().online(Limits.none());
        online.ties(Ties.AS_WRITTEN);
        for (String process : List.of("first", "second")) {
            Entry write = Entry.invoke(process, "write", Value.of("k"), Value.of(1), 1);
            online.entry(write);
            online.entry(write.completed(Type.INFO, Value.NIL, 1));
        }
        read(online, Value.of(1), 4);
        online.mark(new Mark.Closed(6, "second"));
        Entry write = Entry.invoke("c", "write", Value.of("k"), Value.of(2), 8);
        online.entry(write);
        online.entry(write.completed(Type.OK, Value.NIL, 9));
        read(online, Value.of(2), 10);
        read(online, Value.of(1), 12);
        assertThat(online.finish().holds()).isTrue();
    }

    private static void read(Online online, Value value, long time) {
        Entry read = Entry.invoke("b", "read", Value.of("k"), Value.NIL, time);
        online.entry(read);
        online.entry(read.completed(Type.OK, value, time + 1));
    }

    @Test
    void a_limit_gives_unknown_with_where_it_stood() {
        Online online = Registers.casRegister(Value.NIL).online(Limits.steps(100));
        Generator.generate(Recipe.register(3, 200, 8)).feed(online);
        assertThat(((Verdict.Unknown) online.finish()).why())
                .startsWith("the limit of 100 steps was reached")
                .contains("of its events, near #");
    }

    @Test
    void an_answer_to_no_question_is_refused() {
        Online online = Registers.withinSite().online(Limits.none());
        Entry read = Entry.invoke("b", "read", Value.of("k"), Value.NIL, 1);
        assertThatThrownBy(() -> online.entry(read.completed(Type.OK, Value.NIL, 2)))
                .isInstanceOf(MalformedHistoryException.class)
                .hasMessageContaining("which has no such operation open");
        assertThat(online.finish()).isInstanceOf(Verdict.Unknown.class);
    }

    @Test
    void long_histories_of_every_model_are_judged_in_the_memory_of_their_window() {
        for (RandomCalls<?> calls : RandomCalls.all()) {
            Online online = Models.of(calls.model()).online(Limits.none());
            calls.run(5, 20_000, online);
            assertThat(online.verdict()).as(calls.model().name()).isEmpty();
            assertThat(online.finish().holds()).isTrue();
        }
    }

    @Test
    void a_long_history_is_known_to_be_broken_by_its_last_answer() {
        Online online = Models.of(new Objects.Counter()).online(Limits.none());
        RandomCalls.counters().run(5, 20_000, online);
        Entry read = Entry.invoke("late", "read", Value.NIL, Value.NIL, 30_000);
        online.entry(read);
        online.entry(read.completed(Type.OK, Value.of(1_000_000), 30_001));
        assertThat(online.finish().broken()).isTrue();
    }
}
