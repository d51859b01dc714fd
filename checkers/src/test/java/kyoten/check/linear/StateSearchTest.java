package kyoten.check.linear;

import static kyoten.check.linear.RandomCalls.call;
import static org.assertj.core.api.Assertions.assertThat;

import io.vavr.control.Option;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.function.BiFunction;
import kyoten.check.Claim;
import kyoten.check.Limits;
import kyoten.check.Online;
import kyoten.history.HistoryBuilder;
import kyoten.history.Ties;
import kyoten.history.Value;
import org.junit.jupiter.api.Test;

class StateSearchTest {
    private static final int RANDOM = Integer.getInteger("kyoten.random.histories", 20_000) / 5;

    @Test
    void random_queues_get_the_verdict_of_every_order() {
        agrees(RandomCalls.queues());
    }

    @Test
    void random_sets_get_the_verdict_of_every_order() {
        agrees(RandomCalls.sets());
    }

    @Test
    void random_mutexes_get_the_verdict_of_every_order() {
        agrees(RandomCalls.mutexes());
    }

    @Test
    void random_counters_get_the_verdict_of_every_order() {
        agrees(RandomCalls.counters());
    }

    @Test
    void random_appended_texts_get_the_verdict_of_every_order() {
        agrees(RandomCalls.texts());
    }

    @Test
    void random_places_get_the_verdict_of_every_order() {
        agrees(RandomCalls.places());
    }

    @Test
    void random_places_as_registers_get_the_verdict_of_every_order() {
        RandomCalls<Value> calls = RandomCalls.places();
        for (int i = 0; i < RANDOM; i++) {
            Track track = new RandomTracks(i, 2).next(3 + i % 6, 2 + i % 5);
            fill(track, calls.model(), calls.next(), new Random(i));
            boolean expected = EveryOrderOfCalls.exists(track, calls.model(), Value.NIL, 0);
            PlaceSubject.asRegister(track, value -> value instanceof Value.Int number ? number.value() + 1 : 0);
            PlaceSubject subject = new PlaceSubject();
            Outcome outcome = subject.search(track, Limits.none(), true);
            assertThat(outcome instanceof Outcome.Found)
                    .as(() -> describe(track))
                    .isEqualTo(expected);
            assertThat(outcome instanceof Outcome.Stuck || subject.replays(track, ((Outcome.Found) outcome).rows()))
                    .as(() -> describe(track))
                    .isTrue();
        }
    }

    @Test
    void a_value_is_taken_out_once() {
        Track twice = track(
                new int[][] {{0, 1}, {2, 4}, {3, 5}},
                call("put", Value.of("v"), Value.NIL),
                call("out", Value.NIL, Value.of("v")),
                call("out", Value.NIL, Value.of("v")));
        Track once = track(
                new int[][] {{0, 1}, {2, 4}, {3, 5}},
                call("put", Value.of("v"), Value.NIL),
                call("out", Value.NIL, Value.NIL),
                call("out", Value.NIL, Value.of("v")));
        ModelSubject<?> place = new ModelSubject<>(new Place(), new ModelSubject.Plain());

        assertThat(place.search(twice, Limits.none(), false)).isInstanceOf(Outcome.Stuck.class);
        assertThat(place.search(once, Limits.none(), false)).isInstanceOf(Outcome.Found.class);
    }

    /** Either append alone, put before the third, gives a text that nobody is shown; both together give one that somebody is. */
    @Test
    void two_appends_may_be_needed_before_a_third_that_either_would_spoil() {
        Track track = track(
                new int[][] {{0, Track.NEVER}, {1, 4}, {2, 5}, {6, 7}},
                call("append", Value.of("b"), Value.NIL),
                call("append", Value.of("a"), Value.NIL),
                call("append", Value.of("b"), Value.NIL),
                call("get", Value.NIL, Value.of("bba")));

        assertThat(text().search(track, Limits.none(), false)).isInstanceOf(Outcome.Found.class);
    }

    /** Both append the same, and the first to end was open when the text was put anew: so it may be the one that nobody saw. */
    @Test
    void of_two_equal_appends_the_one_that_could_hide_need_not_be_seen_first() {
        Track track = track(
                new int[][] {{0, 2}, {1, 8}, {3, 4}, {5, 9}, {6, 7}, {10, 11}},
                call("put", Value.of("p"), Value.NIL),
                call("append", Value.of("a"), Value.NIL),
                call("get", Value.NIL, Value.of("p")),
                call("append", Value.of("a"), Value.NIL),
                call("get", Value.NIL, Value.of("pa")),
                call("get", Value.NIL, Value.of("pa")));

        assertThat(text().search(track, Limits.none(), false)).isInstanceOf(Outcome.Found.class);
    }

