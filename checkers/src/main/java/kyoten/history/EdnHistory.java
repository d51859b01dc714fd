package kyoten.history;

import java.io.IOException;
import java.util.Map;
import us.bpsm.edn.EdnException;
import us.bpsm.edn.TaggedValue;
import us.bpsm.edn.parser.Parseable;
import us.bpsm.edn.parser.Parser;
import us.bpsm.edn.parser.Parsers;

/** Reads EDN operation by operation: a vector or list of maps, or one map after another. */
final class EdnHistory {
    private final Source source;
    private final Intake intake;
    private final Conventions conventions;
    private final Parser parser = Parsers.newParser(Parsers.defaultConfiguration());

    EdnHistory(Source source, Intake intake, Conventions conventions) {
        this.source = source;
        this.intake = intake;
        this.conventions = conventions;
    }

    void read() throws IOException {
        int opening = source.peekBehindBlanks();
        int closing = opening == '[' ? ']' : opening == '(' ? ')' : Parseable.END_OF_INPUT;
        if (closing != Parseable.END_OF_INPUT) {
            source.read();
        }
        int next = source.peekBehindBlanks();
        while (next != closing) {
            if (next == Parseable.END_OF_INPUT) {
                throw bad(source.line(), "the file ends inside its list; expected " + (char) closing);
            }
            operation(next);
            next = source.peekBehindBlanks();
        }
        source.read();
        if (source.peekBehindBlanks() != Parseable.END_OF_INPUT) {
            throw bad(source.line(), "something behind the end of the list; expected the end of the file");
        }
    }

    private void operation(int first) {
        if (first != '{' && first != '#') {
            throw bad(source.line(), "'" + (char) first + "'; expected an operation, a map like {:type :invoke, …}");
        }
        int line = source.line();
        source.start();
        Object value = parse(line);
        Object map = value instanceof TaggedValue tagged ? tagged.getValue() : value;
        if (!(map instanceof Map<?, ?> fields)) {
            throw bad(line, "no map; expected an operation like {:type :invoke, …}");
        }
        JepsenOperation operation = new JepsenOperation(source.name(), line, EdnValues.table(fields));
        try {
            operation.entry(conventions.keyedValues()).forEach(entry -> intake.take(entry, true));
        } catch (MalformedHistoryException e) {
            if (!intake.lenient()) {
                throw e;
            }
            intake.skipped().add(e.getMessage());
        }
    }

    private Object parse(int line) {
        try {
            Object value = parser.nextValue(source);
            if (value == Parser.END_OF_INPUT) {
                throw bad(line, "the file ends in the middle of the operation that begins here; expected }");
            }
            return value;
        } catch (EdnException e) {
            if (source.atEnd()) {
                throw bad(line, "the file ends in the middle of the operation that begins here; expected }");
            }
            throw bad(source.line(), "not EDN: " + e.getMessage());
        } catch (StackOverflowError e) {
            throw bad(line, "values nested too deep; expected an operation");
        }
    }

    private MalformedHistoryException bad(int line, String problem) {
        return new MalformedHistoryException(source.name(), line, problem);
    }
}
