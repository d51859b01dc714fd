package kyoten.check.linear;

import java.util.Arrays;

/** One way things may stand with any object: its state, and which of the open operations have had their turn. */
final class Stance {
    final int state;
    final long[] done;
    Trail trail;

    Stance(int state, long[] done, Trail trail) {
        this.state = state;
        this.done = done;
        this.trail = trail;
    }

    boolean isDone(int slot) {
        return slot >> 6 < done.length && (done[slot >> 6] & (1L << slot)) != 0;
    }

    Stance after(int next, int slot, int words) {
        long[] more = Arrays.copyOf(done, words);
        more[slot >> 6] |= 1L << slot;
        return new Stance(next, more, trail);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Stance stance && stance.state == state && Arrays.equals(stance.done, done);
    }

    @Override
    public int hashCode() {
        long hash = state;
        for (long word : done) {
            hash = (hash ^ word) * 0x9E3779B97F4A7C15L;
            hash ^= hash >>> 29;
        }
        return (int) (hash ^ (hash >>> 32));
    }
}
