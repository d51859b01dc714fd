package kyoten.cli;

import kyoten.scenario.plan.Times;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/**
 * A length of real time as a person types it: {@code 10m}, {@code 90s}.
 *
 * @param nanos more than 0
 */
record Span(long nanos) {

    /** Reads {@code --for 10m}. */
    static final class Reader implements ITypeConverter<Span> {
        @Override
        public Span convert(String typed) {
            return Times.parse(typed)
                    .filter(nanos -> nanos > 0)
                    .map(Span::new)
                    .getOrElseThrow(() ->
                            new TypeConversionException("expected a time such as 10m or 90s, found '" + typed + "'"));
        }
    }
}
