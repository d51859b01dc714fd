package kyoten.check.linear;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.LongUnaryOperator;
import java.util.stream.IntStream;

/** What may happen to a configuration at an instant, or may be decided to have happened at an earlier one. */
final class Moves {
    private static final int[] NOTHING = {};

    private final Window window;
    private final Chains chains;
    private final LongUnaryOperator canonical;
    private final boolean tracing;

    /** A configuration, and the token that a chain of hidden operations has in hand. */
    record Held(Config config, Config.Token token) {}

    /**
     * @param chains of the swaps in the window
     * @param canonical the value that stands for all that are as good as this one
     * @param tracing whether configurations remember their order
     */
    Moves(Window window, Chains chains, LongUnaryOperator canonical, boolean tracing) {
        this.window = window;
        this.chains = chains;
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
        for (int instant : instants(config, earliest)) {
            for (Chains.Chain chain : chains.to(config, value, instant)) {
                past(config, chain, instant, ways);
            }
        }
        return ways;
    }

    /** The instants that are over and still of use: those of tokens, and the occasion. */
    private static int[] instants(Config config, int earliest) {
        if (config.tokens.length == 0) {
            return config.occasion < earliest ? NOTHING : new int[] {config.occasion};
        }
        return IntStream.concat(
                        Arrays.stream(config.tokens).mapToInt(Config.Token::instant), IntStream.of(config.occasion))
                .filter(instant -> instant >= earliest)
                .distinct()
                .toArray();
    }

    private void past(Config config, Chains.Chain chain, int instant, List<Held> ways) {
        for (Config.Token token : config.tokens) {
            if (token.value() == chain.from() && token.instant() == instant) {
                Config without = config.marked(chain.slots());
                without.remove(token);
                ways.add(usePast(new Held(without, token), chain.slots()));
            }
        }
        int write = instant == config.occasion ? soonest(config, chain.from(), instant) : -1;
        if (write >= 0) {
            ways.add(usePast(hide(config.marked(chain.slots()), write), chain.slots()));
        }
    }

    private Held usePast(Held first, int[] slots) {
        Held held = first;
        for (int slot : slots) {
            held = usePast(held, slot);
        }
        return held;
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
        for (Chains.Chain chain : chains.to(config, value, now)) {
            if (config.value == chain.from()) {
                ways.add(swapped(config.marked(chain.slots()), chain.slots(), now));
            }
            int write = soonest(config, chain.from(), now);
            if (write >= 0) {
                ways.add(swapped(overwrite(config.marked(chain.slots()), write, now), chain.slots(), now));
            }
        }
        return ways;
    }

    private Config swapped(Config config, int[] slots, int now) {
        for (int slot : slots) {
            swap(config, slot, now);
        }
        return config;
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
}
