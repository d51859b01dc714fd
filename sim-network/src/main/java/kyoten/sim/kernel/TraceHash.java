package kyoten.sim.kernel;

/** A running 64-bit hash over all that happens in a run, in order. Equal runs have equal hashes. */
public final class TraceHash {
    private long hash = 0x6B796F74656E0001L;

    /** The hash of what has happened so far. */
    public long value() {
        return hash;
    }

    /** Takes in a number. */
    public void add(long value) {
        long mixed = (hash ^ value) * 0xC2B2AE3D27D4EB4FL;
        hash = mixed ^ Long.rotateLeft(mixed, 29);
    }

    /** Takes in bytes, their number included. */
    public void add(byte[] bytes) {
        add(Mix.bytes(bytes));
    }

    /** Takes in a text. */
    public void add(String text) {
        add(Mix.text(text));
    }
}
