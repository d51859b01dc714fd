package kyoten.cli;

import io.vavr.control.Option;
import kyoten.history.Conventions;
import kyoten.history.Format;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** What a person may say about how a file of a history is to be read. */
final class ReadingOptions {
    @picocli.CommandLine.Option(
            names = "--format",
            paramLabel = "FORMAT",
            converter = FormatName.class,
            description = "json-lines, edn, json (elle-cli's twins of EDN) or jepsen-log; found by itself if not said.")
    private Format format;

    @picocli.CommandLine.Option(
            names = "--lenient",
            description = "Judge what can be read of a broken file, and say what was left out.")
    private boolean lenient;

    @picocli.CommandLine.Option(
            names = "--order",
            paramLabel = "BY",
            converter = OrderName.class,
            description = "What says which entry came first: file, or time (which must not go backwards)."
                    + " Jepsen's formats are in the order of the file, our own lines in that of their times.")
    private Conventions.Order order;

    @picocli.CommandLine.Option(
            names = "--nil-reads",
            paramLabel = "SAY",
            converter = NilReadsName.class,
            description = "What an ok read of nil says: empty, or any (nothing, as in Knossos).")
    private Conventions.NilReads nilReads;

    @picocli.CommandLine.Option(
            names = "--failed-cas",
            paramLabel = "IS",
            converter = FailedCasName.class,
            description = "What a failed compare-and-set is: dropped, or observed (the register held another value).")
    private Conventions.FailedCas failedCas;

    @picocli.CommandLine.Option(
            names = "--keyed-values",
            description = "Values are pairs [key value], as in Jepsen's independent workloads.")
    private boolean keyedValues;

    @picocli.CommandLine.Option(
            names = "--max-operations",
            paramLabel = "N",
            description = "Refuse longer histories; 50,000,000 if not said.")
    private Integer maxOperations;

    Option<Format> format() {
        return Option.of(format);
    }

    /** The model's conventions, with what the person said instead. */
    Conventions over(Conventions model) {
        Conventions conventions = model.withLeniency(lenient).withKeyedValues(keyedValues);
        conventions = order == null ? conventions : conventions.with(order);
        conventions = nilReads == null ? conventions : conventions.with(nilReads);
        conventions = failedCas == null ? conventions : conventions.with(failedCas);
        return maxOperations == null ? conventions : conventions.withMaxOperations(maxOperations);
    }

    /** A format by its word. */
    static final class FormatName implements ITypeConverter<Format> {
        @Override
        public Format convert(String word) {
            return Format.named(word)
                    .getOrElseThrow(() -> new TypeConversionException("'" + word + "' is no format; expected "
                            + Format.words().mkString(", ")));
        }
    }

    /** An order by its word. */
    static final class OrderName implements ITypeConverter<Conventions.Order> {
        @Override
        public Conventions.Order convert(String word) {
            return switch (word) {
                case "file" -> Conventions.Order.FILE;
                case "time" -> Conventions.Order.TIME;
                default -> throw new TypeConversionException("'" + word + "' is no order; expected file or time");
            };
        }
    }

    /** What nil says, by its word. */
    static final class NilReadsName implements ITypeConverter<Conventions.NilReads> {
        @Override
        public Conventions.NilReads convert(String word) {
            return switch (word) {
                case "empty" -> Conventions.NilReads.EMPTY;
                case "any" -> Conventions.NilReads.ANY;
                default -> throw new TypeConversionException("'" + word + "'; expected empty or any");
            };
        }
    }

    /** What a failed compare-and-set is, by its word. */
    static final class FailedCasName implements ITypeConverter<Conventions.FailedCas> {
        @Override
        public Conventions.FailedCas convert(String word) {
            return switch (word) {
                case "dropped" -> Conventions.FailedCas.DROPPED;
                case "observed" -> Conventions.FailedCas.OBSERVED;
                default -> throw new TypeConversionException("'" + word + "'; expected dropped or observed");
            };
        }
    }
}
