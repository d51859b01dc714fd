package kyoten.history;

/**
 * A whole operation: its invocation and how it ended. A view of a row of its history, to be made and forgotten at will.
 *
 * @param history where it stands
 * @param index its place among the invocations, from 0
 */
public record Op(History history, int index) {

    /** The number by which tokens and reports name it; survives the cutting of sub-histories. */
    public int number() {
        return history.number(index);
    }

    /** How it ended: {@link Type#OK}, {@link Type#FAIL} or {@link Type#INFO}; never ended is info. */
    public Type type() {
        return history.type(index);
    }

    public boolean ok() {
        return type() == Type.OK;
    }

    public String process() {
        return history.processName(history.processId(index));
    }

    public String f() {
        return history.fName(history.fId(index));
    }

    public Value key() {
        return history.key(history.keyId(index));
    }

    /** The argument of the invocation. */
    public Value input() {
        return history.value(history.inputCell(index));
    }

    /** The result of the completion; nil if there is none. */
    public Value output() {
        return history.value(history.outputCell(index));
    }

    /** The site that served it, or an empty string. */
    public String site() {
        return history.siteName(history.siteId(index));
    }

    /** The index, in this history, of the gread whose context it carries, or {@link Entry#NONE}. */
    public int token() {
        return history.token(index);
    }

    public String outcome() {
        return history.outcome(index);
    }

    public String error() {
        return history.error(index);
    }

    /** Nanoseconds; the place among the entries if the history has no times. */
    public long invokedAt() {
        return history.invokedAt(index);
    }

    /** As {@link #invokedAt}, of its completion; {@link Long#MAX_VALUE} if none was recorded. */
    public long completedAt() {
        return history.completedAt(index);
    }

    /** Whether it surely ended before the other one began. */
    public boolean precedes(Op other) {
        return history.returnRank(index) < history.invokeRank(other.index);
    }

    /** As a report shows it: {@code #12 c3 write x 5 -> ok}. */
    @Override
    public String toString() {
        StringBuilder text = new StringBuilder("#").append(number()).append(' ').append(process());
        text.append(' ').append(f());
        if (!key().isNil()) {
            text.append(' ').append(key());
        }
        if (!input().isNil()) {
            text.append(' ').append(input());
        }
        text.append(" -> ").append(type().word());
        if (ok() && !output().equals(input())) {
            text.append(' ').append(output());
        }
        return outcome().isEmpty()
                ? text.toString()
                : text.append(' ').append(outcome()).toString();
    }
}
