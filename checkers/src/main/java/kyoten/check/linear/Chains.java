package kyoten.check.linear;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Finds the chains of open swaps that end in a value, each swap meeting what the one before it put.
 *
 * <p>All of a chain happens at one instant, so that chains of the same swaps in another order are one: they begin with the same
 * value, unless they end where they begin, and show the same values on their way. And of equal swaps the one is used that leaves
 * the better other: that need not happen, or is open longer, or could have happened before.
 */
final class Chains {
    private final Window window;
    private final int most;
    private boolean cut;

    /**
     * @param from the value that the first swap meets, or the last value if there is none
     * @param slots of the swaps, in order
     */
    record Chain(long from, int[] slots) {
        private Chain after(long expected, int slot) {
            int[] more = new int[slots.length + 1];
            more[0] = slot;
            System.arraycopy(slots, 0, more, 1, slots.length);
            return new Chain(expected, more);
        }
    }

    /**
     * @param most how many chains are looked for at a time, the shortest first
     */
    Chains(Window window, int most) {
        this.window = window;
        this.most = most;
    }

    /** Whether there were ever more chains than were looked for. */
    boolean wereCut() {
        return cut;
    }

    /** All chains of swaps that are not done and were open at an instant, and the empty one. */
    List<Chain> to(Config config, long value, int instant) {
        Chain empty = new Chain(value, new int[0]);
        if (window.swaps.count == 0) {
            return List.of(empty);
        }
        List<Chain> chains = new ArrayList<>();
        chains.add(empty);
        Set<BitSet> known = new HashSet<>();
        for (int next = 0; next < chains.size(); next++) {
            if (chains.size() >= most) {
                cut = true;
                return chains;
            }
            lengthen(chains.get(next), config, instant, known, chains);
        }
        return chains;
    }

    private void lengthen(Chain chain, Config config, int instant, Set<BitSet> known, List<Chain> chains) {
        Config used = config.marked(chain.slots);
        for (int i = 0; i < window.swaps.count; i++) {
            int slot = window.swaps.at[i];
            if (isUsable(used, slot, instant)
                    && window.written(slot) == chain.from
                    && isBest(used, slot, instant)
                    && known.add(with(used.done, slot))) {
                chains.add(chain.after(window.expected(slot), slot));
            }
        }
    }

    private boolean isUsable(Config config, int slot, int instant) {
        return !config.isDone(slot) && window.invoke(slot) <= instant;
    }

    private static BitSet with(long[] done, int slot) {
        BitSet used = BitSet.valueOf(done);
        used.set(slot);
        return used;
    }

    /** Whether no equal swap should be used before this one. */
    private boolean isBest(Config config, int slot, int instant) {
        for (int i = 0; i < window.swaps.count; i++) {
            int other = window.swaps.at[i];
            if (other != slot
                    && window.written(other) == window.written(slot)
                    && window.expected(other) == window.expected(slot)
                    && isUsable(config, other, instant)
                    && leavesBetter(config, other, slot)) {
                return false;
            }
        }
        return true;
    }

    /** Whether the second of two equal swaps serves all that the first would, so that the first should go before it. */
    private boolean leavesBetter(Config config, int slot, int left) {
        boolean freer = window.isOptional(left) || !window.isOptional(slot);
        if (!freer || window.close(slot) > window.close(left)) {
            return false;
        }
        boolean alike = window.isOptional(left) == window.isOptional(slot) && window.close(slot) == window.close(left);
        if (alike) { // of these the one that could have happened before stays
            return window.invoke(left) < window.invoke(slot);
        }
        return window.invoke(left) < window.invoke(slot)
                || !isOfUseBetween(config, window.invoke(slot), window.invoke(left));
    }

    /** Whether an instant that is over and still of use lies where the one was open already and the other was not. */
    private static boolean isOfUseBetween(Config config, int from, int to) {
        return from <= config.occasion && config.occasion < to
                || Arrays.stream(config.tokens).anyMatch(token -> from <= token.instant() && token.instant() < to);
    }
}
