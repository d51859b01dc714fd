package kyoten.history;

import java.util.Map;

/** The fields of one line, taken one by one; what is missing, of a wrong type or left over is refused. */
final class Fields {
    private final String source;
    private final int line;
    private final Map<String, Value> fields;

    Fields(String source, int line, Map<String, Value> fields) {
        this.source = source;
        this.line = line;
        this.fields = fields;
    }

    Entry entry() {
        Type type = type(text("type"));
        String process = word("process");
        String f = text("f");
        Value key = optional("key");
        Value value = optional("value");
        long time = fields.containsKey("time") ? whole("time") : Entry.NO_TIME;
        Entry.Detail detail = new Entry.Detail(
                text("site", ""), number("token"), text("outcome", ""), text("error", ""), number("op"), line);
        nothingElse(JsonLines.ENTRY_FIELDS.toString());
        return new Entry(type, process, f, key, value, time, detail);
    }

    Mark mark() {
        String name = text("mark");
        long time = whole("time");
        Mark mark = mark(name, time);
        nothingElse("those of the mark " + name);
        return mark;
    }

    private Mark mark(String name, long time) {
        switch (name) {
            case "majority":
                return new Mark.Majority(time, text("site"), flag("up"));
            case "reaches":
                return new Mark.Reaches(time, word("client"), flag("up"));
            case "cause":
                return new Mark.Cause(time, text("site"), text("cause"), flag("present"));
            case "closed":
                return new Mark.Closed(time, word("process"));
            case "epoch":
                return new Mark.Epoch(time, text("site"));
            case "rebuilt":
                return new Mark.Rebuilt(time, text("site"));
            case "exempt":
                return new Mark.Exempt(time, text("site"), text("why"));
            case "left":
                return new Mark.Left(time, text("site"), flag("forced"));
            case "gone":
                return new Mark.Gone(time, text("site"));
            case "stays":
                return new Mark.Stays(time, text("site"));
            case "joined":
                return new Mark.Joined(time, text("site"));
            case "chosen":
                return new Mark.Chosen(time, text("site"), text("prefix"), text("resolver"), flag("told"));
            case "settled":
                return new Mark.Settled(time);
            case "ended":
                return new Mark.Ended(time);
            default:
                throw bad("unknown mark " + name
                        + "; expected majority, reaches, cause, closed, epoch, rebuilt, exempt, left, gone, stays,"
                        + " joined, chosen, settled or ended");
        }
    }

    private Type type(String word) {
        for (Type type : Type.values()) {
            if (type.word().equals(word)) {
                return type;
            }
        }
        throw bad("type is " + word + "; expected invoke, ok, fail or info");
    }

    private Value optional(String name) {
        Value value = fields.remove(name);
        return value == null ? Value.NIL : value;
    }

    private Value required(String name) {
        Value value = fields.remove(name);
        if (value == null) {
            throw bad("no field " + name + ", which is required");
        }
        return value;
    }

    private String text(String name) {
        Value value = required(name);
        if (value instanceof Value.Text text) {
            return text.value();
        }
        throw bad(name + " is " + value + "; expected a string");
    }

    private String text(String name, String otherwise) {
        return fields.containsKey(name) ? text(name) : otherwise;
    }

    /** A string, or a number taken as one: processes are often numbered. */
    private String word(String name) {
        Value value = required(name);
        if (value instanceof Value.Text || value instanceof Value.Int) {
            return value.toString();
        }
        throw bad(name + " is " + value + "; expected a string or a whole number");
    }

    private long whole(String name) {
        Value value = required(name);
        if (value instanceof Value.Int whole) {
            return whole.value();
        }
        throw bad(name + " is " + value + "; expected a whole number");
    }

    private int number(String name) {
        if (!fields.containsKey(name)) {
            return Entry.NONE;
        }
        long number = whole(name);
        if (number < 0 || number >= Integer.MAX_VALUE) {
            throw bad(name + " is " + number + "; expected the number of an operation");
        }
        return (int) number;
    }

    private boolean flag(String name) {
        Value value = required(name);
        if (value instanceof Value.Bool bool) {
            return bool.value();
        }
        throw bad(name + " is " + value + "; expected true or false");
    }

    private void nothingElse(String expected) {
        if (!fields.isEmpty()) {
            throw bad("unknown fields " + fields.keySet() + "; expected " + expected);
        }
    }

    private MalformedHistoryException bad(String problem) {
        return new MalformedHistoryException(source, line, problem);
    }
}
