package kyoten.history;

import java.util.Objects;

/**
 * Something that the recorder knows and no client saw, at a time on the clock of the entries. Claims judge by marks only where
 * their rule says so; without a mark they take the case that accuses nobody.
 */
public sealed interface Mark {

    /** Nanoseconds on the clock of the entries. */
    long time();

    /**
     * From now on a majority of the voters of a site is up, undoubted and mutually reachable, or is not.
     *
     * @param up whether it is
     */
    record Majority(long time, String site, boolean up) implements Mark {
        public Majority {
            Objects.requireNonNull(site, "site");
        }
    }

    /**
     * A cause for refusals at a site begins or ends (fenced, no room, …); the cause is the word that the refused operations
     * carry as their error.
     *
     * @param present whether it begins
     */
    record Cause(long time, String site, String cause, boolean present) implements Mark {
        public Cause {
            Objects.requireNonNull(site, "site");
            Objects.requireNonNull(cause, "cause");
        }
    }

    /** The close of a client's session was answered: no earlier operation of this process takes effect after this. */
    record Closed(long time, String process) implements Mark {
        public Closed {
            Objects.requireNonNull(process, "process");
        }
    }

    /** A site drew a new epoch: a cold start, or restored images. */
    record Epoch(long time, String site) implements Mark {
        public Epoch {
            Objects.requireNonNull(site, "site");
        }
    }

    /** A site was rebuilt from other sites; its registers start anew. */
    record Rebuilt(long time, String site) implements Mark {
        public Rebuilt {
            Objects.requireNonNull(site, "site");
        }
    }

    /** A site is exempt from the claims about lost writes: a forced leave, a lost majority of disks, a weak mode. */
    record Exempt(long time, String site, String why) implements Mark {
        public Exempt {
            Objects.requireNonNull(site, "site");
            Objects.requireNonNull(why, "why");
        }
    }

    /** All faults are healed, and the time that the sites are given to converge is over. */
    record Settled(long time) implements Mark {}

    /** The recorder stopped; what is open now was not answered by now. */
    record Ended(long time) implements Mark {}
}
