package kyoten.history;

import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;

/** Values in JSON, both ways. What JSON lacks is an object with one field: {@code #set}, {@code #map}, {@code #real}. */
final class JsonValues {
    private static final int DEEPEST = 100;

    private final JsonParser parser;
    private final Function<String, MalformedHistoryException> bad;
    private int depth;

    JsonValues(JsonParser parser, Function<String, MalformedHistoryException> bad) {
        this.parser = parser;
        this.bad = bad;
    }

    /** The value that begins at the parser's token. */
    Value value() {
        JsonToken token = parser.currentToken();
        if (token == null) {
            throw bad.apply("the line ends in the middle of a value");
        }
        switch (token) {
            case VALUE_NULL:
                return Value.NIL;
            case VALUE_TRUE:
                return Value.of(true);
            case VALUE_FALSE:
                return Value.of(false);
            case VALUE_STRING:
                return Value.of(parser.getString());
            case VALUE_NUMBER_FLOAT:
                return new Value.Real(parser.getDoubleValue());
            case VALUE_NUMBER_INT:
                return whole();
            default:
                return nested(token);
        }
    }

    private Value whole() {
        if (parser.getNumberType() == JsonParser.NumberType.BIG_INTEGER) {
            throw bad.apply("number " + parser.getString() + "; expected at most 64 bits");
        }
        return Value.of(parser.getLongValue());
    }

    private Value nested(JsonToken token) {
        if (++depth > DEEPEST) {
            throw bad.apply("values nested deeper than " + DEEPEST);
        }
        Value value = token == JsonToken.START_ARRAY ? new Value.Items(array()) : object();
        depth--;
        return value;
    }

    private List<Value> array() {
        List<Value> values = new ArrayList<>();
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            values.add(value());
        }
        return values;
    }

    private Value object() {
        TreeMap<Value, Value> fields = new TreeMap<>();
        while (parser.nextToken() == JsonToken.PROPERTY_NAME) {
            Value name = Value.of(parser.currentName());
            parser.nextToken();
            if (fields.put(name, value()) != null) {
                throw bad.apply("field " + name + " stands twice");
            }
        }
        return fields.size() == 1 ? special(fields) : new Value.Table(fields);
    }

    private Value special(TreeMap<Value, Value> fields) {
        Value content = fields.firstEntry().getValue();
        switch (fields.firstKey().toString()) {
            case "#set":
                return new Value.Group(new TreeSet<>(content.members()));
            case "#map":
                return pairs(content);
            case "#real":
                return new Value.Real(Double.parseDouble(content.toString()));
            default:
                return new Value.Table(fields);
        }
    }

    private Value pairs(Value content) {
        TreeMap<Value, Value> table = new TreeMap<>();
        for (Value pair : content.members()) {
            if (pair.members().size() != 2) {
                throw bad.apply("#map holds " + pair + "; expected pairs of key and value");
            }
            table.put(pair.members().get(0), pair.members().get(1));
        }
        return new Value.Table(table);
    }

    static void write(JsonGenerator out, Value value) {
        if (value instanceof Value.Nil) {
            out.writeNull();
        } else if (value instanceof Value.Bool bool) {
            out.writeBoolean(bool.value());
        } else if (value instanceof Value.Int whole) {
            out.writeNumber(whole.value());
        } else if (value instanceof Value.Real real) {
            writeReal(out, real.value());
        } else if (value instanceof Value.Text text) {
            out.writeString(text.value());
        } else if (value instanceof Value.Items items) {
            writeAll(out, items.values());
        } else if (value instanceof Value.Group group) {
            out.writeStartObject();
            out.writeName("#set");
            writeAll(out, group.members());
            out.writeEndObject();
        } else if (value instanceof Value.Table table) {
            writeTable(out, table);
        } else {
            throw new IllegalStateException("a kind of value without a JSON form: " + value.getClass());
        }
    }

    private static void writeReal(JsonGenerator out, double real) {
        if (Double.isFinite(real)) {
            out.writeNumber(real);
            return;
        }
        out.writeStartObject();
        out.writeStringProperty("#real", Double.toString(real));
        out.writeEndObject();
    }

    private static void writeAll(JsonGenerator out, List<Value> values) {
        out.writeStartArray();
        values.forEach(value -> write(out, value));
        out.writeEndArray();
    }

    private static void writeTable(JsonGenerator out, Value.Table table) {
        boolean plain = table.values().keySet().stream()
                .allMatch(key -> key instanceof Value.Text text && !text.value().startsWith("#"));
        out.writeStartObject();
        if (!plain) {
            out.writeName("#map");
            out.writeStartArray();
        }
        table.values().forEach((key, value) -> {
            if (plain) {
                out.writeName(key.toString());
                write(out, value);
            } else {
                writeAll(out, List.of(key, value));
            }
        });
        if (!plain) {
            out.writeEndArray();
        }
        out.writeEndObject();
    }
}
