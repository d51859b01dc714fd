package kyoten.cli;

import kyoten.scenario.run.Seeds;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Reads {@code --seeds A..B}. */
final class SeedRange implements ITypeConverter<Seeds> {
    @Override
    public Seeds convert(String typed) {
        int dots = typed.indexOf("..");
        if (dots < 0) {
            throw new TypeConversionException("expected A..B such as 1..100, found '" + typed + "'");
        }
        long first = seed(typed.substring(0, dots), typed);
        long last = seed(typed.substring(dots + 2), typed);
        if (first > last) {
            throw new TypeConversionException("the range " + typed + " ends before it begins");
        }
        if (last - first < 0 || last - first >= Seeds.MOST) {
            throw new TypeConversionException("the range " + typed + " has more than " + Seeds.MOST + " seeds");
        }
        return new Seeds(first, last);
    }

    private static long seed(String digits, String typed) {
        try {
            return Long.parseLong(digits);
        } catch (NumberFormatException notANumber) {
            throw new TypeConversionException(
                    "expected A..B such as 1..100, found '" + typed + "': '" + digits + "' is no whole number");
        }
    }
}
