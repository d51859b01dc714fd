package kyoten.cli;

import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import picocli.CommandLine;
import picocli.CommandLine.IExecutionExceptionHandler;
import picocli.CommandLine.IParameterExceptionHandler;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.UnmatchedArgumentException;

/** Tells what is wrong with a command that was typed, in a line and not buried under the whole help. */
final class Complaints implements IParameterExceptionHandler, IExecutionExceptionHandler {
    @Override
    public int handleParseException(ParameterException wrong, String[] args) {
        CommandLine command = wrong.getCommandLine();
        PrintWriter lines = command.getErr();
        lines.println(wrong.getMessage());
        UnmatchedArgumentException.printSuggestions(wrong, lines);
        lines.println("'./" + command.getCommandSpec().qualifiedName() + " --help' tells more.");
        lines.flush();
        return Main.WRONG_USAGE;
    }

    /** A file that cannot be read or written was named by whoever typed the command; all else is a bug of ours. */
    @Override
    public int handleExecutionException(Exception thrown, CommandLine command, ParseResult parsed) throws Exception {
        Throwable cause = thrown instanceof UncheckedIOException ? thrown.getCause() : thrown;
        if (cause instanceof FileSystemException file) {
            command.getErr().println("kyoten: cannot read or write " + told(file));
            command.getErr().flush();
            return Main.WRONG_USAGE;
        }
        throw thrown;
    }

    /** The file, and what is wrong with it. */
    static String told(FileSystemException file) {
        if (file instanceof NoSuchFileException) {
            return file.getFile() + ": there is no such file or folder";
        }
        String reason = file.getReason() == null ? file.getClass().getSimpleName() : file.getReason();
        return file.getFile() + ": " + reason;
    }
}
