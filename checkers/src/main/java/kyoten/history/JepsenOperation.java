package kyoten.history;

import io.vavr.control.Option;
import java.util.Map;

/**
 * An operation map of Jepsen, Knossos or elle-cli as an entry: {@code :type} is required; {@code :process} may be missing where one process
 * runs all, {@code :f} where the value says all. Entries of the nemesis are no operations of clients.
 */
final class JepsenOperation {
    private final String source;
    private final int line;
    private final Map<Value, Value> fields;

    JepsenOperation(String source, int line, Map<Value, Value> fields) {
        this.source = source;
        this.line = line;
        this.fields = fields;
    }

    /** The entry, or none for the nemesis. */
    Option<Entry> entry(boolean keyedValues) {
        Type type = type();
        Value process = field("process");
        if (process instanceof Value.Text) {
            return Option.none();
        }
        if (!(process instanceof Value.Int) && !process.isNil()) {
            throw bad(":process is " + process + "; expected a whole number, or :nemesis");
        }
        Value f = field("f");
        if (!(f instanceof Value.Text) && !f.isNil()) {
            throw bad(":f is " + f + "; expected a keyword such as :read");
        }
        String word = f.isNil() ? "" : f.toString();
        Entry entry = new Entry(
                type, process.isNil() ? "0" : process.toString(), word, field("key"), field("value"), time(), detail());
        return Option.of(keyedValues ? keyed(entry) : entry);
    }

    private Entry keyed(Entry entry) {
        if (!(entry.value() instanceof Value.Items pair) || pair.values().size() != 2) {
            throw bad("the value is " + entry.value() + "; expected a pair [key value], since values are keyed");
        }
        return new Entry(
                entry.type(),
                entry.process(),
                entry.f(),
                pair.values().get(0),
                pair.values().get(1),
                entry.time(),
                entry.detail());
    }

    private Type type() {
        Value type = field("type");
        if (type.isNil()) {
            throw bad("the operation has no :type; expected :invoke, :ok, :fail or :info");
        }
        for (Type known : Type.values()) {
            if (type instanceof Value.Text text && known.word().equals(text.value())) {
                return known;
            }
        }
        throw bad(":type is " + type + "; expected :invoke, :ok, :fail or :info");
    }

    private long time() {
        Value time = field("time");
        if (time.isNil()) {
            return Entry.NO_TIME;
        }
        if (time instanceof Value.Int number) {
            return number.value();
        }
        throw bad(":time is " + time + "; expected nanoseconds, a whole number");
    }

    private Entry.Detail detail() {
        Value error = field("error");
        return new Entry.Detail("", Entry.NONE, "", error.isNil() ? "" : error.toString(), Entry.NONE, line);
    }

    private Value field(String name) {
        return fields.getOrDefault(Value.of(name), Value.NIL);
    }

    private MalformedHistoryException bad(String problem) {
        return new MalformedHistoryException(source, line, problem);
    }
}
