package kyoten.check.fold;

import java.util.List;
import java.util.SortedMap;
import kyoten.check.Budget;
import kyoten.history.Entry;
import kyoten.history.History;
import kyoten.history.MalformedHistoryException;
import kyoten.history.Value;

/** What the operations of a workload must look like; anything else is refused, with the line and what was expected. */
final class Shape {
    /** About what is kept of an operation or of an element that was seen. */
    private static final int KEPT = 64;

    private final History history;
    private final Budget budget;

    /** @param budget is spent with each operation and each element that is looked at */
    Shape(History history, Budget budget) {
        this.history = history;
        this.budget = budget;
    }

    /** The function of the operation, which must be one of these. */
    String function(int op, String... known) {
        budget.spend(KEPT);
        String f = history.fName(history.fId(op));
        if (!List.of(known).contains(f)) {
            throw bad(op, "unknown :f " + (f.isEmpty() ? "(none)" : f) + "; expected " + String.join(" or ", known));
        }
        return f;
    }

    long whole(int op, Value value, String what) {
        if (value instanceof Value.Int number) {
            return number.value();
        }
        throw bad(op, what + " is " + value + "; expected a whole number");
    }

    /** The elements of a collection; nil is an empty one. */
    List<Value> elements(int op, Value value, String what) {
        if (value instanceof Value.Items || value instanceof Value.Group || value.isNil()) {
            List<Value> members = value.members();
            members.forEach(member -> budget.spend(KEPT));
            return members;
        }
        throw bad(op, what + " is " + value + "; expected a list or set");
    }

    SortedMap<Value, Value> table(int op, Value value, String what) {
        if (value instanceof Value.Table table) {
            return table.values();
        }
        throw bad(op, what + " is " + value + "; expected a map");
    }

    Value present(int op, Value value, String what) {
        if (value.isNil()) {
            throw bad(op, "there is no " + what + "; expected one");
        }
        return value;
    }

    MalformedHistoryException bad(int op, String problem) {
        int line = history.line(op);
        String where = line == Entry.NONE ? "operation " + history.number(op) + ": " : "";
        return new MalformedHistoryException("history", line, where + problem);
    }
}
