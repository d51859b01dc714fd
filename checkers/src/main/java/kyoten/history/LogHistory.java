package kyoten.history;

import java.io.IOException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import us.bpsm.edn.EdnException;
import us.bpsm.edn.parser.Parser;
import us.bpsm.edn.parser.Parsers;

/**
 * Reads lines of a Jepsen log, {@code INFO jepsen.util - 3 :invoke :write 4} with tabs or blanks between process, type, function and value (and
 * error). A log has other lines too, which say nothing of operations; a line that has a process and a type must be whole; what stands
 * behind the value is its error.
 */
final class LogHistory {
    private static final Pattern OPERATION = Pattern.compile("(\\S+)\\s+:(invoke|ok|fail|info)\\s+(.*)");
    private static final Pattern REST = Pattern.compile(":(\\S+)\\s+(.*)");

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
            throw bad(1, "no line with an operation; expected lines like: INFO  jepsen.util - 0 :invoke :read nil");
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
        Entry.Detail detail = new Entry.Detail("", Entry.NONE, "", "", Entry.NONE, line);
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
            return EdnValues.of(parser.nextValue(Parsers.newParseable(text)));
        } catch (EdnException e) {
            throw bad(line, "the value " + text + " is not EDN: " + e.getMessage());
        }
    }

    private MalformedHistoryException bad(int line, String problem) {
        return new MalformedHistoryException(source.name(), line, problem);
    }
}
