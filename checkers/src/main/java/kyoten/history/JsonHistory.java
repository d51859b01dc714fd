package kyoten.history;

import java.io.IOException;
import java.util.SortedMap;
import java.util.TreeMap;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.exc.UnexpectedEndOfInputException;
import tools.jackson.core.json.JsonFactory;

/** Reads the JSON twins of EDN histories: an array of operation objects, or one object after another. */
final class JsonHistory {
    private static final JsonFactory JSON = new JsonFactory();

    private final Source source;
    private final Intake intake;
    private final Conventions conventions;

    JsonHistory(Source source, Intake intake, Conventions conventions) {
        this.source = source;
        this.intake = intake;
        this.conventions = conventions;
    }

    void read() throws IOException {
        try (JsonParser parser = JSON.createParser(ObjectReadContext.empty(), source.asReader())) {
            JsonToken token = parser.nextToken();
            boolean array = token == JsonToken.START_ARRAY;
            if (array) {
                token = parser.nextToken();
            }
            while (token != null && token != JsonToken.END_ARRAY) {
                operation(parser, token);
                token = parser.nextToken();
            }
            if (array && (token == null || parser.nextToken() != null)) {
                throw bad(
                        line(parser),
                        token == null ? "the file ends inside its array; expected ]" : "something behind the array");
            }
        } catch (UnexpectedEndOfInputException e) {
            throw bad(
                    e.getLocation().getLineNr(),
                    "the file ends in the middle of an operation or of its array; expected the rest");
        } catch (JacksonException e) {
            throw bad(
                    e.getLocation() == null ? source.line() : e.getLocation().getLineNr(),
                    "not JSON: " + e.getOriginalMessage());
        }
    }

    private void operation(JsonParser parser, JsonToken token) {
        int line = line(parser);
        if (token != JsonToken.START_OBJECT) {
            throw bad(line, parser.getString() + "; expected an operation, an object like {\"type\": \"invoke\", …}");
        }
        SortedMap<Value, Value> fields = new TreeMap<>();
        JsonValues values = new JsonValues(parser, problem -> bad(line(parser), problem));
        while (parser.nextToken() == JsonToken.PROPERTY_NAME) {
            String name = parser.currentName();
            parser.nextToken();
            if (fields.put(Value.of(name), values.value()) != null) {
                throw bad(line(parser), "field " + name + " stands twice");
            }
        }
        JepsenOperation operation = new JepsenOperation(source.name(), line, fields);
        try {
            operation.entry(conventions.keyedValues()).forEach(entry -> intake.take(entry, true));
        } catch (MalformedHistoryException e) {
            if (!intake.lenient()) {
                throw e;
            }
            intake.skipped().add(e.getMessage());
        }
    }

    private static int line(JsonParser parser) {
        return parser.currentTokenLocation().getLineNr();
    }

    private MalformedHistoryException bad(int line, String problem) {
        return new MalformedHistoryException(source.name(), line, problem);
    }
}
