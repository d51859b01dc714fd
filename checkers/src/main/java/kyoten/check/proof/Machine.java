package kyoten.check.proof;

import io.vavr.collection.List;
import io.vavr.collection.TreeSet;
import io.vavr.control.Option;
import java.util.Set;
import kyoten.history.Entry;
import kyoten.history.Op;
import kyoten.history.Remarks;
import kyoten.history.Value;

/**
 * What one object does, straight from the words of its model. States are values, or vavr's collections of them.
 *
 * @param model its name in {@code kyoten.check.catalogue}
 */
record Machine(String model, Object initial) {
    private static final Set<String> REGISTERS =
            Set.of("register", "cas-register", "etcd-cas-register", "site-register", "put-get-out");

    static Option<Machine> of(String model, Option<Value> initial) {
        if (REGISTERS.contains(model)) {
            Value usual = model.equals("cas-register") ? Value.of(0) : Value.NIL;
            return Option.some(new Machine(model, initial.getOrElse(usual)));
        }
        return switch (model) {
            case "kv-append" -> Option.some(new Machine(model, ""));
            case "mutex" -> Option.some(new Machine(model, false));
            case "linearizable-counter" -> Option.some(new Machine(model, 0L));
            case "queue" -> Option.some(new Machine(model, List.empty()));
            case "linearizable-set", "multi-value-register" -> Option.some(new Machine(model, TreeSet.<Value>empty()));
            default -> Option.none();
        };
    }

    /** Whether an order has to have a place for an operation. */
    boolean mustHappen(Op op) {
        boolean passes = switch (model) {
            case "site-register" -> op.f().equals("gread") || op.f().equals("scan") || Remarks.isOne(op.f());
            case "multi-value-register" -> op.f().equals("read") || op.f().equals("scan") || Remarks.isOne(op.f());
            default -> false;
        };
        return op.ok() && !passes && !op.outcome().startsWith("rejected");
    }

    /**
     * The state after an operation; none if the object does not give this answer.
     *
     * @param doubtful whether operations in doubt are about, which may have changed an outcome unseen
     */
    Option<Object> step(Object state, Op op, boolean doubtful) {
        if (state instanceof String text) {
            return text(text, op);
        }
        if (state instanceof Boolean held) {
            boolean acquires = op.f().equals("acquire");
            return Option.when(held != acquires, acquires);
        }
        if (state instanceof Long sum) {
            return op.f().equals("add")
                    ? Option.some(sum + ((Value.Int) op.input()).value())
                    : Option.when(answers(op, Value.of(sum)), sum);
        }
        if (state instanceof List<?> queue) {
            return queue(queue.map(Value.class::cast), op);
        }
        if (state instanceof TreeSet<?> set) {
            TreeSet<Value> values = TreeSet.ofAll(set.map(Value.class::cast));
            return model.equals("linearizable-set") ? set(values, op) : siblings(values, op, doubtful);
        }
        return register((Value) state, op);
    }

    private static boolean answers(Op op, Value answer) {
        return !op.ok() || op.output().equals(answer);
    }

    private static Option<Object> register(Value state, Op op) {
        return switch (op.f()) {
            case "read", "get" -> Option.when(answers(op, state), state);
            case "out" -> Option.<Object>when(answers(op, state), Value.NIL);
            case "put", "write", "gwrite" -> Option.some(op.input());
            case "delete", "gdelete" -> Option.some(Value.NIL);
            case "cas" -> {
                boolean expected = op.input().members().get(0).equals(state);
                boolean refused = Value.of(false).equals(op.output());
                yield Option.when(
                        expected != refused,
                        refused ? state : op.input().members().get(1));
            }
            default -> Option.none();
        };
    }

    private static Option<Object> text(String state, Op op) {
        String input = op.input().isNil() ? "" : op.input().toString();
        return switch (op.f()) {
            case "get" ->
                Option.when(!op.ok() || (op.output().isNil() ? "" : op.output().toString()).equals(state), state);
            case "put" -> Option.some(input);
            default -> Option.some(state + input);
        };
    }

    private static Option<Object> queue(List<Value> state, Op op) {
        return op.f().equals("enqueue")
                ? Option.some(state.append(op.input()))
                : Option.when(answers(op, state.headOption().getOrElse(Value.NIL)), state.drop(1));
    }

    private static Option<Object> set(TreeSet<Value> state, Op op) {
        return switch (op.f()) {
            case "add" -> Option.some(state.add(op.input()));
            case "remove" -> Option.some(state.remove(op.input()));
            default ->
                Option.when(!op.ok() || TreeSet.ofAll(op.output().members()).equals(state), state);
        };
    }

    private static Option<Object> siblings(TreeSet<Value> live, Op op, boolean doubtful) {
        if (op.f().equals("gread")) {
            return Option.when(!op.ok() || TreeSet.ofAll(op.output().members()).equals(live), live);
        }
        if (op.f().equals("write") || op.f().equals("delete")) {
            return Option.some(op.f().equals("write") ? TreeSet.of(op.input()) : TreeSet.<Value>empty());
        }
        boolean carries = op.token() != Entry.NONE;
        TreeSet<Value> others =
                carries ? live.removeAll(op.history().op(op.token()).output().members()) : live;
        boolean fits = doubtful || op.outcome().isEmpty() || op.outcome().equals("overwritten") == others.isEmpty();
        return Option.when(fits, op.f().equals("gwrite") ? others.add(op.input()) : others);
    }
}
