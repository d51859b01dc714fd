package kyoten.check.linear;

import java.util.ArrayList;
import java.util.List;
import kyoten.check.Limits;

/**
 * Decides whether the operations on a register (read, write, compare-and-set) are linearizable, in memory for the operations
 * that are open at a time.
 *
 * <p>It advances the set of all ways in which things may stand (Lowe, "Testing for linearizability", 2017), event by event:
 * an invocation opens a slot, and at a return every configuration in which that operation has not had its turn is replaced by
 * those in which it has. When none is left, this very return has no explanation. What keeps the set small:
 *
 * <ol>
 *   <li><b>Reads that match cost nothing.</b> An open read whose value the register holds has its turn at once: whatever can
 *       follow without that can follow with it.
 *   <li><b>A blind write hides others.</b> Each write that is open when another one takes effect may have taken effect just before,
 *       unseen. So it is enough to remember the last <em>occasion</em>, the instant of the last blind write: every open write
 *       invoked by then is <em>free</em>. It may return at no cost, and until then it may still be used, either now, or at that
 *       occasion for a read or swap that was open then too. Nothing is decided before somebody returns who needs it.
 *   <li><b>A value that was overwritten may have been swapped first.</b> The value before a blind write, and one that a hidden
 *       write put, stay as <em>tokens</em> while a swap is open that could have used them.
 *   <li><b>Equal operations are one.</b> Of equal writes or swaps that are open the one that returns first is used. Swaps that
 *       happen one after another at one instant are a set, in whatever order ({@link Chains}); a swap of a value for itself is a
 *       read.
 *   <li><b>Dominated configurations go</b>: same value, a later occasion, more reads done, fewer writes used, the same swaps.
 *   <li><b>Values that nobody will ask for are one value</b>, if the whole history is at hand: it counts, for every value, the
 *       reads and swaps to come. Then an indeterminate write of such a value is none, and a free one just goes.
 * </ol>
 *
 * <p>A returning write therefore has two fates: it was hidden (if it was free), or it takes effect now. A returning read or swap
 * takes every chain that ends in its value: [a write,] swaps, itself; now or at an instant that has passed.
 */
final class RegisterSearch {
    private static final int NARROW = 24;
    private static final int WIDER = 16;
    private static final int WIDE = 100_000;

    /** How many chains of swaps are looked for at a time, for each configuration that may be kept. */
    private static final int CHAINS = 4;

    private final Track track;
    private final Limits limits;
    private final Window window;
    private final Chains chains;
    private final Moves moves;
    private final Frontier frontier;
    private int[] slots;

    /** How many operations to come, or open, ask for each value; empty if nobody knows. */
    private final int[] asked;

    private final boolean dropsUseless;
    private final int width;
    private boolean narrowed;
    private boolean over;
    private boolean tooMany;
    private int looked;
    private long steps;

    /**
     * @param values values of the track are below this; or 0 if they are any, and nothing is known of the operations to come
     * @param width how many configurations are kept; if there are more, the most promising
     * @param tracing whether the order is to be told
     */
    RegisterSearch(Track track, int values, Limits limits, int width, boolean tracing) {
        this.track = track;
        this.width = width;
        this.limits = limits;
        this.window = new Window(track);
        this.asked = new int[values];
        this.dropsUseless = values > 0 && countAsked();
        this.chains = new Chains(window, width < Integer.MAX_VALUE / CHAINS ? CHAINS * width : width);
        this.moves = new Moves(window, chains, this::canonical, tracing);
        this.frontier = new Frontier(window);
        this.slots = new int[track.size];
        List<Config> first = new ArrayList<>();
        first.add(new Config(canonical(0), 1));
        frontier.replace(first);
    }

    /**
     * Searches with few configurations first, which is enough for most histories that hold, then with more; only a search that
     * left none out says that there is no order.
     *
     * @param values values of the track are below this, and the register's first value is 0; or 0 if values are any, and
     *     nothing is known of the operations to come
     */
    static Outcome widening(Track track, int values, Limits limits, boolean tracing) {
        for (int width = NARROW; ; width = width > WIDE ? Integer.MAX_VALUE : width * WIDER) {
            RegisterSearch search = new RegisterSearch(track, values, limits, width, tracing);
            Outcome outcome = search.run();
            if (!(outcome instanceof Outcome.GaveUp gaveUp) || !gaveUp.limit().equals("width")) {
                return outcome;
            }
        }
    }

    /** Whether no operation asks for "any other value": then an unasked value is of no use at all. */
    private boolean countAsked() {
        boolean useless = true;
        for (int row = 0; row < track.size; row++) {
            if (track.kind[row] != Track.Kind.WRITE) {
                asked[(int) track.expected[row]]++;
            }
            useless &= track.kind[row] != Track.Kind.OTHER;
        }
        return useless;
    }

    private long canonical(long value) {
        return asked.length > 0 && (value == asked.length || asked[(int) value] == 0) ? asked.length : value;
    }

    private boolean changesNothing(int row) {
        return track.kind[row] == Track.Kind.SWAP && track.expected[row] == track.written[row];
    }

    private boolean isUseless(long value) {
        return dropsUseless && asked[(int) value] == 0;
    }

    Outcome run() {
        int[] events = track.events();
        for (int i = 0; i < events.length; i++) {
            int row = events[i] >> 1;
            if ((events[i] & 1) == 0) {
                onInvoke(row);
            } else if (!onReturn(row)) {
                return isNarrowed() ? new Outcome.GaveUp("width", i + 1, width) : new Outcome.Stuck(row);
            }
            int configurations = frontier.configs().size();
            if (isOver(i)) {
                return new Outcome.GaveUp(limitName(configurations), i + 1, configurations);
            }
        }
        return new Outcome.Found(Trail.inOrder(frontier.configs().get(0).trail));
    }

