package kyoten.check.linear;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import kyoten.check.Limits;
import kyoten.history.Value;
import org.jspecify.annotations.Nullable;

/**
 * Decides whether operations on any modelled object are linearizable, by the set of all ways in which things may stand, event
 * by event (Lowe, "Testing for linearizability", 2017): at a return, every stance in which that operation has not had its turn
 * is replaced by those that some open operations and then it lead to. Operations that nobody needs yet wait.
 *
 * <p>What keeps the set small: observers have their turn as soon as they can; equal open operations are one class, of which the
 * one that returns first goes first; an operation that would do as well after the returning one is not put before it unless
 * somebody observes; of two stances of one state, that with more observers done and fewer optional operations used is enough.
 *
 * <p>A call that overwrites whatever there was hides blind ones: each that is open at that <em>occasion</em> may have taken
 * effect just before, unseen. So it need not be decided until it returns, and while it is open it is better not done. The same
 * is true of a call that would change nothing now: it can still be made, and then all stands as if it had been. And no step
 * takes away what somebody who has not had his turn shows, if nothing can bring it back ({@link Foresight}).
 */
final class StateSearch {
    private static final String WIDTH = "width";
    private static final int NARROW = 16;
    private static final int WIDER = 16;
    private static final int WIDE = 4_000;

    /** What the question may cost what else could have been answered: the states of all orders are too many. */
    private static final int FEW_STEPS = 500;

    private static final int FEW_ANSWERS = 8;

    private final Track track;
    private final Transitions<?> transitions;
    private final Limits limits;
    private final boolean tracing;
    private int[] slots;
    private final ModelWindow window;
    private final int width;
    private boolean narrowed;
    private List<Stance> stances = new ArrayList<>();
    private long steps;
    private boolean over;

    /**
     * @param width how many stances are kept; if there are more, those with more observers done and fewer others
     */
    StateSearch(Track track, Transitions<?> transitions, Limits limits, int width, boolean tracing) {
        this.track = track;
        this.width = width;
        this.transitions = transitions;
        this.limits = limits;
        this.tracing = tracing;
        this.slots = new int[track.size];
        this.window = new ModelWindow(track, transitions);
        stances.add(new Stance(0, new long[1], -1, null));
    }

    /** Searches with few stances first, then with all: only a search that left none out says that there is no order. */
    static Outcome widening(Track track, Model<?> model, Limits limits, boolean tracing) {
        Transitions<?> transitions = Transitions.of(track, model.knowing(Arrays.asList(track.calls)));
        for (int width = NARROW; ; width = width > WIDE ? Integer.MAX_VALUE : width * WIDER) {
            Outcome outcome = new StateSearch(track, transitions, limits, width, tracing).run();
            if (!(outcome instanceof Outcome.GaveUp gaveUp) || !gaveUp.limit().equals(WIDTH)) {
                return outcome;
            }
        }
    }

    /** Some of what the object might answer to a row's call: in the states that a short search of the track meets. */
    static List<Value> answers(Track track, Model<?> model, int row) {
        Transitions<?> transitions = Transitions.of(track, model);
        new StateSearch(track, transitions, Limits.steps(FEW_STEPS), WIDE, false).run();
        return transitions.answers(row).stream().limit(FEW_ANSWERS).toList();
    }

    Outcome run() {
        int[] events = track.events();
        for (int i = 0; i < events.length; i++) {
            int row = events[i] >> 1;
            if ((events[i] & 1) == 0) {
                onInvoke(row);
            } else {
                onReturn(row);
            }
            steps += stances.size();
            if (over || isOver(stances.size())) {
                return new Outcome.GaveUp(limitName(), i + 1, stances.size());
            }
            if (stances.isEmpty()) {
                return narrowed ? new Outcome.GaveUp(WIDTH, i + 1, width) : new Outcome.Stuck(row);
            }
        }
        return new Outcome.Found(Trail.inOrder(stances.get(0).trail));
    }

    private boolean isOver(int kept) {
        return steps > limits.steps()
                || kept * (64L + 8L * window.words()) + transitions.bytes() > limits.bytes()
                || limits.stop().getAsBoolean();
    }

    String limitName() {
        if (steps > limits.steps()) {
            return limits.steps() + " steps";
        }
        return limits.stop().getAsBoolean() ? "the time" : limits.bytes() + " bytes";
    }

    /** All ways in which things may stand. */
    List<Stance> stances() {
        return stances;
    }

    /** Whether stances were left out, so that a return without explanation proves nothing. */
    boolean isNarrowed() {
        return narrowed;
    }

