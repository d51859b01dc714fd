package kyoten.cli;

import io.vavr.control.Option;
import java.time.Duration;
import kyoten.check.Limits;
import kyoten.check.catalogue.Settings;
import kyoten.check.txn.ConsistencyModel;
import kyoten.history.Value;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** What a person may say about how a history is to be judged. */
final class JudgingOptions {
    @picocli.CommandLine.Option(
            names = "--consistency",
            paramLabel = "MODEL",
            converter = ConsistencyName.class,
            description = "What transactions are held to, strict-serializable if not said; also serializable,"
                    + " snapshot-isolation, repeatable-read, read-committed, …; 'kyoten list' shows all.")
    private ConsistencyModel consistency;

    @picocli.CommandLine.Option(
            names = "--initial",
            paramLabel = "VALUE",
            description = "What registers hold at first: a whole number, a word, or nil.")
    private String initial;

    @picocli.CommandLine.Option(
            names = "--total",
            paramLabel = "N",
            description = "The sum of all accounts of a bank; that of the first read if not said.")
    private Long total;

    @picocli.CommandLine.Option(names = "--negative-balances", description = "Accounts of a bank may be overdrawn.")
    private boolean negativeBalances;

    @picocli.CommandLine.Option(
            names = "--linearizable-set",
            description = "A stale read of a set (set-full) is a violation, too.")
    private boolean linearizableSet;

    @picocli.CommandLine.Option(
            names = "--max-steps",
            paramLabel = "N",
            description = "Give a search up after so many steps, on any machine the same; the verdict is unknown then.")
    private Long maxSteps;

    @picocli.CommandLine.Option(
            names = "--max-memory-mb",
            paramLabel = "N",
            description = "Give a search up when it would keep more than this.")
    private Long maxMemoryMb;

    @picocli.CommandLine.Option(
            names = "--max-seconds",
            paramLabel = "N",
            description = "Give a search up after so many seconds a file.")
    private Long maxSeconds;

    Settings settings() {
        Settings settings = Settings.usual()
                .withInitial(Option.of(initial).map(JudgingOptions::value))
                .withBank(Option.of(total), negativeBalances)
                .withLinearizableSet(linearizableSet);
        return consistency == null ? settings : settings.with(consistency);
    }

    /** The limits for one file, whose time begins now. */
    Limits limits() {
        long deadline = maxSeconds == null
                ? Long.MAX_VALUE
                : System.nanoTime() + Duration.ofSeconds(maxSeconds).toNanos();
        return new Limits(
                maxSteps == null ? Long.MAX_VALUE : maxSteps,
                maxMemoryMb == null ? Long.MAX_VALUE : maxMemoryMb << 20,
                () -> maxSeconds != null && System.nanoTime() - deadline > 0);
    }

    private static Value value(String word) {
        if (word.equals("nil")) {
            return Value.NIL;
        }
        return word.matches("-?\\d{1,18}") ? Value.of(Long.parseLong(word)) : Value.of(word);
    }

    /** A consistency model by its name. */
    static final class ConsistencyName implements ITypeConverter<ConsistencyModel> {
        @Override
        public ConsistencyModel convert(String word) {
            return ConsistencyModel.named(word).getOrElseThrow(() -> {
                String nearest = Nearest.to(word, ConsistencyModel.labels())
                        .map(near -> " Did you mean '" + near + "'?")
                        .getOrElse("");
                return new TypeConversionException("there is no consistency model '" + word + "'." + nearest);
            });
        }
    }
}
