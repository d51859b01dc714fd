package kyoten.history;

import java.util.Objects;

/**
 * One line of a recorded history: that an operation was invoked, or how it ended.
 *
 * @param type invocation or kind of completion
 * @param process the client that asked; one at a time, and dead after an {@link Type#INFO} (its name may be used again, for a
 *     new process)
 * @param f what was asked for, the field's word: {@code read write cas gread gwrite delete gdelete txn append add …}
 * @param key the object asked, or {@link Value#NIL} where there is only one
 * @param value the argument at the invocation, the result at the completion
 * @param time nanoseconds on the recorder's clock, or {@link #NO_TIME}
 * @param detail what only some entries have
 */
public record Entry(Type type, String process, String f, Value key, Value value, long time, Detail detail) {

    /** The time of an entry whose format has no times; the order of the entries is the order of events then. */
    public static final long NO_TIME = Long.MIN_VALUE;

    /** The token of an operation that carries no context, the number of one that nobody numbered, an unknown line. */
    public static final int NONE = -1;

    /**
     * What only some entries have. An empty string says "none".
     *
     * @param site where the client was served
     * @param token of a gwrite or gdelete: the number of the gread whose context it carries, or {@link #NONE}
     * @param outcome what a gwrite was answered: {@code overwritten}, {@code conflict}, {@code rejected}
     * @param error why an operation failed or is indeterminate
     * @param number the operation's own number, by which tokens name it, or {@link #NONE} for its place among the invocations
     * @param line the line of the file that it stands on, from 1, or {@link #NONE}
     */
    public record Detail(String site, int token, String outcome, String error, int number, int line) {
        /** Nothing special. */
        public static final Detail PLAIN = new Detail("", NONE, "", "", NONE, NONE);

        public Detail {
            Objects.requireNonNull(site, "site");
            Objects.requireNonNull(outcome, "outcome");
            Objects.requireNonNull(error, "error");
        }
    }

    public Entry {
        Objects.requireNonNull(type, "type");
        Objects.requireNonNull(process, "process");
        Objects.requireNonNull(f, "f");
        Objects.requireNonNull(key, "key");
        Objects.requireNonNull(value, "value");
        Objects.requireNonNull(detail, "detail");
    }

    /** An invocation without detail. */
    public static Entry invoke(String process, String f, Value key, Value argument, long time) {
        return new Entry(Type.INVOKE, process, f, key, argument, time, Detail.PLAIN);
    }

    /** The completion of this invocation. */
    public Entry completed(Type how, Value result, long when) {
        return new Entry(how, process, f, key, result, when, detail);
    }

    public Entry at(String site) {
        return with(new Detail(site, detail.token(), detail.outcome(), detail.error(), detail.number(), detail.line()));
    }

    public Entry token(int gread) {
        return with(new Detail(detail.site(), gread, detail.outcome(), detail.error(), detail.number(), detail.line()));
    }

    public Entry outcome(String outcome) {
        return with(new Detail(detail.site(), detail.token(), outcome, detail.error(), detail.number(), detail.line()));
    }

    public Entry error(String error) {
        return with(new Detail(detail.site(), detail.token(), detail.outcome(), error, detail.number(), detail.line()));
    }

    public Entry with(Detail other) {
        return new Entry(type, process, f, key, value, time, other);
    }
}
