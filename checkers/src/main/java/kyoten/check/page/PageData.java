package kyoten.check.page;

import java.io.IOException;
import java.io.Writer;
import java.util.HashSet;
import java.util.Set;
import kyoten.check.Verdict;
import kyoten.history.History;
import kyoten.history.Op;
import kyoten.history.Type;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.StreamWriteFeature;
import tools.jackson.core.json.JsonFactory;

/** The history as JSON inside the page: operations as rows of numbers, so that ten thousand are quick to read. */
final class PageData {
    private static final JsonFactory JSON =
            JsonFactory.builder().disable(StreamWriteFeature.AUTO_CLOSE_TARGET).build();
    private static final int PLAIN = 0;
    private static final int WITNESS = 1;
    private static final int FAILING = 2;

    private final Page page;
    private final History history;
    private final Set<Integer> witness = new HashSet<>();
    private int failing = -1;

    PageData(Page page) {
        this.page = page;
        history = page.history();
        if (page.verdict() instanceof Verdict.Broken broken) {
            broken.witness().history().ops().forEach(op -> witness.add(op.number()));
            if (!broken.witness().lit().isEmpty()) {
                failing =
                        broken.witness().history().number(broken.witness().lit().get(0));
            }
        }
    }

    /** The rows: {@code [lane, begin, end or null, begin time, end time, type, function, key, lit, text]}. */
    void write(Writer out) throws IOException {
        try (JsonGenerator json = JSON.createGenerator(ObjectWriteContext.empty(), new WithoutTags(out))) {
            json.writeStartObject();
            json.writeBooleanProperty("timed", history.timed());
            json.writeArrayPropertyStart("lanes");
            for (int process = 0; process < history.processCount(); process++) {
                json.writeString(history.processName(process));
            }
            json.writeEndArray();
            json.writeArrayPropertyStart("functions");
            for (int f = 0; f < history.fCount(); f++) {
                json.writeString(history.fName(f));
            }
            json.writeEndArray();
            json.writeArrayPropertyStart("keys");
            for (int key = 0; key < history.keyCount(); key++) {
                json.writeString(history.key(key).toString());
            }
            json.writeEndArray();
            operations(json);
            orders(json);
            json.writeEndObject();
        }
    }

    private void operations(JsonGenerator json) {
        json.writeArrayPropertyStart("ops");
        for (int op = 0; op < history.size(); op++) {
            boolean open = history.returnRank(op) == History.OPEN;
            json.writeStartArray();
            json.writeNumber(history.processId(op));
            json.writeNumber(history.invokeRank(op));
            number(json, open, history.returnRank(op));
            json.writeNumber(history.invokedAt(op));
            number(json, open, history.completedAt(op));
            json.writeNumber(history.type(op) == Type.OK ? 0 : history.type(op) == Type.FAIL ? 1 : 2);
            json.writeNumber(history.fId(op));
            json.writeNumber(history.keyId(op));
            json.writeNumber(lit(op));
            json.writeString(text(history.op(op)));
            json.writeEndArray();
        }
        json.writeEndArray();
    }

    private static void number(JsonGenerator json, boolean open, long number) {
        if (open) {
            json.writeNull();
        } else {
            json.writeNumber(number);
        }
    }

    private int lit(int op) {
        int number = history.number(op);
        return number == failing ? FAILING : witness.contains(number) ? WITNESS : PLAIN;
    }

    private static String text(Op op) {
        String text = op.toString();
        return text.length() <= 300 ? text : text.substring(0, 299) + "…";
    }

    private void orders(JsonGenerator json) {
        json.writeArrayPropertyStart("orders");
        for (int[] order : page.orders()) {
            json.writeArray(order, 0, order.length);
        }
        json.writeEndArray();
    }
}
