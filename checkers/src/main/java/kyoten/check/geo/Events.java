package kyoten.check.geo;

import java.util.Arrays;

/** What happens to one key, in the order of time: all invocations, all answers, and the times at which all had settled. */
final class Events {
    private Events() {}

    /** In order; {@link #rowOf} and {@link #instantOf} say what each is. */
    static long[] of(Rows rows) {
        long[] answers = answers(rows);
        long[] events = new long[rows.size + answers.length];
        int next = 0;
        for (int row = 0; row < rows.size; row++) {
            long begin = event(rows.invoke[row], row);
            while (next < answers.length && answers[next] < begin) {
                events[row + next] = answers[next];
                next++;
            }
            events[row + next] = begin;
        }
        System.arraycopy(answers, next, events, rows.size + next, answers.length - next);
        return events;
    }

    /** All but the invocations, which are in order as they are. */
    private static long[] answers(Rows rows) {
        long[] answers = new long[rows.size + rows.settledTimes()];
        int count = 0;
        for (int row = 0; row < rows.size; row++) {
            if (rows.isOk(row)) {
                answers[count++] = event(rows.close[row], row);
            }
        }
        for (int time = 0; time < rows.settledTimes(); time++) {
            answers[count++] = event(rows.settledInstant(time), rows.size + time);
        }
        Arrays.sort(answers, 0, count);
        return Arrays.copyOf(answers, count);
    }

    private static long event(int instant, int row) {
        return ((long) instant << 32) | row;
    }

    /** The row of an event; as many behind the last row as settled times came before it. */
    static int rowOf(long event) {
        return (int) event;
    }

    static int instantOf(long event) {
        return (int) (event >> 32);
    }
}
