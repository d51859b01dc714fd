package kyoten.check.catalogue;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import kyoten.check.Limits;
import kyoten.check.Verdict;
import kyoten.history.Entry;
import kyoten.history.History;
import kyoten.history.HistoryBuilder;
import kyoten.history.Ties;
import kyoten.history.Type;
import kyoten.history.Value;
import org.junit.jupiter.api.Test;

/** Every model gives up when it is told to, with where it stood, and never says that what it did not look at holds. */
class LimitsTest {
    private static final int OPERATIONS = 5_000;

    /** By model: an operation, and its answer. */
    private static final Map<String, List<Object>> CALLS = Map.ofEntries(
            Map.entry("register", List.of("read", Value.NIL, Value.NIL)),
            Map.entry("kv-append", List.of("get", Value.NIL, Value.NIL)),
            Map.entry("linearizable-counter", List.of("add", Value.of(1), Value.of(1))),
            Map.entry("list-append", List.of("txn", steps(Value.NIL), steps(Value.list()))),
            Map.entry("rw-register", List.of("txn", steps(Value.NIL), steps(Value.NIL))),
            Map.entry("causal", List.of("txn", steps(Value.NIL), steps(Value.NIL))),
            Map.entry("session-guarantees", List.of("txn", steps(Value.NIL), steps(Value.NIL))),
            Map.entry("bank", List.of("read", Value.NIL, Value.map(Map.of(Value.of(1), Value.of(10))))),
            Map.entry("set", List.of("read", Value.NIL, Value.set())),
            Map.entry("set-full", List.of("read", Value.NIL, Value.set())),
            Map.entry("counter", List.of("read", Value.NIL, Value.of(0))),
            Map.entry("total-queue", List.of("enqueue", Value.of(1), Value.of(1))),
            Map.entry("unique-ids", List.of("generate", Value.NIL, Value.of(0))),
            Map.entry("long-fork", List.of("txn", steps(Value.NIL), steps(Value.NIL))));

    private static Value steps(Value seen) {
        return Value.list(Value.list(Value.of("r"), Value.of("x"), seen));
    }

    @Test
    void steps_memory_and_time_end_in_unknown_with_where_it_stood() {
        CALLS.forEach((model, call) -> {
            History history = history(call);
            limited(model, history, new Limits(100, Long.MAX_VALUE, () -> false), "100 steps");
            limited(model, history, new Limits(Long.MAX_VALUE, 100, () -> false), "100 bytes");
            limited(model, history, new Limits(Long.MAX_VALUE, Long.MAX_VALUE, () -> true), "the time");
        });
    }

    private static void limited(String model, History history, Limits limits, String limit) {
        Verdict verdict =
                Models.named(model).get().checker().apply(Settings.usual()).check(history, limits);
        assertThat(verdict).as(model).isInstanceOf(Verdict.Unknown.class);
        assertThat(((Verdict.Unknown) verdict).why())
                .as(model)
                .startsWith("the limit of " + limit + " was reached")
                .contains("after ");
    }

    private static History history(List<Object> call) {
        HistoryBuilder builder = new HistoryBuilder("test", Ties.AS_WRITTEN);
        for (int i = 0; i < OPERATIONS; i++) {
            Entry asked = Entry.invoke("p", (String) call.get(0), Value.NIL, (Value) call.get(1), Entry.NO_TIME);
            builder.add(asked);
            Value answer = asked.f().equals("generate") ? Value.of(i) : (Value) call.get(2);
            builder.add(asked.completed(Type.OK, answer, Entry.NO_TIME));
        }
        return builder.build();
    }
}
