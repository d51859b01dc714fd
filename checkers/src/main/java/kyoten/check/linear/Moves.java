package kyoten.check.linear;

import java.util.ArrayList;
import java.util.List;
import java.util.function.LongUnaryOperator;

/** What may happen to a configuration at an instant, or may be decided to have happened at an earlier one. */
final class Moves {
    private final Window window;
    private final LongUnaryOperator canonical;
    private final boolean tracing;

    /** A configuration, and the token that a chain of hidden operations has in hand. */
    record Held(Config config, Config.Token token) {}

    /**
     * @param canonical the value that stands for all that are as good as this one
     * @param tracing whether configurations remember their order
     */
    Moves(Window window, LongUnaryOperator canonical, boolean tracing) {
        this.window = window;
        this.canonical = canonical;
        this.tracing = tracing;
    }

    /** A blind write takes effect now, in a new configuration; what was there before becomes a token. */
    Config overwrite(Config from, int slot, int now) {
        Config to = from.copy();
        addToken(to, new Config.Token(from.value, now, 0));
        to.occasion = now;
        to.setDone(slot);
        show(to, slot, now);
        return to;
    }

    /** A swap takes effect now. */
    void swap(Config config, int slot, int now) {
        config.setDone(slot);
        show(config, slot, now);
    }

    private void show(Config config, int slot, int now) {
        config.value = canonical.applyAsLong(window.written(slot));
        place(config, slot, now, Trail.VISIBLE);
        observeNow(config, now);
    }

    /** Every open read that matches now costs nothing. */
    void observeNow(Config config, int now) {
        for (int i = 0; i < window.reads.count; i++) {
            int slot = window.reads.at[i];
            if (!config.isDone(slot) && matches(slot, config.value)) {
                config.setDone(slot);
                place(config, slot, now, Trail.VISIBLE);
            }
        }
    }

    private void observePast(Config config, Config.Token token) {
        for (int i = 0; i < window.reads.count; i++) {
            int slot = window.reads.at[i];
            if (window.invoke(slot) <= token.instant() && !config.isDone(slot) && matches(slot, token.value())) {
                config.setDone(slot);
                place(config, slot, token.instant(), token.chain());
            }
        }
    }

    boolean matches(int slot, long value) {
        return (window.expected(slot) == value) == (window.kind(slot) == Track.Kind.READ);
    }

    private void place(Config config, int slot, int instant, int chain) {
        if (tracing) {
            config.trail = new Trail(window.row(slot), Trail.place(instant, chain), config.trail);
        }
    }

    /**
     * Keeps a token if an open swap can use it. Of tokens of one value the later ones serve whoever an earlier one serves, so
     * that no more are kept than there are swaps to use them.
     */
    void addToken(Config config, Config.Token token) {
        int users = users(config, token.value(), token.instant());
        if (users == 0) {
            return;
        }
        int alike = 0;
        Config.Token earliest = token;
        for (Config.Token other : config.tokens) {
            if (other.value() == token.value()) {
                alike++;
                earliest = other.instant() < earliest.instant() ? other : earliest;
            }
        }
        if (alike >= users(config, token.value(), Integer.MAX_VALUE)) {
            if (earliest == token) {
                return;
            }
            config.remove(earliest);
        }
        config.add(token);
    }

    /** Drops tokens that no open swap can use any more. */
    void dropTokens(Config config) {
        Config.Token[] before = config.tokens;
        boolean all = true;
        for (Config.Token token : before) {
            all &= users(config, token.value(), token.instant()) > 0;
        }
        if (all && before.length == 1) {
            return;
        }
        config.tokens = Config.NO_TOKENS;
        for (Config.Token token : before) {
            addToken(config, token);
        }
    }

    /** How many open swaps, invoked by an instant and not done, expect a value. */
    private int users(Config config, long value, int instant) {
        int users = 0;
        for (int i = 0; i < window.swaps.count; i++) {
            int slot = window.swaps.at[i];
            if (window.expected(slot) == value && window.invoke(slot) <= instant && !config.isDone(slot)) {
                users++;
            }
        }
        return users;
    }

    /** A write that was open at the occasion happened just before it, hidden; the configuration is changed. */
    Held hide(Config config, int slot) {
        int chain = slot + 1;
        Config.Token token = new Config.Token(window.written(slot), config.occasion, chain);
        config.setDone(slot);
        place(config, slot, config.occasion, chain);
        observePast(config, token);
        return new Held(config, token);
    }

