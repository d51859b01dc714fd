package kyoten.check.txn;

import java.util.ArrayList;
import java.util.List;

/**
 * Tiny histories in a letter language, a transaction a line: {@code process begin-end: steps}. A step is {@code ax1} (append or write 1
 * to x), {@code rx12} (read x as the list 1, 2; for registers, as 1), {@code rx} (read x, empty). {@code begin-?} is indeterminate,
 * {@code begin-!} aborted. Without times, all are concurrent.
 */
final class Letters {
    private Letters() {}

    static Transactions of(Analysis.Kind kind, String history) {
        TransactionsBuilder builder = new TransactionsBuilder();
        int index = 0;
        for (String line : history.strip().split("\\s*[\\n;]\\s*")) {
            transaction(builder, kind, line, index++);
        }
        return builder.build();
    }

    private static void transaction(TransactionsBuilder builder, Analysis.Kind kind, String line, int index) {
        int colon = line.indexOf(':');
        String[] head =
                colon < 0 ? new String[0] : line.substring(0, colon).strip().split(" ");
        int process = head.length == 0 ? index : Integer.parseInt(head[0]);
        String[] times = head.length < 2 ? new String[] {"0", "100"} : head[1].split("-");
        Outcome outcome = switch (times[1]) {
            case "?" -> Outcome.INFO;
            case "!" -> Outcome.FAIL;
            default -> Outcome.OK;
        };
        builder.begin(process, index);
        for (String step : line.substring(colon + 1).strip().split("\\s+")) {
            step(builder, kind, step, outcome);
        }
        long end = outcome == Outcome.OK ? Long.parseLong(times[1]) : 0;
        builder.finish(outcome, Long.parseLong(times[0]), end);
    }

    private static void step(TransactionsBuilder builder, Analysis.Kind kind, String step, Outcome outcome) {
        String key = step.substring(1, 2);
        List<Long> values = new ArrayList<>();
        step.substring(2).chars().forEach(digit -> values.add((long) digit - '0'));
        if (step.charAt(0) == 'a') {
            builder.write(key, values.get(0));
        } else if (outcome != Outcome.OK) {
            builder.readUnknown(key);
        } else if (kind == Analysis.Kind.LIST_APPEND) {
            builder.readList(key, values);
        } else {
            builder.readRegister(key, values.isEmpty() ? null : values.get(0));
        }
    }
}
