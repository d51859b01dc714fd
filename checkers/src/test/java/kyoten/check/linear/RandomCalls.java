package kyoten.check.linear;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.TreeSet;
import java.util.function.BiFunction;
import kyoten.history.Entry;
import kyoten.history.EntrySink;
import kyoten.history.Ties;
import kyoten.history.Type;
import kyoten.history.Value;

/**
 * A model, and calls as an object in a state may answer them.
 *
 * @param next a call that steps from this state
 */
record RandomCalls<S>(Model<S> model, BiFunction<Random, S, Call> next) {

    static List<RandomCalls<?>> all() {
        return List.of(
                queues(),
                sets(),
                mutexes(),
                counters(),
                texts(),
                places(),
                multiValueRegisters(),
                siblingsOfManySites());
    }

    /** What three clients saw of one object in so many events: each call steps at its begin. */
    void run(long seed, int events, EntrySink sink) {
        Random random = new Random(seed);
        Entry[] open = new Entry[3];
        Call[] made = new Call[3];
        S state = model.initial();
        sink.ties(Ties.AS_WRITTEN);
        for (int time = 0; time < events; time++) {
            int client = random.nextInt(open.length);
            if (open[client] == null) {
                made[client] = possible(random, state);
                state = model.step(state, made[client]).get();
                Call call = made[client];
                open[client] = Entry.invoke("p" + client, call.f(), Value.NIL, call.input(), time);
                sink.entry(open[client]);
            } else {
                Call call = made[client];
                sink.entry(open[client].completed(Type.OK, call.output(), time).outcome(call.outcome()));
                open[client] = null;
            }
        }
    }

    private Call possible(Random random, S state) {
        Call call = next.apply(random, state);
        while (model.step(state, call).isEmpty()) {
            call = next.apply(random, state);
        }
        return call;
    }

    static RandomCalls<?> queues() {
        return new RandomCalls<>(
                new Objects.Queue(),
                (random, state) -> random.nextInt(5) < 2
                        ? call("enqueue", small(random), Value.NIL)
                        : call("dequeue", Value.NIL, state.isEmpty() ? Value.NIL : state.head()));
    }

    static RandomCalls<?> sets() {
        return new RandomCalls<>(new Objects.Members(), (random, state) -> switch (random.nextInt(4)) {
            case 0 -> call("remove", small(random), Value.NIL);
            case 1 -> call("read", Value.NIL, new Value.Items(state.toJavaList()));
            default -> call("add", small(random), Value.NIL);
        });
    }

    static RandomCalls<?> mutexes() {
        return new RandomCalls<>(
                new Objects.Mutex(),
                (random, held) -> call(held == random.nextInt(12) > 0 ? "release" : "acquire", Value.NIL, Value.NIL));
    }

    static RandomCalls<?> counters() {
        return new RandomCalls<>(
                new Objects.Counter(),
                (random, sum) -> random.nextBoolean()
                        ? call("add", Value.of(random.nextInt(4) - 1), Value.NIL)
                        : call("read", Value.NIL, Value.of(sum)));
    }

    static RandomCalls<?> texts() {
        return new RandomCalls<>(new AppendedText(), (random, text) -> switch (random.nextInt(5)) {
            case 0 -> call("put", Value.of("p" + random.nextInt(2)), Value.NIL);
            case 1, 2 -> call("append", Value.of("a" + random.nextInt(2)), Value.NIL);
            default -> call("get", Value.NIL, Value.of(text.get()));
        });
    }

    static RandomCalls<Value> places() {
        return new RandomCalls<>(new Place(), (random, state) -> switch (random.nextInt(5)) {
            case 0, 1 -> call("put", small(random), Value.NIL);
            case 2 -> call("get", Value.NIL, state);
            default -> call("out", Value.NIL, state);
        });
    }

    static RandomCalls<?> multiValueRegisters() {
        return siblings(new TreeSet<>());
    }

    /** Siblings of one site, to which values of other sites come, too. */
    static RandomCalls<?> siblingsOfManySites() {
        TreeSet<Value> foreign = new TreeSet<>();
        for (int value = 0; value < 1_000; value++) {
            foreign.add(Value.of(-value));
        }
        return siblings(foreign);
    }

    private static RandomCalls<?> siblings(TreeSet<Value> foreign) {
        return new RandomCalls<>(new MultiValue(foreign), (random, live) -> {
            List<Value> covered = new ArrayList<>(live);
            int kept = random.nextInt(4);
            covered.removeIf(value -> random.nextInt(4) <= kept);
            String seen = covered.size() == live.size() ? "overwritten" : "conflict";
            String outcome = random.nextInt(3) == 0 ? "" : seen;
            Value context = new Value.Items(covered);
            return switch (random.nextInt(foreign.isEmpty() ? 6 : 8)) {
                case 0 -> call("write", unique(random), Value.NIL);
                case 1 -> call("delete", Value.NIL, Value.NIL);
                case 2 -> new Call("gwrite", Value.list(unique(random), context), Value.NIL, true, outcome);
                case 3 -> new Call("gdelete", Value.list(Value.NIL, context), Value.NIL, true, outcome);
                case 6, 7 -> SiblingSearch.arrival(Value.of(-random.nextInt(foreign.size())));
                default -> call("gread", Value.NIL, new Value.Items(live));
            };
        });
    }

    private static Value unique(Random random) {
        return Value.of(1 + random.nextInt(1_000_000_000));
    }

    private static Value small(Random random) {
        return Value.of(random.nextInt(4));
    }

    static Call call(String f, Value input, Value output) {
        return new Call(f, input, output, true, "");
    }
}