    /** Neither dequeue alone, but both before the last enqueue, leave the queue empty for the third. */
    @Test
    void two_dequeues_may_be_needed_before_an_enqueue_that_commutes_with_each() {
        Track track = track(
                new int[][] {{0, 4}, {1, 3}, {2, 11}, {5, 9}, {6, 8}, {7, 10}},
                call("enqueue", Value.of(0), Value.NIL),
                call("enqueue", Value.of(0), Value.NIL),
                call("dequeue", Value.NIL, Value.of(0)),
                call("dequeue", Value.NIL, Value.of(0)),
                call("enqueue", Value.of(0), Value.NIL),
                call("dequeue", Value.NIL, Value.NIL));
        ModelSubject<?> queue = new ModelSubject<>(new Objects.Queue(), new ModelSubject.Plain());

        assertThat(queue.search(track, Limits.none(), false)).isInstanceOf(Outcome.Found.class);
    }

    /** Each delete but the last must leave something. That one commutes with each of the others, and not with both. */
    @Test
    void two_deletes_that_leave_something_may_be_needed_before_one_that_commutes_with_each() {
        Track track = track(
                new int[][] {{0, 1}, {2, 3}, {4, 5}, {6, 12}, {7, 11}, {8, 9}, {13, 14}},
                gwrite(1),
                gwrite(2),
                gwrite(3),
                gdelete(1, "conflict"),
                gdelete(2, "conflict"),
                gdelete(3, ""),
                call("gread", Value.NIL, Value.list()));
        ModelSubject<?> siblings = new ModelSubject<>(new MultiValue(), new ModelSubject.Plain());

        assertThat(EveryOrderOfCalls.exists(track, new MultiValue(), List.of(), 0))
                .isTrue();
        assertThat(siblings.search(track, Limits.none(), false)).isInstanceOf(Outcome.Found.class);
    }

    private static Call gwrite(int value) {
        return call("gwrite", Value.list(Value.of(value), Value.list()), Value.NIL);
    }

    private static Call gdelete(int covered, String outcome) {
        return new Call("gdelete", Value.list(Value.NIL, Value.list(Value.of(covered))), Value.NIL, true, outcome);
    }

    @Test
    void what_an_object_of_any_model_did_is_never_called_broken() {
        for (RandomCalls<?> calls : RandomCalls.all()) {
            for (int seed = 0; seed < RANDOM; seed++) {
                HistoryBuilder builder = new HistoryBuilder("random", Ties.AS_WRITTEN);
                calls.run(seed, 20 + seed % 20, builder);
                assertThat(Models.of(calls.model()).check(builder.build()).holds())
                        .as("%s, seed %d", calls.model().name(), seed)
                        .isTrue();
            }
        }
    }

    @Test
    void appends_that_nobody_is_shown_are_not_tried_in_all_orders() {
        int open = 20;
        int[][] spans = new int[open + 2][];
        Call[] calls = new Call[open + 2];
        for (int i = 0; i < open; i++) {
            spans[i] = new int[] {i, 2 * open - i};
            calls[i] = call("append", Value.of("a" + i), Value.NIL);
        }
        spans[open] = new int[] {2 * open + 1, 2 * open + 2};
        calls[open] = call("put", Value.of("p"), Value.NIL);
        spans[open + 1] = new int[] {2 * open + 3, 2 * open + 4};
        calls[open + 1] = call("get", Value.NIL, Value.of("q"));
        Limits few = Limits.steps(10_000);

        assertThat(text().search(track(spans, calls), few, false)).isEqualTo(new Outcome.Stuck(open + 1));
    }

    /** One stance at a time, but as many texts as appends. */
    @Test
    void what_is_remembered_of_states_counts_as_memory() {
        int appends = 200;
        int[][] spans = new int[appends + 1][];
        Call[] calls = new Call[appends + 1];
        for (int i = 0; i <= appends; i++) {
            spans[i] = new int[] {2 * i, 2 * i + 1};
            calls[i] = call("append", Value.of("a".repeat(1_000)), Value.NIL);
        }
        calls[appends] = call("get", Value.NIL, Value.of("a".repeat(1_000 * appends)));
        Limits megabyte = new Limits(Long.MAX_VALUE, 1_000_000, () -> false);

        assertThat(text().search(track(spans, calls), megabyte, false)).isInstanceOf(Outcome.GaveUp.class);
        assertThat(text().search(track(spans, calls), Limits.none(), false)).isInstanceOf(Outcome.Found.class);
    }

    private static ModelSubject<?> text() {
        return new ModelSubject<>(new AppendedText(), new ModelSubject.Plain());
    }

    private static Track track(int[][] spans, Call... calls) {
        Track track = new Track(calls.length);
        track.calls = calls;
        for (int row = 0; row < calls.length; row++) {
            track.op[row] = row;
            track.invoke[row] = spans[row][0];
            track.close[row] = spans[row][1];
            track.optional[row] = spans[row][1] == Track.NEVER;
            track.kind[row] = calls[row].f().equals("get") ? Track.Kind.READ : Track.Kind.SWAP;
        }
        return track;
    }

