package kyoten.cli;

import java.nio.file.Path;
import org.snakeyaml.engine.v2.exceptions.Mark;

/** A configuration file is wrong. The message says where, what was expected, and what stands there. */
final class ConfigException extends Exception {
    private static final long serialVersionUID = 1L;

    ConfigException(String message) {
        super(message);
    }

    ConfigException(Path file, Mark mark, String what) {
        super(file + ", line " + (mark.getLine() + 1) + ", column " + (mark.getColumn() + 1) + ": " + what);
    }
}
