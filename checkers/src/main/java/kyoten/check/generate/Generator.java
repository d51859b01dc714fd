package kyoten.check.generate;

import java.util.Arrays;
import kyoten.history.Entry;
import kyoten.history.History;
import kyoten.history.HistoryBuilder;
import kyoten.history.Ties;
import kyoten.history.Type;
import kyoten.history.Value;

/** Makes histories of registers by recipe: the same recipe gives the same history on every machine. */
public final class Generator {
    private Generator() {}

    /**
     * The history of a recipe, with {@code read}, {@code write} and {@code cas} as functions. Registers are empty at first. A
     * compare-and-set that found another value ends in fail.
     *
     * @throws IllegalArgumentException if the recipe's violation finds no place
     */
    public static History generate(Recipe recipe) {
        Script script = Simulation.run(recipe);
        Planting.plant(script, recipe);
        return record(script);
    }

    private static History record(Script script) {
        HistoryBuilder history = new HistoryBuilder("generated", Ties.AS_WRITTEN);
        long[] byAnswer = new long[script.size];
        int[] names = names(script);
        for (int op = 0; op < script.size; op++) {
            byAnswer[op] = script.answered[op];
        }
        Integer[] answers = new Integer[script.size];
        Arrays.setAll(answers, op -> op);
        Arrays.sort(answers, (a, b) -> Long.compare(byAnswer[a], byAnswer[b]));
        int answered = 0;
        for (int op = 0; op < script.size; op++) {
            while (answered < script.size && script.answered[answers[answered]] < script.invoked[op]) {
                history.add(answer(script, answers[answered], names[answers[answered]]));
                answered++;
            }
            history.add(invocation(script, op, names[op]));
        }
        while (answered < script.size) {
            history.add(answer(script, answers[answered], names[answers[answered]]));
            answered++;
        }
        return history.build();
    }

    /** A client goes on under a new name after an indeterminate operation. */
    private static int[] names(Script script) {
        int clients = 1 + Arrays.stream(script.client).max().orElse(0);
        int[] current = new int[clients];
        Arrays.setAll(current, client -> client);
        int[] names = new int[script.size];
        for (int op = 0; op < script.size; op++) {
            names[op] = current[script.client[op]];
            if (script.outcome[op] == Script.INFO) {
                current[script.client[op]] += clients;
            }
        }
        return names;
    }

    private static Entry invocation(Script script, int op, int name) {
        return Entry.invoke(
                String.valueOf(name),
                f(script, op),
                Value.of(script.key[op]),
                argument(script, op),
                script.invoked[op]);
    }

    private static Entry answer(Script script, int op, int name) {
        Entry asked = invocation(script, op, name);
        Value result = script.isRead(op) ? value(script.read[op]) : asked.value();
        Type how = switch (script.outcome[op]) {
            case Script.OK -> Type.OK;
            case Script.FAIL -> Type.FAIL;
            default -> Type.INFO;
        };
        return asked.completed(how, result, script.answered[op]);
    }

    private static String f(Script script, int op) {
        return switch (script.kind[op]) {
            case Script.READ -> "read";
            case Script.WRITE -> "write";
            default -> "cas";
        };
    }

    private static Value argument(Script script, int op) {
        return switch (script.kind[op]) {
            case Script.READ -> Value.NIL;
            case Script.WRITE -> value(script.written[op]);
            default -> Value.list(value(script.expected[op]), value(script.written[op]));
        };
    }

    private static Value value(long register) {
        return register == Script.EMPTY ? Value.NIL : Value.of(register);
    }
}