    @Test
    void random_multi_value_registers_get_the_verdict_of_every_order() {
        agrees(RandomCalls.multiValueRegisters());
    }

    @Test
    void random_siblings_of_many_sites_get_the_verdict_of_every_order() {
        agrees(RandomCalls.siblingsOfManySites());
    }

    private static <S> void agrees(RandomCalls<S> calls) {
        Model<S> model = calls.model();
        int broken = 0;
        for (int i = 0; i < RANDOM; i++) {
            Random random = new Random(i);
            Track track = new RandomTracks(i, 2).next(3 + i % 6, 2 + i % 5);
            fill(track, model, calls.next(), random);
            boolean expected = EveryOrderOfCalls.exists(track, model, model.initial(), 0);
            broken += expected ? 0 : 1;
            ModelSubject<S> subject = new ModelSubject<>(model, new ModelSubject.Plain());
            Outcome outcome = subject.search(track, Limits.none(), true);
            assertThat(outcome instanceof Outcome.Found)
                    .as(() -> describe(track))
                    .isEqualTo(expected);
            onlineSaysTheSame(subject, track, expected);
            if (outcome instanceof Outcome.Found found) {
                assertThat(subject.replays(track, found.rows()))
                        .as(() -> describe(track))
                        .isTrue();
            } else if (outcome instanceof Outcome.Stuck stuck) {
                int[] rows = new Shrink(subject, Limits.none()).smallest(track, stuck.row());
                assertThat(EveryOrderOfCalls.exists(track.select(rows), model, model.initial(), 0))
                        .as(() -> describe(track) + Arrays.toString(rows))
                        .isFalse();
            }
        }
        assertThat(broken).isBetween(RANDOM / 20, RANDOM * 19 / 20);
    }

    /** Unless a close comes late: then it may miss what is broken. */
    private static void onlineSaysTheSame(Subject subject, Track track, boolean linearizable) {
        Claim claim = new Claim("random", "random calls are linearizable");
        Online online = new OnlineLinearizability(claim, subject, true, Limits.none());
        boolean late = Entries.feed(track, online, Ties.AS_WRITTEN, null);
        boolean said = online.finish().broken();
        assertThat(late ? said && linearizable : said == linearizable)
                .as(() -> online.verdict() + describe(track))
                .isFalse();
    }

    /** Runs random calls at random instants within their intervals; then may give one call the answer of another. */
    private static <S> void fill(Track track, Model<S> model, BiFunction<Random, S, Call> next, Random random) {
        track.calls = new Call[track.size];
        List<double[]> points = new ArrayList<>();
        for (int row = 0; row < track.size; row++) {
            int close = Math.min(track.close[row], 2 * track.size + 1);
            points.add(new double[] {track.invoke[row] + random.nextDouble() * (close - track.invoke[row]), row});
        }
        points.sort((a, b) -> Double.compare(a[0], b[0]));
        S state = model.initial();
        for (double[] point : points) {
            int row = (int) point[1];
            Call call = next.apply(random, state);
            Option<S> after = model.step(state, call);
            boolean happens = after.isDefined() && !(track.optional[row] && random.nextBoolean());
            state = happens ? after.get() : state;
            boolean known = !track.optional[row];
            track.calls[row] = known ? call : new Call(call.f(), call.input(), Value.NIL, false, "");
        }
        if (random.nextBoolean()) {
            int row = random.nextInt(track.size);
            Call call = next.apply(random, state);
            track.calls[row] = track.optional[row] ? new Call(call.f(), call.input(), Value.NIL, false, "") : call;
        }
        for (int row = 0; row < track.size; row++) {
            if (track.optional[row] && model.observes(track.calls[row])) {
                track.calls[row] = unobserving(model, next, random);
            }
            track.kind[row] = model.observes(track.calls[row]) ? Track.Kind.READ : Track.Kind.SWAP;
        }
    }

    /** As a history's indeterminate reads are left out, none stands in a track. */
    private static <S> Call unobserving(Model<S> model, BiFunction<Random, S, Call> next, Random random) {
        Call call = next.apply(random, model.initial());
        while (model.observes(call)) {
            call = next.apply(random, model.initial());
        }
        return new Call(call.f(), call.input(), Value.NIL, false, "");
    }

    private static String describe(Track track) {
        StringBuilder text = new StringBuilder();
        for (int row = 0; row < track.size; row++) {
            text.append(String.format(
                    "%n%d: %s [%d, %d]%s",
                    row,
                    track.calls[row],
                    track.invoke[row],
                    track.close[row],
                    track.optional[row] ? " optional" : ""));
        }
        return text.toString();
    }
}
