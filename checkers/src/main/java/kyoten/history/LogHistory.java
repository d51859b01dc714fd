package kyoten.history;

import java.io.IOException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import us.bpsm.edn.EdnException;
import us.bpsm.edn.parser.Parseable;
import us.bpsm.edn.parser.Parser;
import us.bpsm.edn.parser.Parsers;

/**
 * Reads lines of a Jepsen log, {@code INFO jepsen.util - 3 :invoke :write 4} with tabs between process, type, function and value (and
 * error). A log has other lines too, which say nothing of operations; a line that has a type behind a tab must be whole.
 */
final class LogHistory {
    private static final Pattern OPERATION = Pattern.compile("(\\S+)\\t:(invoke|ok|fail|info)\\t(.*)");
    private static final Pattern REST = Pattern.compile(":(\\S+)\\t([^\\t]*)(?:\\t(.*))?");

    private final Source source;
    private final Intake intake;
    private final Conventions conventions;
    private final Parser parser = Parsers.newParser(Parsers.defaultConfiguration());

    LogHistory(Source source, Intake intake, Conventions conventions) {
        this.source = source;
        this.intake = intake;
        this.conventions = conventions;
    }

    static boolean isOperation(String line) {
        return OPERATION.matcher(line).find();
    }

    void read() throws IOException {
        int number = source.line();
        boolean any = false;
        for (String line = source.readLine(); line != null; line = source.readLine()) {
            Matcher matcher = OPERATION.matcher(line);
            if (matcher.find()) {
                any = true;
                operation(matcher, number);
            }
            number = source.line();
        }
        if (!any) {
            throw bad(
                    1, "no line with an operation; expected lines like: INFO  jepsen.util - 0\\t:invoke\\t:read\\tnil");
        }
    }

    private void operation(Matcher matcher, int line) {
        try {
            take(matcher, line);
        } catch (MalformedHistoryException e) {
            if (!intake.lenient()) {
                throw e;
            }
            intake.skipped().add(e.getMessage());
        }
    }

    private void take(Matcher matcher, int line) {
        if (!matcher.group(1).matches("\\d+")) {
            return;
        }
        Matcher rest = REST.matcher(matcher.group(3));
        if (!rest.matches()) {
            throw bad(line, "the line is cut; expected :function and a value behind :" + matcher.group(2));
        }
        String error = rest.group(3) == null ? "" : rest.group(3);
        Entry.Detail detail = new Entry.Detail("", Entry.NONE, "", error, Entry.NONE, line);
        Type type = Type.valueOf(matcher.group(2).toUpperCase(java.util.Locale.ROOT));
        Entry entry = new Entry(
                type, matcher.group(1), rest.group(1), Value.NIL, value(rest.group(2), line), Entry.NO_TIME, detail);
        intake.take(conventions.keyedValues() ? keyed(entry) : entry, true);
    }

    private Entry keyed(Entry entry) {
        if (!(entry.value() instanceof Value.Items pair) || pair.values().size() != 2) {
            throw bad(entry.detail().line(), "the value is " + entry.value() + "; expected a pair [key value]");
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

    private Value value(String text, int line) {
        if (text.isBlank()) {
            throw bad(line, "the line has no value; expected one, or nil");
        }
        try {
            Parseable edn = Parsers.newParseable(text);
            Object value = parser.nextValue(edn);
            if (parser.nextValue(edn) != Parser.END_OF_INPUT) {
                throw bad(line, "the value is " + text + "; expected one EDN value");
            }
            return EdnValues.of(value);
        } catch (EdnException e) {
            throw bad(line, "the value " + text + " is not EDN: " + e.getMessage());
        }
    }

    private MalformedHistoryException bad(int line, String problem) {
        return new MalformedHistoryException(source.name(), line, problem);
    }
}
