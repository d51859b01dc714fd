package kyoten.scenario.plan;

/** What a client asks of the system. Values are unique: a write's value is made of the operation's number. */
public sealed interface Act {

    /** The key that it is about; of a scan, the prefix. */
    String key();

    /** Whether it is to be done only if the context that it carries is current. */
    default boolean onlyIfCurrent() {
        return false;
    }

    /** Sees whether somebody is there. */
    record Ping() implements Act {
        @Override
        public String key() {
            return "";
        }
    }

    /** The register's value. */
    record Read(String key) implements Act {}

    /** Sets the register. */
    record Write(String key) implements Act {}

    /** Empties the register. */
    record Delete(String key) implements Act {}

    /** Gives a place a value. */
    record Put(String key) implements Act {}

    /** The value of a place. */
    record Get(String key) implements Act {}

    /** Takes the value out of a place. */
    record Out(String key) implements Act {}

    /** All siblings, with a context. */
    record Gread(String key) implements Act {}

    /** Replaces what the context covers. */
    record Gwrite(String key, ContextReference context, boolean onlyIfCurrent) implements Act {}

    /** Removes what the context covers. */
    record Gdelete(String key, ContextReference context, boolean onlyIfCurrent) implements Act {}

    /** Adds to a counter. */
    record Add(String key, long amount) implements Act {}

    /** A counter's total. */
    record Count(String key) implements Act {}

    /** Puts an element into a set: a value made of the operation's number, as a write's. */
    record Insert(String key) implements Act {}

    /**
     * Removes an element from a set.
     *
     * @param pick which of those that the client last saw there, counted around; one that nobody ever put if it saw none
     */
    record Remove(String key, int pick) implements Act {
        public Remove {
            if (pick < 0) {
                throw new IllegalArgumentException("pick counts from 0: " + pick);
            }
        }
    }

    /** A set's elements. */
    record Elements(String key) implements Act {}

    /**
     * Keys in order.
     *
     * @param key the prefix of the keys
     * @param limit how many keys at most
     */
    record Scan(String key, int limit) implements Act {}
}
