package kyoten.check.generate;

import java.util.Locale;

/** What is planted in a history so that it is broken by construction. */
public enum Violation {
    /** Nothing: the history is linearizable. */
    NONE,
    /** A read returns a value that had surely been replaced before it began. */
    STALE_READ,
    /** An acknowledged write is seen by nobody, and a later read returns the value before it. */
    LOST_UPDATE,
    /** A read returns a value that nobody wrote. */
    GARBAGE,
    /** For a while, half of the clients talk to a copy of the registers of their own. */
    SPLIT_BRAIN;

    /** The word on the command line: {@code stale-read}. */
    public String word() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
