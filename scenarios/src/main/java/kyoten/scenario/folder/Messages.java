package kyoten.scenario.folder;

import kyoten.node.NodeId;
import kyoten.sim.TraceLine;
import kyoten.sim.network.Fate;
import tools.jackson.core.JsonGenerator;

/** Which message was sent when, and when it came. */
final class Messages {
    private static final int FROM = 0;
    private static final int TO = 1;
    private static final int SENT = 2;
    private static final int CAME = 3;
    private static final int FATE = 4;
    private static final int TEXT = 5;
    private static final int SENT_IN = 6;
    private static final int CAME_IN = 7;

    /** The fates after those of {@link Fate}. */
    private static final int MISSED = Fate.values().length;

    private static final int DOUBLED = MISSED + 1;

    /** A message that did not come. */
    private static final long NEVER = -1_000_000_000_000L;

    private final Lanes lanes;
    private final Texts texts;
    /** In the order of sending. */
    private final Table rows = table("messages");

    /** What came once more. */
    private final Table doubled = table("doubled");

    Messages(Lanes lanes, Texts texts) {
        this.lanes = lanes;
        this.texts = texts;
    }

    private static Table table(String name) {
        return new Table(name, "from", "to", "sent", "came", "fate", "text", "sentIn", "cameIn");
    }

    void sent(TraceLine line, TraceLine.Sent sent, String told) {
        int to = lanes.of(sent.send().to().name());
        int text = texts.number(message(told));
        rows.add(lanes.of(line.place()), to, line.nanos(), NEVER, sent.fate().ordinal(), text, line.event(), 0);
    }

    /** The message alone, of a line such as {@code -> b (held) ping {…}}. */
    private static String message(String told) {
        String message = told.substring(told.indexOf(' ', 3) + 1);
        return message.startsWith("(") ? message.substring(message.indexOf(") ") + 2) : message;
    }

    void came(TraceLine line, NodeId from, String told) {
        arrived(line, from, told, false);
    }

    void missed(TraceLine line, TraceLine.Missed missed, String told) {
        arrived(line, missed.from(), told, true);
    }

    private void arrived(TraceLine line, NodeId from, String told, boolean missed) {
        int row = sentBy(line.cause(), lanes.of(from.name()), lanes.of(line.place()), texts.number(message(told)));
        if (row < 0) {
            return;
        }
        if (rows.get(row, CAME) == NEVER) {
            rows.set(row, CAME, line.nanos());
            rows.set(row, CAME_IN, line.event());
            rows.set(row, FATE, missed ? MISSED : rows.get(row, FATE));
        } else {
            doubled.add(
                    rows.get(row, FROM),
                    rows.get(row, TO),
                    rows.get(row, SENT),
                    line.nanos(),
                    missed ? MISSED : DOUBLED,
                    rows.get(row, TEXT),
                    line.cause(),
                    line.event());
        }
    }

    /** What came is among what was sent in the event that caused its coming: one that has not come, else the last; or -1. */
    private int sentBy(long event, int from, int to, int text) {
        int found = -1;
        for (int row = firstOf(event); row < rows.size() && rows.get(row, SENT_IN) == event; row++) {
            boolean equal = rows.get(row, FROM) == from && rows.get(row, TO) == to && rows.get(row, TEXT) == text;
            if (equal && rows.get(row, CAME) == NEVER) {
                return row;
            }
            found = equal ? row : found;
        }
        return found;
    }

    private int firstOf(long event) {
        int low = 0;
        int high = rows.size();
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (rows.get(middle, SENT_IN) < event) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }

    void write(JsonGenerator json) {
        rows.write(json);
        doubled.write(json);
    }
}
