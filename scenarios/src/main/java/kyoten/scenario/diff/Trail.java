package kyoten.scenario.diff;

import io.vavr.control.Option;

/** A run, event by event, as far as somebody wants to know. */
public interface Trail extends AutoCloseable {

    /** The next event; none if the run has ended. */
    Option<Told> next();

    /** Whether or not the run has ended, nobody wants more of it. */
    @Override
    void close();

    /** A run that can be done again and again, each time from the beginning. */
    @FunctionalInterface
    interface Source {
        Trail begin();
    }
}
