package kyoten.offender.sim;

import java.util.function.BiFunction;

/** Formats numbers as the default locale wants them, in every way that is banned. */
final class FormatsForLocale {

    private FormatsForLocale() {}

    static String format() {
        return String.format("%d", 1);
    }

    static String formatted() {
        return "%d".formatted(1);
    }

    static BiFunction<String, Object[], String> formatReference() {
        return String::format;
    }
}
