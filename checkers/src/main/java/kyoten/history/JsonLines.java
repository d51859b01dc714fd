package kyoten.history;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.Reader;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.json.JsonFactory;

/**
 * Reads our own format: one JSON object a line, an entry or a mark each.
 *
 * <pre>
 * {"kyoten-history":1,"ties":"as-written"}
 * {"type":"invoke","op":0,"process":"c1","f":"gread","key":"k","time":1000,"site":"tokyo"}
 * {"type":"ok","process":"c1","f":"gread","key":"k","value":[],"time":2000}
 * {"type":"invoke","op":1,"process":"c1","f":"gwrite","key":"k","value":7,"time":3000,"site":"tokyo","token":0}
 * {"type":"info","process":"c1","f":"gwrite","key":"k","value":7,"time":9000,"error":"timeout"}
 * {"mark":"majority","time":9500,"site":"tokyo","up":true}
 * </pre>
 *
 * <ul>
 *   <li>The first line may say what equal times mean; without it they are concurrent.
 *   <li>{@code type}, {@code process} and {@code f} are required. Without {@code key} or {@code value} it is nil. Either all
 *       entries have a {@code time} (nanoseconds) or none; then their order is the order of events.
 *   <li>{@code op} numbers the operation, in all invocations or in none (then its number is its place among them, from 0).
 *       {@code token} names the gread whose context is carried by that number.
 *   <li>A set is {@code {"#set":[…]}}; a map with keys that are no strings is {@code {"#map":[[key,value],…]}}; any other object is a
 *       map. Whole numbers have 64 bits.
 *   <li>Marks: {@code majority} (site, up), {@code cause} (site, cause, present), {@code closed} (process), {@code epoch} (site),
 *       {@code rebuilt} (site), {@code exempt} (site, why), {@code left} (site, forced), {@code joined} (site), {@code settled},
 *       {@code ended}.
 * </ul>
 *
 * Anything else is refused, with the line.
 */
public final class JsonLines {
    private static final JsonFactory JSON = new JsonFactory();

    private final String source;
    private final EntrySink sink;
    private final Consumer<MalformedHistoryException> onBad;
    private int line;

    private JsonLines(String source, EntrySink sink, Consumer<MalformedHistoryException> onBad) {
        this.source = source;
        this.sink = sink;
        this.onBad = onBad;
    }

    /**
     * Reads to the end.
     *
     * @param source the name of the file, for complaints
     * @throws MalformedHistoryException at the first line that is none; the sink has all lines before it
     */
    public static void feed(String source, Reader in, EntrySink sink) throws IOException {
        feed(source, in, sink, bad -> {
            throw bad;
        });
    }

    /** As {@link #feed(String, Reader, EntrySink)}, but hands lines that are none to {@code onBad} and goes on behind them. */
    static void feed(String source, Reader in, EntrySink sink, Consumer<MalformedHistoryException> onBad)
            throws IOException {
        new JsonLines(source, sink, onBad).feed(new BufferedReader(in, 1 << 16));
    }

    /**
     * @throws MalformedHistoryException at the first line that is none
     */
    public static History read(String source, Reader in) throws IOException {
        HistoryBuilder builder = new HistoryBuilder(source, Ties.CONCURRENT);
        feed(source, in, builder);
        return builder.build();
    }

    private void feed(BufferedReader in) throws IOException {
        for (String text = in.readLine(); text != null; text = in.readLine()) {
            line++;
            if (!text.isBlank()) {
                try {
                    take(fields(text));
                } catch (MalformedHistoryException e) {
                    onBad.accept(e);
                }
            }
        }
    }

    private void take(Map<String, Value> fields) {
        if (line == 1 && fields.containsKey("kyoten-history")) {
            takeHeader(fields);
            return;
        }
        Fields reader = new Fields(source, line, fields);
        if (fields.containsKey("mark")) {
            sink.mark(reader.mark());
        } else {
            sink.entry(reader.entry());
        }
    }

    private void takeHeader(Map<String, Value> fields) {
        if (!Value.of(1).equals(fields.remove("kyoten-history"))) {
            throw bad("a format version that this reader does not know; expected 1");
        }
        Value ties = fields.remove("ties");
        if (!fields.isEmpty()) {
            throw bad("unknown header fields " + fields.keySet() + "; expected ties alone");
        }
        for (Ties known : Ties.values()) {
            if (Value.of(known.word()).equals(ties)) {
                sink.ties(known);
                return;
            }
        }
        if (ties != null) {
            throw bad("ties are " + ties + "; expected concurrent or as-written");
        }
    }

    private TreeMap<String, Value> fields(String text) {
        try (JsonParser parser = JSON.createParser(ObjectReadContext.empty(), text)) {
            if (parser.nextToken() != JsonToken.START_OBJECT) {
                throw bad("no object; expected one JSON object a line");
            }
            TreeMap<String, Value> fields = new TreeMap<>();
            JsonValues values = new JsonValues(parser, this::bad);
            while (parser.nextToken() == JsonToken.PROPERTY_NAME) {
                String name = parser.currentName();
                parser.nextToken();
                if (fields.put(name, values.value()) != null) {
                    throw bad("field " + name + " stands twice");
                }
            }
            if (parser.nextToken() != null) {
                throw bad("something behind the object; expected one JSON object a line");
            }
            return fields;
        } catch (JacksonException e) {
            throw bad("not JSON: " + e.getOriginalMessage());
        }
    }

    private MalformedHistoryException bad(String problem) {
        return new MalformedHistoryException(source, line, problem);
    }

    /** The fields of an entry, in the order in which they are written. */
    static final List<String> ENTRY_FIELDS =
            List.of("type", "op", "process", "f", "key", "value", "time", "site", "token", "outcome", "error");
}
