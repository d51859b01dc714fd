package kyoten.history;

import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.util.function.Consumer;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.json.JsonFactory;

/** Writes what {@link JsonLines} reads, a line an entry or mark; a history written and read again is equal. */
public final class JsonLinesWriter implements EntrySink {
    private static final JsonFactory JSON = new JsonFactory();

    private final Writer out;

    /**
     * @param out flushed and closed by the caller; its failures are thrown as {@link UncheckedIOException}
     */
    public JsonLinesWriter(Writer out) {
        this.out = out;
    }

    /** The whole history, header first. */
    public static void write(History history, Writer out) {
        history.feed(new JsonLinesWriter(out));
    }

    @Override
    public void ties(Ties ties) {
        line(json -> {
            json.writeNumberProperty("kyoten-history", 1);
            json.writeStringProperty("ties", ties.word());
        });
    }

    @Override
    public void entry(Entry entry) {
        line(json -> {
            json.writeStringProperty("type", entry.type().word());
            number(json, "op", entry.detail().number());
            json.writeStringProperty("process", entry.process());
            json.writeStringProperty("f", entry.f());
            value(json, "key", entry.key());
            value(json, "value", entry.value());
            if (entry.time() != Entry.NO_TIME) {
                json.writeNumberProperty("time", entry.time());
            }
            text(json, "site", entry.detail().site());
            number(json, "token", entry.detail().token());
            text(json, "outcome", entry.detail().outcome());
            text(json, "error", entry.detail().error());
        });
    }

    @Override
    public void mark(Mark mark) {
        line(json -> {
            json.writeStringProperty("mark", mark.getClass().getSimpleName().toLowerCase(java.util.Locale.ROOT));
            json.writeNumberProperty("time", mark.time());
            fields(json, mark);
        });
    }

    private static void fields(JsonGenerator json, Mark mark) {
        if (mark instanceof Mark.Majority majority) {
            json.writeStringProperty("site", majority.site());
            json.writeBooleanProperty("up", majority.up());
        } else if (mark instanceof Mark.Reaches reaches) {
            json.writeStringProperty("client", reaches.client());
            json.writeBooleanProperty("up", reaches.up());
        } else if (mark instanceof Mark.Cause cause) {
            json.writeStringProperty("site", cause.site());
            json.writeStringProperty("cause", cause.cause());
            json.writeBooleanProperty("present", cause.present());
        } else if (mark instanceof Mark.Closed closed) {
            json.writeStringProperty("process", closed.process());
        } else if (mark instanceof Mark.Epoch epoch) {
            json.writeStringProperty("site", epoch.site());
        } else if (mark instanceof Mark.Rebuilt rebuilt) {
            json.writeStringProperty("site", rebuilt.site());
        } else if (mark instanceof Mark.Exempt exempt) {
            json.writeStringProperty("site", exempt.site());
            json.writeStringProperty("why", exempt.why());
        } else if (mark instanceof Mark.Left left) {
            json.writeStringProperty("site", left.site());
            json.writeBooleanProperty("forced", left.forced());
        } else if (mark instanceof Mark.Gone gone) {
            json.writeStringProperty("site", gone.site());
        } else if (mark instanceof Mark.Stays stays) {
            json.writeStringProperty("site", stays.site());
        } else if (mark instanceof Mark.Joined joined) {
            json.writeStringProperty("site", joined.site());
        } else if (mark instanceof Mark.Chosen chosen) {
            json.writeStringProperty("site", chosen.site());
            json.writeStringProperty("prefix", chosen.prefix());
            json.writeStringProperty("resolver", chosen.resolver());
            json.writeBooleanProperty("told", chosen.told());
        } else if (!(mark instanceof Mark.Settled) && !(mark instanceof Mark.Ended)) {
            throw new IllegalStateException("a mark without a JSON form: " + mark);
        }
    }

    private static void number(JsonGenerator json, String name, int number) {
        if (number != Entry.NONE) {
            json.writeNumberProperty(name, number);
        }
    }

    private static void text(JsonGenerator json, String name, String text) {
        if (!text.isEmpty()) {
            json.writeStringProperty(name, text);
        }
    }

    private static void value(JsonGenerator json, String name, Value value) {
        if (!value.isNil()) {
            json.writeName(name);
            JsonValues.write(json, value);
        }
    }

    private void line(Consumer<JsonGenerator> fields) {
        StringWriter text = new StringWriter();
        try (JsonGenerator json = JSON.createGenerator(ObjectWriteContext.empty(), text)) {
            json.writeStartObject();
            fields.accept(json);
            json.writeEndObject();
        }
        try {
            out.write(text.append('\n').toString());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
