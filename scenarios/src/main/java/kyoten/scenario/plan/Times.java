package kyoten.scenario.plan;

import io.vavr.control.Option;
import java.math.BigDecimal;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Lengths of time as a person writes them: {@code 1.5s}, {@code 120ms}, {@code 75us}, {@code 3ns}. */
public final class Times {
    /** A second in nanoseconds. */
    public static final long SECOND = 1_000_000_000L;

    /** A millisecond in nanoseconds. */
    public static final long MILLISECOND = 1_000_000L;

    private static final long MICROSECOND = 1_000L;
    private static final Pattern WRITTEN = Pattern.compile("(-?\\d+(?:\\.\\d+)?)(ns|us|ms|s|m)");

    private Times() {}

    /** The exact time in the largest unit that is not above it. */
    public static String text(long nanos) {
        long size = Math.abs(nanos);
        if (size >= SECOND) {
            return in(nanos, SECOND, "s");
        }
        if (size >= MILLISECOND) {
            return in(nanos, MILLISECOND, "ms");
        }
        return size >= MICROSECOND ? in(nanos, MICROSECOND, "us") : nanos + "ns";
    }

    private static String in(long nanos, long unit, String name) {
        BigDecimal value = BigDecimal.valueOf(nanos).divide(BigDecimal.valueOf(unit));
        return value.stripTrailingZeros().toPlainString() + name;
    }

    /** The time that a text tells, in nanoseconds; none if it tells none or one that no long holds. */
    public static Option<Long> parse(String text) {
        Matcher matcher = WRITTEN.matcher(text);
        if (!matcher.matches()) {
            return Option.none();
        }
        BigDecimal nanos = new BigDecimal(matcher.group(1)).multiply(BigDecimal.valueOf(unit(matcher.group(2))));
        try {
            return Option.of(nanos.longValueExact());
        } catch (ArithmeticException finerThanNanosecondsOrTooLong) {
            return Option.none();
        }
    }

    private static long unit(String name) {
        return switch (name) {
            case "ns" -> 1;
            case "us" -> MICROSECOND;
            case "ms" -> MILLISECOND;
            case "s" -> SECOND;
            default -> 60 * SECOND;
        };
    }
}