    /** All ways in which the register may have held a value, hidden, at or after an instant. */
    List<Held> past(Config config, long value, int earliest) {
        List<Held> ways = new ArrayList<>();
        for (Config.Token token : config.tokens) {
            if (token.value() == value && token.instant() >= earliest) {
                Config without = config.copy();
                without.remove(token);
                ways.add(new Held(without, token));
            }
        }
        int write = config.occasion >= earliest ? soonest(config, value, config.occasion) : -1;
        if (write >= 0) {
            ways.add(hide(config.copy(), write));
        }
        for (int i = 0; i < window.swaps.count; i++) {
            int slot = window.swaps.at[i];
            if (!config.isDone(slot) && window.written(slot) == value) {
                pastSwap(config, slot, earliest, ways);
            }
        }
        return ways;
    }

    private void pastSwap(Config config, int slot, int earliest, List<Held> ways) {
        Config marked = config.copy();
        marked.setDone(slot);
        int begin = Math.max(earliest, window.invoke(slot));
        for (Held held : past(marked, window.expected(slot), begin)) {
            ways.add(usePast(held, slot));
        }
    }

    /** A swap uses the value in hand, and puts its own in its place. */
    Held usePast(Held held, int slot) {
        Config.Token token = new Config.Token(window.written(slot), held.token.instant(), held.token.chain());
        held.config.setDone(slot);
        place(held.config, slot, token.instant(), token.chain());
        observePast(held.config, token);
        return new Held(held.config, token);
    }

    /** All ways in which the register may come to hold a value now. */
    List<Config> present(Config config, long value, int now) {
        List<Config> ways = new ArrayList<>();
        if (config.value == value) {
            ways.add(config.copy());
        }
        int write = soonest(config, value, now);
        if (write >= 0) {
            ways.add(overwrite(config, write, now));
        }
        for (int i = 0; i < window.swaps.count; i++) {
            int slot = window.swaps.at[i];
            if (!config.isDone(slot) && window.written(slot) == value && soonestTwin(config, i)) {
                Config marked = config.copy();
                marked.setDone(slot);
                for (Config ready : present(marked, window.expected(slot), now)) {
                    swap(ready, slot, now);
                    ways.add(ready);
                }
            }
        }
        return ways;
    }

    /** Of the unused open writes of a value invoked by an instant, the one that returns first: the others stay useful longer. */
    private int soonest(Config config, long value, int invokedBy) {
        int best = -1;
        for (int i = 0; i < window.writes.count; i++) {
            int slot = window.writes.at[i];
            if (window.written(slot) == value
                    && window.invoke(slot) <= invokedBy
                    && !config.isDone(slot)
                    && (best < 0 || window.close(slot) < window.close(best))) {
                best = slot;
            }
        }
        return best;
    }

    /** Whether no equal swap that is unused should be used before this one. */
    private boolean soonestTwin(Config config, int which) {
        int slot = window.swaps.at[which];
        for (int i = 0; i < window.swaps.count; i++) {
            int other = window.swaps.at[i];
            boolean twin = i != which
                    && !config.isDone(other)
                    && window.written(other) == window.written(slot)
                    && window.expected(other) == window.expected(slot);
            if (twin && isSooner(other, slot) && losesNothing(config, other, slot)) {
                return false;
            }
        }
        return true;
    }

    /** One that must happen is used before all that return no sooner; one that need not, only before its like. */
    private boolean isSooner(int slot, int other) {
        if (window.isOptional(slot) && !window.isOptional(other)) {
            return false;
        }
        boolean likeOptional = window.isOptional(slot) == window.isOptional(other);
        return window.close(slot) < window.close(other)
                || window.close(slot) == window.close(other) && (!likeOptional || slot < other);
    }

    /** Whether no instant that is still of use lies where the one was open already and the other was not. */
    private boolean losesNothing(Config config, int slot, int other) {
        int from = window.invoke(slot);
        int to = window.invoke(other);
        boolean between = from <= config.occasion && config.occasion < to;
        for (Config.Token token : config.tokens) {
            between |= from <= token.instant() && token.instant() < to;
        }
        return !between;
    }
}
