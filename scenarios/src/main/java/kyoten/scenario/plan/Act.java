package kyoten.scenario.plan;

/** What a client asks of the system. Values are unique: a write's value is made of the operation's number. */
public sealed interface Act {

    /** The key that it is about; of a scan, the prefix. */
    String key();

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

    /** All siblings, with a context. */
    record Gread(String key) implements Act {}

    /** Replaces what the context covers. */
    record Gwrite(String key, ContextReference context, boolean onlyIfCurrent) implements Act {}

    /** Removes what the context covers. */
    record Gdelete(String key, ContextReference context, boolean onlyIfCurrent) implements Act {}

    /**
     * Keys in order.
     *
     * @param key the prefix of the keys
     * @param limit how many keys at most
     */
    record Scan(String key, int limit) implements Act {}
}
