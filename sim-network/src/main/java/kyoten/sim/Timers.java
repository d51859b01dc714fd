package kyoten.sim;

import java.util.Map;
import java.util.TreeMap;
import kyoten.node.Event;
import kyoten.sim.kernel.Counted;
import kyoten.sim.kernel.Delay;
import kyoten.sim.kernel.Dice;
import kyoten.sim.kernel.Happening;
import kyoten.sim.kernel.Kernel;
import kyoten.sim.kernel.Purpose;
import org.jspecify.annotations.Nullable;

/**
 * A node's timers by name. They run on the node's monotonic clock and fire late by a drawn time, never early.
 *
 * <p>A timer that is set again and again to a later time keeps its one entry in the world's queue, which looks again when its
 * old time comes.
 */
final class Timers {
    private static final long FOR_EVER = 1L << 60;

    private final SimNode node;
    private final Kernel kernel;
    private final Clock clock;
    private final Dice dice;
    private final Delay lateness;
    private final Map<String, Timer> timers = new TreeMap<>();

    Timers(SimNode node, Kernel kernel, Clock clock, Dice dice, Delay lateness) {
        this.node = node;
        this.kernel = kernel;
        this.clock = clock;
        this.dice = dice;
        this.lateness = lateness;
    }

    void set(String name, long monotonic) {
        Timer timer = timers.get(name);
        if (timer == null) {
            timer = new Timer(name);
            timers.put(name, timer);
        }
        timer.deadline = monotonic;
        timer.late = lateness.of(dice.draw(Purpose.TIMER_LATENESS, kernel.now()));
        timer.isSet = true;
        timer.setIn = kernel.events();
        timer.schedule();
    }

    /** How far a time is away, at most for ever. */
    static long bounded(long delayNanos) {
        return Math.min(delayNanos, FOR_EVER);
    }

    void cancel(String name) {
        Timer timer = timers.get(name);
        if (timer != null) {
            timer.isSet = false;
        }
    }

    /** A crash: none of them fires any more. */
    void clear() {
        for (Timer timer : timers.values()) {
            timer.isSet = false;
            timer.queued = null;
        }
        timers.clear();
    }

    /** The clock runs at another rate: all fall due at another time. */
    void rateChanged() {
        for (Timer timer : timers.values()) {
            if (timer.isSet) {
                timer.schedule();
            }
        }
    }

    private final class Timer {
        private final String name;
        private boolean isSet;
        private long setIn;
        private long deadline;
        private long late;
        private long due;
        private @Nullable Due queued;
        private long queuedFor;

        Timer(String name) {
            this.name = name;
        }

        void schedule() {
            due = clock.when(deadline, kernel.now()) + late;
            if (queued == null || queuedFor > due) {
                queue(due);
            }
        }

        /** The time may have passed while the node was paused and its clock was changed. */
        void queue(long time) {
            queued = new Due(this);
            queuedFor = Math.max(time, kernel.now());
            kernel.at(queuedFor, queued);
        }
    }

    /** A timer's entry in the queue. */
    private final class Due extends Happening {
        private final Timer timer;

        Due(Timer timer) {
            this.timer = timer;
        }

        /** It was set anew since it went into the queue. */
        @Override
        protected long cause() {
            return timer.setIn;
        }

        @Override
        protected boolean isStale() {
            if (timer.queued != this) {
                return true;
            }
            if (timer.isSet && timer.due <= timer.queuedFor) {
                return false;
            }
            timer.queued = null;
            if (timer.isSet) {
                timer.queue(timer.due);
            } else {
                timers.remove(timer.name);
            }
            return true;
        }

        @Override
        protected void happen() {
            if (node.waits(this)) {
                return;
            }
            timer.queued = null;
            timer.isSet = false;
            timers.remove(timer.name);
            kernel.tally().add(Counted.TIMERS_FIRED);
            node.step(new Event.TimerFired(timer.name));
        }
    }
}
