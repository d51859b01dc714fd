package kyoten.check.linear;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * One way things may stand with a register: its value, and which of the open operations have had their turn.
 *
 * <p>{@link RegisterSearch} tells what the occasion and the tokens are. Mutable while its search builds it; never shared.
 */
final class Config {
    static final Token[] NO_TOKENS = {};

    /** A value that the register had at some past instant, and that a swap open then may still have used. */
    record Token(long value, int instant, int chain) {}

    long value;
    int occasion;
    long[] done;
    Token[] tokens;

    @Nullable
    Trail trail;

    /** How many of the same value were more promising; of use while the frontier is narrowed. */
    int turn;

    Config(long value, int words) {
        this.value = value;
        this.occasion = -1;
        this.done = new long[words];
        this.tokens = NO_TOKENS;
    }

    private Config(Config other) {
        value = other.value;
        occasion = other.occasion;
        done = other.done.clone();
        tokens = other.tokens;
        trail = other.trail;
    }

    Config copy() {
        return new Config(this);
    }

    boolean isDone(int slot) {
        return (done[slot >> 6] & (1L << slot)) != 0;
    }

    void setDone(int slot) {
        done[slot >> 6] |= 1L << slot;
    }

    void clear(int slot) {
        done[slot >> 6] &= ~(1L << slot);
    }

    /** A copy in which these had their turn. */
    Config marked(int[] slots) {
        Config copy = copy();
        for (int slot : slots) {
            copy.setDone(slot);
        }
        return copy;
    }

    void add(Token token) {
        tokens = Arrays.copyOf(tokens, tokens.length + 1);
        tokens[tokens.length - 1] = token;
    }

    void remove(Token token) {
        Token[] fewer = new Token[tokens.length - 1];
        int kept = 0;
        boolean gone = false;
        for (Token other : tokens) {
            if (!gone && other == token) {
                gone = true;
            } else {
                fewer[kept++] = other;
            }
        }
        tokens = fewer;
    }

    /** How many writes have been used, less the observers that have been served: few is promising. */
    int uses(Window window) {
        int uses = 0;
        for (int word = 0; word < done.length; word++) {
            uses += Long.bitCount(done[word] & window.spendable[word]);
            uses -= Long.bitCount(done[word] & window.observers[word]);
        }
        return uses;
    }

    /** Whether all that may follow the other configuration may follow this one too. Both have the same value. */
    boolean dominates(Config other, Window window) {
        if (occasion < other.occasion) {
            return false;
        }
        for (int word = 0; word < done.length; word++) {
            long mine = done[word];
            long theirs = other.done[word];
            if ((theirs & ~mine & window.observers[word]) != 0
                    || (mine & ~theirs & window.spendable[word]) != 0
                    || ((mine ^ theirs) & window.exact[word]) != 0) {
                return false;
            }
        }
        return other.tokens.length == 0 || hasTokensOf(other);
    }

    private boolean hasTokensOf(Config other) {
        if (tokens.length < other.tokens.length) {
            return false;
        }
        boolean[] used = new boolean[tokens.length];
        for (Token wanted : other.tokens) {
            int best = -1;
            for (int i = 0; i < tokens.length; i++) {
                boolean fits = !used[i] && tokens[i].value == wanted.value && tokens[i].instant >= wanted.instant;
                if (fits && (best < 0 || tokens[i].instant < tokens[best].instant)) {
                    best = i;
                }
            }
            if (best < 0) {
                return false;
            }
            used[best] = true;
        }
        return true;
    }
}
