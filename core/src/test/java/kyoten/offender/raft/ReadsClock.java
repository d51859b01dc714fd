package kyoten.offender.raft;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.Calendar;
import java.util.Date;
import java.util.Locale;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/** Asks for the time, in every way that is banned. */
final class ReadsClock {

    private ReadsClock() {}

    static long nanoTime() {
        return System.nanoTime();
    }

    static long millis() {
        return System.currentTimeMillis();
    }

    static LongSupplier nanoTimeReference() {
        return System::nanoTime;
    }

    static LongSupplier millisReference() {
        return System::currentTimeMillis;
    }

    static Instant instant() {
        return Instant.now();
    }

    static Supplier<Instant> instantReference() {
        return Instant::now;
    }

    static LocalDate date() {
        return LocalDate.now(ZoneOffset.UTC);
    }

    static Supplier<LocalDateTime> dateTimeReference() {
        return LocalDateTime::now;
    }

    static ZonedDateTime zoned() {
        return ZonedDateTime.now(ZoneOffset.UTC);
    }

    static long clock(Clock clock) {
        return clock.millis();
    }

    static Date oldDate() {
        return new Date();
    }

    static Supplier<Date> oldDateReference() {
        return Date::new;
    }

    static Calendar calendar() {
        return Calendar.getInstance(Locale.ROOT);
    }

    static Object management() {
        return java.lang.management.ManagementFactory.getRuntimeMXBean();
    }
}
