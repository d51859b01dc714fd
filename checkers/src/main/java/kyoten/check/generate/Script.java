package kyoten.check.generate;

/** The operations of a history being made, in columns: when each was invoked and answered, what it asked and what it was told. */
final class Script {
    static final byte READ = 0;
    static final byte WRITE = 1;
    static final byte CAS = 2;

    static final byte OK = 0;
    static final byte FAIL = 1;
    static final byte INFO = 2;

    /** The value of a register that nobody has written. */
    static final long EMPTY = -1;

    /** When an operation takes effect that never does. */
    static final long NEVER = Long.MAX_VALUE;

    final int size;
    final int[] client;
    final int[] key;
    final byte[] kind;
    final byte[] outcome;
    final long[] invoked;
    final long[] effect;
    final long[] answered;
    /** What a compare-and-set expects. */
    final long[] expected;
    /** What a write or compare-and-set sets. */
    final long[] written;
    /** What a read saw. */
    final long[] read;

    Script(int size) {
        this.size = size;
        client = new int[size];
        key = new int[size];
        kind = new byte[size];
        outcome = new byte[size];
        invoked = new long[size];
        effect = new long[size];
        answered = new long[size];
        expected = new long[size];
        written = new long[size];
        read = new long[size];
    }

    boolean writes(int op) {
        return kind[op] == WRITE || (kind[op] == CAS && outcome[op] != FAIL);
    }

    boolean isRead(int op) {
        return kind[op] == READ && outcome[op] == OK;
    }
}
