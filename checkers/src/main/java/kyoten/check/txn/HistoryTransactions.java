package kyoten.check.txn;

import java.util.List;
import kyoten.check.Budget;
import kyoten.history.Entry;
import kyoten.history.History;
import kyoten.history.MalformedHistoryException;
import kyoten.history.Type;
import kyoten.history.Value;

/**
 * Reads the operations of a history as transactions: {@code f} is {@code txn} (or anything, or missing), the value a list of
 * micro-operations {@code [r key value]} and {@code [append key element]} or {@code [w key value]}. What an operation that is not ok
 * says it read is not believed.
 */
final class HistoryTransactions {
    /** About what is kept of each in columns and tables of values. */
    private static final int BYTES_OF_TRANSACTION = 32;

    private static final int BYTES_OF_STEP = 48;

    private final History history;
    private final Analysis.Kind kind;
    private final Budget budget;
    private final TransactionsBuilder builder = new TransactionsBuilder();

    private HistoryTransactions(History history, Analysis.Kind kind, Budget budget) {
        this.history = history;
        this.kind = kind;
        this.budget = budget;
    }

    /**
     * @throws MalformedHistoryException if an operation is no such transaction
     */
    static Transactions of(History history, Analysis.Kind kind, Budget budget) {
        HistoryTransactions reader = new HistoryTransactions(history, kind, budget);
        for (int op = 0; op < history.size(); op++) {
            String f = history.fName(history.fId(op));
            if (!f.equals("txn") && !f.isEmpty()) {
                throw reader.bad(op, "unknown :f " + f + "; expected txn");
            }
            reader.transaction(op);
        }
        return reader.builder.build();
    }

    /**
     * Registers whose history has transactions, or single operations: {@code read} and {@code write} with a key, one step each.
     *
     * @throws MalformedHistoryException if an operation is neither
     */
    static Transactions ofRegisters(History history, Budget budget) {
        HistoryTransactions reader = new HistoryTransactions(history, Analysis.Kind.RW_REGISTER, budget);
        for (int op = 0; op < history.size(); op++) {
            String f = history.fName(history.fId(op));
            if (f.equals("read") || f.equals("write")) {
                reader.single(op, f.equals("write"));
            } else if (f.equals("txn") || f.isEmpty()) {
                reader.transaction(op);
            } else {
                throw reader.bad(op, "unknown :f " + f + "; expected txn, read or write");
            }
        }
        return reader.builder.build();
    }

    private void single(int op, boolean writes) {
        boolean ok = history.type(op) == Type.OK;
        Value key = history.key(history.keyId(op));
        builder.begin(history.processId(op), history.number(op));
        if (writes) {
            Value value = history.value(history.inputCell(op));
            if (value.isNil()) {
                throw bad(op, "key " + key + " is written with nil; expected a unique value");
            }
            builder.write(key, plain(value));
        } else {
            read(op, key, history.value(history.outputCell(op)), ok);
        }
        finish(op);
    }

    private void transaction(int op) {
        boolean ok = history.type(op) == Type.OK;
        Value value = history.value(ok ? history.outputCell(op) : history.inputCell(op));
        builder.begin(history.processId(op), history.number(op));
        for (Value step : steps(op, value)) {
            step(op, step, ok);
        }
        finish(op);
    }

    private void finish(int op) {
        budget.spend(BYTES_OF_TRANSACTION);
        boolean ok = history.type(op) == Type.OK;
        Outcome outcome = ok ? Outcome.OK : history.type(op) == Type.FAIL ? Outcome.FAIL : Outcome.INFO;
        builder.finish(outcome, history.invokeRank(op), history.returnRank(op));
    }

    private List<Value> steps(int op, Value value) {
        if (!(value instanceof Value.Items items)) {
            throw bad(
                    op,
                    "the value is " + value + "; expected a list of micro-operations like [[r x nil] [" + write()
                            + " y 1]]");
        }
        return items.values();
    }

    private void step(int op, Value step, boolean ok) {
        budget.spend(BYTES_OF_STEP);
        List<Value> parts = step.members();
        if (!(step instanceof Value.Items) || parts.size() != 3 || !(parts.get(0) instanceof Value.Text name)) {
            throw bad(op, "the micro-operation is " + step + "; expected [r key value] or [" + write() + " key value]");
        }
        Value key = parts.get(1);
        if (name.value().equals("r")) {
            read(op, key, parts.get(2), ok);
        } else if (name.value().equals(write())) {
            if (parts.get(2).isNil()) {
                throw bad(op, "key " + key + " is written with nil; expected a unique value");
            }
            builder.write(key, plain(parts.get(2)));
        } else {
            throw bad(op, "the micro-operation is " + step + "; expected r or " + write());
        }
    }

    private void read(int op, Value key, Value value, boolean ok) {
        if (!ok) {
            builder.readUnknown(key);
        } else if (kind == Analysis.Kind.RW_REGISTER) {
            builder.readRegister(key, value.isNil() ? null : plain(value));
        } else if (value instanceof Value.Items items) {
            builder.readList(
                    key,
                    () -> items.values().stream()
                            .map(HistoryTransactions::plain)
                            .iterator());
        } else if (value.isNil()) {
            builder.readList(key, List.of());
        } else {
            throw bad(op, "key " + key + " was read as " + value + "; expected a list of elements, or nil for none");
        }
    }

    /** Whole numbers without their wrapper, so that they are kept without objects. */
    private static Object plain(Value value) {
        return value instanceof Value.Int number ? (Object) number.value() : value;
    }

    private String write() {
        return kind == Analysis.Kind.LIST_APPEND ? "append" : "w";
    }

    private MalformedHistoryException bad(int op, String problem) {
        int line = history.line(op);
        return new MalformedHistoryException(
                "history", line, (line == Entry.NONE ? "operation " + history.number(op) + ": " : "") + problem);
    }
}
