package kyoten.check.linear;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import kyoten.check.Limits;
import kyoten.check.Verdict;
import kyoten.check.generate.Generator;
import kyoten.check.generate.Recipe;
import kyoten.check.generate.Violation;
import kyoten.history.Entry;
import kyoten.history.EntrySink;
import kyoten.history.History;
import kyoten.history.HistoryBuilder;
import kyoten.history.MalformedHistoryException;
import kyoten.history.Mark;
import kyoten.history.Ties;
import kyoten.history.Type;
import kyoten.history.Value;
import org.junit.jupiter.api.Test;

class OnlineRegisterTest {
    private static final int RANDOM = Integer.getInteger("kyoten.random.histories", 20_000) / 5;

    @Test
    void it_says_what_the_whole_history_says() {
        int broken = 0;
        for (int i = 0; i < RANDOM; i++) {
            List<Entry> entries = entries(new RandomTracks(i, 2 + i % 3).next(9, 2 + i % 4), new Random(i));
            Ties ties = i % 2 == 0 ? Ties.AS_WRITTEN : Ties.CONCURRENT;
            HistoryBuilder builder = new HistoryBuilder("random", ties);
            OnlineRegister online = OnlineRegister.casRegister(Value.of(0), Limits.none());
            online.ties(ties);
            for (EntrySink sink : List.of(builder, online)) {
                entries.forEach(sink::entry);
            }
            Verdict whole = Registers.casRegister(Value.of(0)).check(builder.build());
            broken += whole.broken() ? 1 : 0;
            assertThat(online.finish().broken()).as("%s", entries).isEqualTo(whole.broken());
        }
        assertThat(broken).isBetween(RANDOM / 10, RANDOM * 9 / 10);
    }

    @Test
    void closes_that_come_late_never_make_it_say_broken_of_what_holds() {
        int broken = 0;
        int missed = 0;
        for (int i = 0; i < RANDOM; i++) {
            Track track = new RandomTracks(i, 2 + i % 3).next(9, 2 + i % 4);
            HistoryBuilder builder = new HistoryBuilder("random", Ties.AS_WRITTEN);
            OnlineRegister online = OnlineRegister.casRegister(Value.of(0), Limits.none());
            for (EntrySink sink : List.of(builder, online)) {
                sink.ties(Ties.AS_WRITTEN);
                feedWithCloses(track, sink);
            }
            boolean whole =
                    Registers.casRegister(Value.of(0)).check(builder.build()).broken();
            boolean saidBroken = online.finish().broken();
            assertThat(whole || !saidBroken)
                    .as("%s of seed %d", online.verdict(), i)
                    .isTrue();
            broken += saidBroken ? 1 : 0;
            missed += whole && !saidBroken ? 1 : 0;
        }
        assertThat(broken).isGreaterThan(RANDOM / 10);
        assertThat(missed).isLessThan(RANDOM / 20);
    }

    private static void feedWithCloses(Track track, EntrySink sink) {
        for (int event : track.events()) {
            int row = event >> 1;
            Entry invoked = invoked(track, row);
            if ((event & 1) == 0) {
                sink.entry(invoked);
                if (track.optional[row]) {
                    sink.entry(invoked.completed(Type.INFO, Value.NIL, track.invoke[row]));
                }
            } else if (track.optional[row]) {
                sink.mark(new Mark.Closed(track.close[row], "p" + row));
            } else {
                sink.entry(answer(track, row, invoked));
            }
        }
    }

    private static Entry answer(Track track, int row, Entry invoked) {
        Value answer = track.kind[row] == Track.Kind.READ ? Value.of(track.expected[row]) : Value.NIL;
        Value told = track.kind[row] == Track.Kind.OTHER ? Value.of(false) : answer;
        return invoked.completed(Type.OK, told, track.close[row]);
    }

    /** The events of a track; of an operation that never returns, an info comes at once or never. */
    private static List<Entry> entries(Track track, Random random) {
        List<Entry> entries = new ArrayList<>();
        for (int event : track.events()) {
            int row = event >> 1;
            Entry invoked = invoked(track, row);
            if ((event & 1) == 0) {
                entries.add(invoked);
                if (track.optional[row] && random.nextBoolean()) {
                    entries.add(invoked.completed(Type.INFO, Value.NIL, track.invoke[row]));
                }
            } else if (!track.optional[row]) {
                entries.add(answer(track, row, invoked));
            }
        }
        return entries;
    }

    private static Entry invoked(Track track, int row) {
        Value expected = Value.of(track.expected[row]);
        Value written = Value.of(track.written[row]);
        String process = "p" + row;
        return switch (track.kind[row]) {
            case READ -> Entry.invoke(process, "read", Value.NIL, Value.NIL, track.invoke[row]);
            case WRITE -> Entry.invoke(process, "write", Value.NIL, written, track.invoke[row]);
            case SWAP, OTHER ->
                Entry.invoke(process, "cas", Value.NIL, Value.list(expected, written), track.invoke[row]);
        };
    }

    @Test
    void it_stops_at_the_first_return_that_has_no_explanation() {
        OnlineRegister online = OnlineRegister.withinSite(Limits.none());
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
                        "#1 b read k -> ok 7 on key k at site x has no place in any order of what went before; at its"
                                + " return the register may have held 1");
        assertThat(broken.witness().history().ops())
                .extracting(Object::toString)
                .containsExactly("#1 b/1 read k -> ok 7");
    }

    @Test
    void a_long_history_is_judged_in_the_memory_of_its_window() {
        Recipe recipe = Recipe.register(3, 20_000, 8).withMix(new Recipe.Mix(0.4, 0.1, 0, 0));
        History holds = Generator.generate(recipe);
        History broken = Generator.generate(recipe.withViolation(Violation.STALE_READ, 0.9));
        OnlineRegister first = OnlineRegister.casRegister(Value.NIL, Limits.none());
        holds.feed(first);
        assertThat(first.finish().holds()).isTrue();
        OnlineRegister second = OnlineRegister.casRegister(Value.NIL, Limits.none());
        broken.feed(second);
        assertThat(second.verdict().get().broken()).isTrue();
    }

    @Test
    void what_is_in_doubt_may_happen_until_its_session_is_closed() {
        for (boolean closes : new boolean[] {false, true}) {
            OnlineRegister online = OnlineRegister.withinSite(Limits.none());
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
        OnlineRegister online = OnlineRegister.withinSite(Limits.none());
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

    private static void read(OnlineRegister online, Value value, long time) {
        Entry read = Entry.invoke("b", "read", Value.of("k"), Value.NIL, time);
        online.entry(read);
        online.entry(read.completed(Type.OK, value, time + 1));
    }

    @Test
    void a_limit_gives_unknown_with_where_it_stood() {
        OnlineRegister online = OnlineRegister.casRegister(Value.NIL, Limits.steps(100));
        Generator.generate(Recipe.register(3, 200, 8)).feed(online);
        assertThat(((Verdict.Unknown) online.finish()).why())
                .startsWith("the limit of 100 steps was reached")
                .contains("of its events, near #");
    }

    @Test
    void an_answer_to_no_question_is_refused() {
        OnlineRegister online = OnlineRegister.withinSite(Limits.none());
        Entry read = Entry.invoke("b", "read", Value.of("k"), Value.NIL, 1);
        assertThatThrownBy(() -> online.entry(read.completed(Type.OK, Value.NIL, 2)))
                .isInstanceOf(MalformedHistoryException.class)
                .hasMessageContaining("which has no such operation open");
        assertThat(online.finish()).isInstanceOf(Verdict.Unknown.class);
    }
}