    /** Whether a limit is reached, now that an event more is behind it. */
    boolean isOverNow() {
        steps += stances.size();
        return over || isOver(stances.size());
    }

    /** Forgets states and calls that nothing refers to any more. */
    void keepOnlyUsed() {
        int[] used = stances.stream()
                .mapToInt(stance -> stance.state)
                .distinct()
                .sorted()
                .toArray();
        transitions.keepOnly(used, window.rowsInUse());
        stances.replaceAll(stance -> stance.of(Arrays.binarySearch(used, stance.state)));
    }

    void onInvoke(int row) {
        slots = row < slots.length ? slots : Arrays.copyOf(slots, 2 * row);
        slots[row] = window.open(row);
        if (window.isObserver(slots[row])) {
            stances.replaceAll(stance -> observed(stance));
        }
    }

    void onReturn(int row) {
        int slot = slots[row];
        Set<Stance> next = new HashSet<>();
        List<Stance> order = new ArrayList<>();
        Set<Stance> seen = new HashSet<>();
        for (Stance stance : stances) {
            if (stance.isDone(slot) || track.optional[row]) {
                keep(stance.without(slot, window.words()), next, order);
            }
            if (!stance.isDone(slot)) {
                expand(stance, slot, track.close[row], seen, next, order);
            }
        }
        window.close(slot);
        stances = Dominance.undominated(order, window);
        if (stances.size() > width) {
            stances.sort(Comparator.comparingInt(window::promise));
            stances = new ArrayList<>(stances.subList(0, width));
            narrowed = true;
        }
    }

    private int call(int slot) {
        return transitions.callOf(window.row(slot));
    }

    /** All stances that some open operations and then this one lead to. */
    private void expand(Stance from, int slot, int now, Set<Stance> seen, Set<Stance> next, List<Stance> order) {
        ArrayDeque<Stance> open = new ArrayDeque<>();
        if (seen.add(from)) {
            open.push(from);
        }
        while (!open.isEmpty() && !over) {
            Stance stance = open.pop();
            steps++;
            over = (steps & 255) == 0 && isOver(seen.size());
            if (stance.isDone(slot)) {
                keep(stance.without(slot, window.words()), next, order);
                continue;
            }
            Stance end = stepped(stance, slot, now);
            if (end != null) {
                keep(end.without(slot, window.words()), next, order);
            }
            if (mayHide(stance, slot, now)) {
                keep(hidden(stance, slot), next, order);
            }
            for (int i = window.changers.count - 1; i >= 0; i--) {
                int other = window.changers.at[i];
                if (other != slot && !stance.isDone(other) && window.isFirstOfItsClass(stance, other)) {
                    Stance before = stepped(stance, other, now);
                    if (before != null
                            && mayServe(before, slot)
                            && !isNeedless(stance, before, other)
                            && !doesAsWellLater(stance, before, end, slot, other)
                            && seen.add(before)) {
                        open.push(before);
                    }
                }
            }
        }
    }

    /** Whether an operation may have taken effect just before the last that overwrote everything, and nobody missed it. */
    private boolean mayHide(Stance stance, int slot, int now) {
        int row = window.row(slot);
        return stance.occasion >= track.invoke[row]
                && transitions.isBlind(transitions.callOf(row))
                && (transitions.put(row) < 0 || !window.isAwaited(stance, transitions.put(row), now));
    }

    private Stance hidden(Stance stance, int slot) {
        Stance after = stance.without(slot, window.words());
        placeHidden(after, slot);
        return after;
    }

    /** Whether a returning observer may still have its turn; any other operation may. */
    private boolean mayServe(Stance before, int slot) {
        if (!window.isObserver(slot) || before.isDone(slot)) {
            return true;
        }
        return transitions.mayLeadTo(before.state, call(slot), openChangers(before));
    }

    private List<Call> openChangers(Stance stance) {
        List<Call> open = new ArrayList<>();
        for (int i = 0; i < window.changers.count; i++) {
            int slot = window.changers.at[i];
            if (!stance.isDone(slot)) {
                open.add(track.calls[window.row(slot)]);
            }
        }
        return open;
    }

    /**
     * Whether an operation changes nothing if it happens here, and need not happen here: because it need not at all, or because it
     * can hide as well before what overwrites this state, and nothing else changes it.
     */
    private boolean isNeedless(Stance stance, Stance before, int other) {
        int row = window.row(other);
        return before.state == stance.state
                && before.occasion == stance.occasion
                && (track.optional[row] || window.hidesUnmissed(row) && endsByOverwriting(stance));
    }

