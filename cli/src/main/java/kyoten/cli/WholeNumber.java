package kyoten.cli;

import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Reads a whole number, and says so of what is none, or is too large. */
final class WholeNumber implements ITypeConverter<Long> {
    @Override
    public Long convert(String typed) {
        try {
            return Long.valueOf(typed);
        } catch (NumberFormatException notANumber) {
            throw new TypeConversionException("expected a whole number of 64 bits, found '" + typed + "'");
        }
    }
}
