package kyoten.history;

import java.util.List;
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
     * From now on a client reaches such a majority of the voters of its site, or does not any more: it can be so while others of the
     * site's clients or servers are cut off.
     *
     * @param client what the names of all its processes begin with: {@code c3} of {@code c3}, {@code c3.2} and {@code c3/k1}
     * @param up whether it does
     */
    record Reaches(long time, String client, boolean up) implements Mark {
        public Reaches {
            Objects.requireNonNull(client, "client");
        }

        /** What the mark calls the client that a process belongs to. */
        public static String clientOf(String process) {
            int end = 0;
            while (end < process.length() && process.charAt(end) != '.' && process.charAt(end) != '/') {
                end++;
            }
            return process.substring(0, end);
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

    /**
     * A site drew a new epoch: a cold start, or restored images. The time lies behind the last answer of the old epoch and before
     * the first of the new one; an operation that is open then belongs to neither for sure.
     */
    record Epoch(long time, String site) implements Mark {
        public Epoch {
            Objects.requireNonNull(site, "site");
        }
    }

    /**
     * A site was rebuilt from other sites: its registers start anew, what it knew is forgotten, and what was asked of it before
     * may be lost. It begins a new epoch, too.
     */
    record Rebuilt(long time, String site) implements Mark {
        public Rebuilt {
            Objects.requireNonNull(site, "site");
        }
    }

    /**
     * A site lost a majority of its disks, or was restored from an older image: what it knew by then is forgotten, and what was
     * asked of it before may be lost. It begins a new epoch, too.
     */
    record Exempt(long time, String site, String why) implements Mark {
        public Exempt {
            Objects.requireNonNull(site, "site");
            Objects.requireNonNull(why, "why");
        }
    }

    /**
     * A site is no member any more: from now on its greads need not be like those of the others.
     *
     * @param forced whether it was not drained first, so that whatever was or will be asked of it may be lost elsewhere
     */
    record Left(long time, String site, boolean forced) implements Mark {
        public Left {
            Objects.requireNonNull(site, "site");
        }
    }

    /**
     * An operator elsewhere was told that a site is gone, so early that it must know it itself by the time when all has settled, if it is
     * still there.
     */
    record Gone(long time, String site) implements Mark {
        public Gone {
            Objects.requireNonNull(site, "site");
        }
    }

    /** All sites were declared gone, and this is the one that stays: no mark counts that it left since it last joined. */
    record Stays(long time, String site) implements Mark {
        public Stays {
            Objects.requireNonNull(site, "site");
        }

        /** Marks without those that count no more because their site stays. */
        public static List<Mark> applied(List<Mark> marks) {
            List<Mark> stays = marks.stream().filter(Stays.class::isInstance).toList();
            return stays.isEmpty()
                    ? marks
                    : marks.stream()
                            .filter(mark -> stays.stream().noneMatch(stay -> ((Stays) stay).ends(mark, marks)))
                            .toList();
        }

        private boolean ends(Mark mark, List<Mark> all) {
            String left = mark instanceof Left one ? one.site() : mark instanceof Gone one ? one.site() : "";
            return left.equals(site)
                    && mark.time() <= time
                    && all.stream().noneMatch(other -> joinedBetween(mark.time(), other));
        }

        private boolean joinedBetween(long since, Mark mark) {
            return mark instanceof Joined joined
                    && joined.site().equals(site)
                    && joined.time() > since
                    && joined.time() <= time;
        }
    }

    /** A site is a member from now on, with nothing that an earlier one of its name knew. All are that have no such mark. */
    record Joined(long time, String site) implements Mark {
        public Joined {
            Objects.requireNonNull(site, "site");
        }
    }

    /**
     * An operator asks a site that the values of the keys with a prefix are shown as a resolver makes them, or is told that they are. Told
     * so late that members may not have heard of it by the time when all has settled is not told.
     *
     * @param resolver its name; empty for none
     * @param told whether the operator is told; of the same choices at a site, the first one that was not
     */
    record Chosen(long time, String site, String prefix, String resolver, boolean told) implements Mark {
        public Chosen {
            Objects.requireNonNull(site, "site");
            Objects.requireNonNull(prefix, "prefix");
            Objects.requireNonNull(resolver, "resolver");
        }
    }

    /**
     * All faults are healed, and the time that the sites are given to converge is over: what was answered before is known at every
     * member.
     */
    record Settled(long time) implements Mark {}

    /** The recorder stopped; what is open now was not answered by now. */
    record Ended(long time) implements Mark {}
}