    private boolean endsByOverwriting(Stance stance) {
        for (int i = 0; i < window.changers.count; i++) {
            int slot = window.changers.at[i];
            if (!stance.isDone(slot) && !transitions.overwrites(call(slot))) {
                int after = transitions.step(stance.state, call(slot));
                if (after != Transitions.NONE && after != stance.state) {
                    return false;
                }
            }
        }
        return true;
    }

    /**
     * Whether an operation, put before the returning one, gives nothing that it would not give after it. Not while somebody
     * observes: he might see the one and not yet the other.
     */
    private boolean doesAsWellLater(Stance stance, Stance before, @Nullable Stance end, int slot, int other) {
        if (end == null
                || end.isDone(other)
                || !transitions.mayWait(call(other), call(slot))
                || helpsObserver(stance, before)) {
            return false;
        }
        int direct = transitions.step(before.state, call(slot));
        int later = transitions.step(end.state, call(other));
        return direct != Transitions.NONE && direct == later && !leadsElsewhere(stance, before, slot, other);
    }

    /** Whether an observer had its turn in between, or may have it later because of what happened. */
    private boolean helpsObserver(Stance stance, Stance before) {
        if (!window.hasOpenObserver(stance)) {
            return false;
        }
        List<Call> open = openChangers(before);
        for (int i = 0; i < window.observers.count; i++) {
            int slot = window.observers.at[i];
            boolean waits = !stance.isDone(slot);
            if (waits && (before.isDone(slot) || transitions.mayLeadTo(before.state, call(slot), open))) {
                return true;
            }
        }
        return false;
    }

    /**
     * Whether a third open operation tells the two states apart, so that it matters which comes first. One that neither state lets
     * pass may still be let pass by a later one, if both others are made before.
     */
    private boolean leadsElsewhere(Stance stance, Stance before, int slot, int other) {
        for (int i = 0; i < window.changers.count; i++) {
            int third = window.changers.at[i];
            if (third == slot || third == other || stance.isDone(third)) {
                continue;
            }
            if (!transitions.mayWait(call(other), call(third))) {
                return true;
            }
            int otherFirst = transitions.step(before.state, call(third));
            int thirdFirst = transitions.step(stance.state, call(third));
            int both = thirdFirst == Transitions.NONE ? Transitions.NONE : transitions.step(thirdFirst, call(other));
            if (otherFirst == Transitions.NONE || otherFirst != both) {
                return true;
            }
        }
        return false;
    }

    private @Nullable Stance stepped(Stance stance, int slot, int now) {
        if (stance.isDone(slot)) {
            return null;
        }
        int state = transitions.step(stance.state, call(slot));
        if (state == Transitions.NONE) {
            return null;
        }
        for (int part : transitions.taken(stance.state, call(slot))) {
            if (window.isAwaited(stance, part, now)) {
                return null;
            }
        }
        int occasion = transitions.overwrites(call(slot)) ? now : stance.occasion;
        Stance after = stance.after(state, slot, window.words(), occasion);
        place(after, slot);
        return observed(after);
    }

    /** With all open observers done that this state satisfies. */
    private Stance observed(Stance stance) {
        Stance result = stance;
        for (int i = 0; i < window.observers.count; i++) {
            int slot = window.observers.at[i];
            if (!result.isDone(slot) && transitions.step(stance.state, call(slot)) != Transitions.NONE) {
                result = result.after(stance.state, slot, window.words(), stance.occasion);
                place(result, slot);
            }
        }
        return result;
    }

    private void place(Stance stance, int slot) {
        if (tracing) {
            Trail last = stance.trail;
            while (last != null && isHidden(last)) {
                last = last.before();
            }
            stance.trail = new Trail(window.row(slot), last == null ? 2 : last.place() + 2, stance.trail);
        }
    }

    /** Between what stood last and the call that overwrote it; what is visible has an even place. */
    private void placeHidden(Stance stance, int slot) {
        if (!tracing) {
            return;
        }
        Trail occasion = Objects.requireNonNull(stance.trail);
        while (isHidden(occasion) || !transitions.overwrites(transitions.callOf(occasion.row()))) {
            occasion = Objects.requireNonNull(occasion.before());
        }
        stance.trail = new Trail(window.row(slot), occasion.place() - 1, stance.trail);
    }

    private static boolean isHidden(Trail trail) {
        return trail.place() % 2 != 0;
    }

    private static void keep(Stance stance, Set<Stance> known, List<Stance> order) {
        if (known.add(stance)) {
            order.add(stance);
        }
    }
}
