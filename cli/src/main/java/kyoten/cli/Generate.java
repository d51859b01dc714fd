package kyoten.cli;

import io.vavr.collection.List;
import java.io.IOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import kyoten.check.generate.Generator;
import kyoten.check.generate.Recipe;
import kyoten.check.generate.Violation;
import kyoten.history.History;
import kyoten.history.JsonLinesWriter;
import picocli.CommandLine.Command;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import picocli.CommandLine.TypeConversionException;

/** {@code kyoten generate}: a hard history from a seed. */
@Command(
        name = "generate",
        mixinStandardHelpOptions = true,
        exitCodeOnInvalidInput = Main.WRONG_USAGE,
        exitCodeOnExecutionException = Main.OUR_BUG,
        description = "Makes a history of registers, linearizable by construction, or broken by construction.",
        footer = {"", "Try: ./kyoten generate --violation stale-read | ./kyoten check - --model register"})
final class Generate implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @picocli.CommandLine.Option(names = "--seed", paramLabel = "N", defaultValue = "1", description = "Default 1.")
    private long seed;

    @picocli.CommandLine.Option(
            names = {"--operations", "--ops"},
            paramLabel = "N",
            defaultValue = "1000",
            description = "How many are invoked. Default 1000.")
    private int operations;

    @picocli.CommandLine.Option(
            names = "--clients",
            paramLabel = "N",
            defaultValue = "5",
            description = "How many ask at a time. Default 5.")
    private int clients;

    @picocli.CommandLine.Option(names = "--keys", paramLabel = "N", defaultValue = "1", description = "Default 1.")
    private int keys;

    @picocli.CommandLine.Option(
            names = "--values",
            paramLabel = "N",
            defaultValue = "0",
            description = "How many different ones are written to a key; 0, the default, for a new one each time.")
    private int values;

    @picocli.CommandLine.Option(
            names = "--saturation",
            paramLabel = "SHARE",
            defaultValue = "1",
            description = "Of its time, how much a client waits for answers. Default 1.")
    private double saturation;

    @picocli.CommandLine.Option(
            names = "--writes",
            paramLabel = "SHARE",
            defaultValue = "0.5",
            description = "Of the operations, the writes. Default 0.5.")
    private double writes;

    @picocli.CommandLine.Option(
            names = "--cas",
            paramLabel = "SHARE",
            defaultValue = "0",
            description = "Of the operations, the compare-and-sets. Default 0.")
    private double compareAndSets;

    @picocli.CommandLine.Option(
            names = "--indeterminate",
            paramLabel = "SHARE",
            defaultValue = "0",
            description = "Of the operations, those never answered. Default 0.")
    private double indeterminate;

    @picocli.CommandLine.Option(
            names = "--late",
            paramLabel = "SHARE",
            defaultValue = "0",
            description = "Of those never answered, the ones that may take effect much later. Default 0.")
    private double late;

    @picocli.CommandLine.Option(
            names = "--violation",
            paramLabel = "KIND",
            defaultValue = "none",
            converter = ViolationName.class,
            description = "Plant one: stale-read, lost-update, garbage, split-brain. Default none.")
    private Violation violation;

    @picocli.CommandLine.Option(
            names = "--at",
            paramLabel = "SHARE",
            defaultValue = "0.9",
            description = "Where about the violation is planted. Default 0.9.")
    private double at;

    @picocli.CommandLine.Option(
            names = "--out",
            paramLabel = "FILE",
            description = "Write into this file instead of standard output.")
    private Path out;

    @Override
    public Integer call() throws IOException {
        History history = generate();
        if (out == null) {
            Writer writer = spec.commandLine().getOut();
            JsonLinesWriter.write(history, writer);
            writer.flush();
        } else {
            try (Writer writer = Files.newBufferedWriter(out, StandardCharsets.UTF_8)) {
                JsonLinesWriter.write(history, writer);
            }
        }
        return ExitStatus.HOLDS;
    }

    private History generate() {
        try {
            Recipe.Mix mix = new Recipe.Mix(writes, compareAndSets, indeterminate, late);
            return Generator.generate(
                    new Recipe(seed, operations, clients, keys, values, saturation, mix, violation, at));
        } catch (IllegalArgumentException e) {
            throw new ParameterException(spec.commandLine(), e.getMessage(), e);
        }
    }

    /** A violation by its word. */
    static final class ViolationName implements ITypeConverter<Violation> {
        @Override
        public Violation convert(String word) {
            List<Violation> all = List.of(Violation.values());
            return all.find(violation -> violation.word().equals(word))
                    .getOrElseThrow(() -> new TypeConversionException("'" + word + "' is no violation; expected "
                            + all.map(Violation::word).mkString(", ")));
        }
    }
}