    /** Whether a limit is reached, now that an event more is behind it. */
    boolean isOver(int event) {
        int configurations = frontier.configs().size();
        steps += configurations;
        return over
                || steps > limits.steps()
                || bytes(configurations) > limits.bytes()
                || (event & 255) == 0 && stops();
    }

    private boolean stops() {
        return limits.stop().getAsBoolean();
    }

    /** Whether a limit is reached in the middle of an event, with so many configurations at hand. */
    private boolean isOverAt(int configurations) {
        tooMany = bytes(configurations) > limits.bytes();
        over = tooMany || stops();
        return over;
    }

    /** Whether configurations were left out, so that a return without explanation proves nothing. */
    boolean isNarrowed() {
        return narrowed || chains.wereCut();
    }

    /** All ways in which things may stand. */
    List<Config> configs() {
        return frontier.configs();
    }

    String limitName(int configurations) {
        if (steps > limits.steps()) {
            return limits.steps() + " steps";
        }
        return tooMany || bytes(configurations) > limits.bytes() ? limits.bytes() + " bytes" : "the time";
    }

    private long bytes(int configurations) {
        return configurations * (120L + 8L * window.words());
    }

    void onInvoke(int row) {
        Track.Kind kind = track.role(row);
        boolean changes = kind == Track.Kind.WRITE || kind == Track.Kind.SWAP;
        if (track.optional[row] && changes && (isUseless(track.written[row]) || changesNothing(row))) {
            slots[row] = -1;
            return;
        }
        int slot = window.open(row);
        slots = row < slots.length ? slots : java.util.Arrays.copyOf(slots, track.size);
        slots[row] = slot;
        for (Config config : frontier.configs()) {
            if (config.done.length < window.words()) {
                config.done = java.util.Arrays.copyOf(config.done, window.words());
            }
            if (!changes && moves.matches(slot, config.value)) {
                moves.observeNow(config, track.invoke[row]);
            }
        }
    }

    /** Whether any configuration explains this return. */
    boolean onReturn(int row) {
        int slot = slots[row];
        if (slot < 0) {
            return true;
        }
        List<Config> next = new ArrayList<>();
        for (Config config : frontier.configs()) {
            if (config.isDone(slot)) {
                next.add(config);
            } else {
                fates(config, slot, row, next);
            }
            if ((++looked & 255) == 0 && isOverAt(next.size())) {
                return true;
            }
        }
        if (next.isEmpty()) {
            return false;
        }
        if (track.kind[row] != Track.Kind.WRITE && asked.length > 0) {
            asked[(int) track.expected[row]]--;
        }
        window.release(slot);
        for (Config config : next) {
            config.clear(slot);
            config.value = asked.length > 0 ? canonical(config.value) : config.value;
            if (config.tokens.length > 0) {
                moves.dropTokens(config);
            }
        }
        frontier.replace(next);
        narrowed |= frontier.narrow(width);
        return true;
    }

    private void fates(Config config, int slot, int row, List<Config> next) {
        switch (window.kind(slot)) {
            case READ -> fatesOfRead(config, track.expected[row], row, next);
            case OTHER -> fatesOfOther(config, row, next);
            case WRITE -> fatesOfWrite(config, slot, row, next);
            case SWAP -> fatesOfSwap(config, slot, row, next);
            default -> throw new IllegalStateException("a kind without fates: " + window.kind(slot));
        }
    }

    private void fatesOfRead(Config config, long value, int row, List<Config> next) {
        if (track.optional[row]) {
            next.add(config.copy());
        }
        for (Moves.Held held : moves.past(config, value, track.invoke[row])) {
            moves.addToken(held.config(), held.token());
            next.add(held.config());
        }
        next.addAll(moves.present(config, value, track.close[row]));
    }

    /** Any value but the expected one will do, and only open writes and swaps can put one. */
    private void fatesOfOther(Config config, int row, List<Config> next) {
        long[] values = java.util.stream.IntStream.concat(
                        java.util.Arrays.stream(window.writes.at, 0, window.writes.count),
                        java.util.Arrays.stream(window.swaps.at, 0, window.swaps.count))
                .mapToLong(window::written)
                .filter(value -> value != track.expected[row])
                .distinct()
                .toArray();
        for (long value : values) {
            fatesOfRead(config, value, row, next);
        }
    }

    private void fatesOfWrite(Config config, int slot, int row, List<Config> next) {
        boolean free = config.occasion >= track.invoke[row];
        if (free) {
            Moves.Held hidden = moves.hide(config.copy(), slot);
            moves.addToken(hidden.config(), hidden.token());
            next.add(hidden.config());
        } else if (track.optional[row]) {
            next.add(config.copy());
        }
        if (!(free || track.optional[row]) || !isUseless(track.written[row])) {
            next.add(moves.overwrite(config, slot, track.close[row]));
        }
    }

    private void fatesOfSwap(Config config, int slot, int row, List<Config> next) {
        if (track.optional[row]) {
            next.add(config.copy());
        }
        Config marked = config.copy();
        marked.setDone(slot);
        for (Moves.Held held : moves.past(marked, track.expected[row], track.invoke[row])) {
            Moves.Held used = moves.usePast(held, slot);
            moves.addToken(used.config(), used.token());
            next.add(used.config());
        }
        for (Config ready : moves.present(marked, track.expected[row], track.close[row])) {
            moves.swap(ready, slot, track.close[row]);
            next.add(ready);
        }
    }
}
