package kyoten.scenario.run;

import io.vavr.control.Option;
import kyoten.scenario.plan.Action;

/** Brings faults about at a venue. */
public interface Striker {

    /**
     * Lets a fault happen now.
     *
     * @param cast tells whom it strikes
     * @return what it came to; none if such a fault cannot happen at this venue, or may not happen now, and nothing happened
     */
    Option<Blow> strike(Action action, Cast cast);

    /** Takes back whatever still stands: from now on nothing is broken. */
    void healAll();

    /**
     * A fault that struck.
     *
     * @param what it came to, for people
     * @param end takes it back when its time is over
     */
    record Blow(String what, Runnable end) {}
}
