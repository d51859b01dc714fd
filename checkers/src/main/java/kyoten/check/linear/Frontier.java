package kyoten.check.linear;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** A set of configurations without any that another one dominates. Equal ones: the first stays, so that runs are alike. */
final class Frontier {
    private static final int FEW = 24;

    private final Window window;
    private List<Config> configs = new ArrayList<>();
    private int[] heads = new int[64];

    Frontier(Window window) {
        this.window = window;
    }

    List<Config> configs() {
        return configs;
    }

    void replace(List<Config> candidates) {
        configs = candidates.size() <= FEW ? few(candidates) : many(candidates);
    }

    /**
     * Keeps the most promising configurations of each value, in turns, if there are more than so many.
     *
     * @return whether any was left out
     */
    boolean narrow(int width) {
        if (configs.size() <= width) {
            return false;
        }
        List<Config> sorted = new ArrayList<>(configs);
        sorted.sort(Comparator.comparingInt((Config config) -> config.uses(window))
                .thenComparingInt(config -> -config.occasion)
                .thenComparingInt(config -> -config.tokens.length));
        Map<Long, Integer> turns = new HashMap<>();
        sorted.forEach(config -> config.turn = turns.merge(config.value, 1, Integer::sum));
        sorted.sort(Comparator.comparingInt(config -> config.turn));
        configs = new ArrayList<>(sorted.subList(0, width));
        return true;
    }

    private List<Config> few(List<Config> candidates) {
        List<Config> kept = new ArrayList<>(candidates.size());
        for (Config candidate : candidates) {
            boolean needed = true;
            for (int i = 0; i < kept.size() && needed; i++) {
                Config other = kept.get(i);
                needed = other.value != candidate.value || !other.dominates(candidate, window);
            }
            if (needed) {
                kept.removeIf(other -> other.value == candidate.value && candidate.dominates(other, window));
                kept.add(candidate);
            }
        }
        return kept;
    }

    /** As {@link #few}, comparing within chains of values of equal hash only. */
    private List<Config> many(List<Config> candidates) {
        if (heads.length < candidates.size()) {
            heads = new int[Integer.highestOneBit(candidates.size()) << 1];
        }
        Arrays.fill(heads, -1);
        Config[] all = candidates.toArray(new Config[0]);
        int[] next = new int[all.length];
        for (int i = 0; i < all.length; i++) {
            int bucket = (int) (all[i].value * 0x9E3779B97F4A7C15L >>> 40) & (heads.length - 1);
            if (prune(all, next, bucket, i)) {
                next[i] = heads[bucket];
                heads[bucket] = i;
            }
        }
        List<Config> kept = new ArrayList<>(all.length);
        for (Config config : all) {
            if (config != null) {
                kept.add(config);
            }
        }
        return kept;
    }

    private boolean prune(Config[] all, int[] next, int bucket, int candidate) {
        int previous = -1;
        for (int i = heads[bucket]; i >= 0; i = next[i]) {
            if (all[i].value == all[candidate].value) {
                if (all[i].dominates(all[candidate], window)) {
                    all[candidate] = null;
                    return false;
                }
                if (all[candidate].dominates(all[i], window)) {
                    all[i] = null;
                    if (previous < 0) {
                        heads[bucket] = next[i];
                    } else {
                        next[previous] = next[i];
                    }
                    continue;
                }
            }
            previous = i;
        }
        return true;
    }
}
