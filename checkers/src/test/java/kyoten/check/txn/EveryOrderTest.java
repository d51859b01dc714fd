package kyoten.check.txn;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import kyoten.check.Budget;
import org.junit.jupiter.api.Test;

/**
 * Tiny random histories against a judge that tries every order of the transactions. What it finds no order for need not be found out (an
 * order of versions that nobody saw is not known), but what has an order is never to be accused; and for lists whose last state is
 * read whole, both say the same.
 */
class EveryOrderTest {
    private static final int RANDOM = Integer.getInteger("kyoten.random.histories", 20_000) / 5;

    private record Step(boolean writes, int key, long value, List<Long> seen) {}

    private record Txn(int begin, int end, List<Step> steps) {}

    @Test
    void lists_that_are_read_at_the_end_get_the_verdict_of_every_order() {
        int broken = agreement(Analysis.Kind.LIST_APPEND, true);
        assertThat(broken).isBetween(RANDOM / 4, RANDOM * 3 / 4);
    }

    @Test
    void registers_that_have_an_order_are_never_accused() {
        int broken = agreement(Analysis.Kind.RW_REGISTER, false);
        assertThat(broken).isBetween(RANDOM / 10, RANDOM * 3 / 4);
    }

    private static int agreement(Analysis.Kind kind, boolean exact) {
        int broken = 0;
        for (int seed = 0; seed < RANDOM; seed++) {
            for (ConsistencyModel model :
                    List.of(ConsistencyModel.SERIALIZABLE, ConsistencyModel.STRICT_SERIALIZABLE)) {
                List<Txn> txns = random(kind, new Random(seed));
                boolean realTime = model == ConsistencyModel.STRICT_SERIALIZABLE;
                boolean ordered = exists(kind, realTime, txns, new HashMap<>());
                Report report = Analysis.of(transactions(kind, txns), kind, model, Budget.unlimited());
                boolean accused = report.against(model).nonEmpty();
                boolean alike = exact ? accused != ordered : !accused || !ordered;
                assertThat(alike)
                        .as("seed %d, %s: %s", seed, model.label(), txns)
                        .isTrue();
                broken += realTime && accused ? 1 : 0;
            }
        }
        return broken;
    }

    /** The twenty lines: whether some order of those that are left explains every read. */
    private static boolean exists(
            Analysis.Kind kind, boolean realTime, List<Txn> left, Map<Integer, List<Long>> state) {
        if (left.isEmpty()) {
            return true;
        }
        for (Txn next : left) {
            boolean early = realTime && left.stream().anyMatch(other -> other.end < next.begin);
            Map<Integer, List<Long>> after = early ? null : after(kind, next, state);
            if (after != null) {
                List<Txn> rest = new ArrayList<>(left);
                rest.remove(next);
                if (exists(kind, realTime, rest, after)) {
                    return true;
                }
            }
        }
        return false;
    }

    private static Map<Integer, List<Long>> after(Analysis.Kind kind, Txn txn, Map<Integer, List<Long>> state) {
        Map<Integer, List<Long>> now = new HashMap<>(state);
        for (Step step : txn.steps) {
            List<Long> before = now.getOrDefault(step.key, List.of());
            if (!step.writes && !before.equals(step.seen)) {
                return null;
            }
            if (step.writes) {
                List<Long> more = new ArrayList<>(kind == Analysis.Kind.LIST_APPEND ? before : List.of());
                more.add(step.value);
                now.put(step.key, more);
            }
        }
        return now;
    }

    /** Runs transactions one by one in some order, then lets some reads be those of another moment. */
    private static List<Txn> random(Analysis.Kind kind, Random random) {
        int size = 4 + random.nextInt(3);
        List<Map<Integer, List<Long>>> states = new ArrayList<>(List.of(new HashMap<>()));
        List<Txn> txns = new ArrayList<>();
        boolean stale = random.nextInt(4) > 0;
        long value = 1;
        for (int i = 0; i < size; i++) {
            Map<Integer, List<Long>> own = new HashMap<>(states.get(states.size() - 1));
            List<Step> steps = new ArrayList<>();
            Map<Integer, List<Long>> seen = stale ? states.get(random.nextInt(states.size())) : own;
            for (int n = 2 + random.nextInt(2); n > 0; n--) {
                int key = random.nextInt(2);
                boolean wrote = steps.stream().anyMatch(step -> step.writes && step.key == key);
                if (random.nextBoolean()) {
                    List<Long> more = new ArrayList<>(
                            kind == Analysis.Kind.LIST_APPEND ? own.getOrDefault(key, List.of()) : List.of());
                    more.add(value);
                    own.put(key, more);
                    steps.add(new Step(true, key, value++, List.of()));
                } else {
                    steps.add(new Step(false, key, 0, (wrote ? own : seen).getOrDefault(key, List.of())));
                }
            }
            states.add(own);
            int begin = 10 * i - random.nextInt(25);
            txns.add(new Txn(begin, 10 * i + 5 + random.nextInt(20), steps));
        }
        if (kind == Analysis.Kind.LIST_APPEND) {
            Map<Integer, List<Long>> last = states.get(states.size() - 1);
            List<Step> all = new ArrayList<>();
            for (int key = 0; key < 2; key++) {
                all.add(new Step(false, key, 0, last.getOrDefault(key, List.of())));
            }
            txns.add(new Txn(1_000, 1_001, all));
        }
        return txns;
    }

    private static Transactions transactions(Analysis.Kind kind, List<Txn> txns) {
        TransactionsBuilder builder = new TransactionsBuilder();
        for (int i = 0; i < txns.size(); i++) {
            builder.begin(i, i);
            for (Step step : txns.get(i).steps) {
                String key = "k" + step.key;
                if (step.writes) {
                    builder.write(key, step.value);
                } else if (kind == Analysis.Kind.LIST_APPEND) {
                    builder.readList(key, step.seen);
                } else {
                    builder.readRegister(key, step.seen.isEmpty() ? null : step.seen.get(0));
                }
            }
            builder.finish(Outcome.OK, txns.get(i).begin, txns.get(i).end);
        }
        return builder.build();
    }
}
