package kyoten.check.linear;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** One way things may stand with any object: its state, and which of the open operations have had their turn. */
final class Stance {
    final int state;
    final long[] done;

    /** The instant of the last call that overwrote everything, or -1. */
    final int occasion;

    @Nullable
    Trail trail;

    Stance(int state, long[] done, int occasion, @Nullable Trail trail) {
        this.state = state;
        this.done = done;
        this.occasion = occasion;
        this.trail = trail;
    }

    boolean isDone(int slot) {
        return slot >> 6 < done.length && (done[slot >> 6] & (1L << slot)) != 0;
    }

    Stance after(int next, int slot, int words, int lastOccasion) {
        long[] more = Arrays.copyOf(done, words);
        more[slot >> 6] |= 1L << slot;
        return new Stance(next, more, lastOccasion, trail);
    }

    /** As this one, but the operation of this slot has returned. */
    Stance without(int slot, int words) {
        long[] fewer = Arrays.copyOf(done, words);
        fewer[slot >> 6] &= ~(1L << slot);
        return new Stance(state, fewer, occasion, trail);
    }

    /** As this one, whose state has another number now. */
    Stance of(int renumbered) {
        return new Stance(renumbered, done, occasion, trail);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Stance stance
                && stance.state == state
                && stance.occasion == occasion
                && Arrays.equals(stance.done, done);
    }

    @Override
    public int hashCode() {
        long hash = (state * 31L + occasion + 1) * 0xBF58476D1CE4E5B9L; // else numbers and bits of like size meet
        for (long word : done) {
            hash = (hash ^ word) * 0x9E3779B97F4A7C15L;
            hash ^= hash >>> 29;
        }
        return (int) (hash ^ (hash >>> 32));
    }
}
