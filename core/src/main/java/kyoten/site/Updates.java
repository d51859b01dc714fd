package kyoten.site;

import com.google.protobuf.ByteString;
import io.vavr.control.Option;
import kyoten.causal.Dot;
import kyoten.causal.Origin;
import kyoten.causal.VersionVector;
import kyoten.node.SiteId;
import kyoten.site.message.Update;
import kyoten.site.message.Updated.Outcome;

/** What an update of one of the site's own clients does, rules S5 to S8. A pure function of the store. */
final class Updates {
    private final SiteId site;
    private final Limits limits;

    Updates(SiteId site, Limits limits) {
        this.site = site;
        this.limits = limits;
    }

    /** The store after an update, and what to tell its client. */
    record Judged(Store store, Outcome outcome) {}

    /**
     * Judges an update by the store as it is, and carries it out if nothing speaks against it.
     *
     * @param wall the leader's wall clock
     */
    Judged judge(Store store, Update update, long wall) {
        if (store.epochs().current() == 0) {
            throw new IllegalStateException("an update came before the site's first epoch");
        }
        StreamState stream = store.streamOf(update.getKey());
        KeyState before = store.key(update.getKey());
        Origin origin = new Origin(site, store.epochs().current());
        VersionVector context = context(update, before);
        if (!store.standing().takesUpdates()) {
            return new Judged(store, Outcome.FENCED);
        } else if (isBlind(update)) {
            return carriedOut(store, update, origin, context, wall);
        } else if (context.get(origin) > stream.applied().get(origin)) {
            return new Judged(store, Outcome.CONTEXT_AHEAD);
        } else if (update.getOnlyIfCurrent() && !isCurrent(context, before, stream)) {
            return new Judged(store, Outcome.STALE);
        } else if (ownSiblings(before, context) >= limits.ownSiblings()) {
            return new Judged(store, Outcome.TOO_MANY_SIBLINGS);
        }
        return carriedOut(store, update, origin, context, wall);
    }

    private static boolean isBlind(Update update) {
        return update.getKind() == Update.Kind.WRITE || update.getKind() == Update.Kind.DELETE;
    }

    /** Of write and delete, what this site itself did to the key, in all its epochs; else what the client brings. */
    private VersionVector context(Update update, KeyState before) {
        return isBlind(update)
                ? before.siblings().seen().only(origin -> origin.site().equals(site))
                : ContextSeal.open(update.getContext());
    }

    /**
     * Whether a context knows all that is there. Where nothing lives, there may have been a deletion that has been
     * collected; to have read less than that is not to be current.
     */
    private static boolean isCurrent(VersionVector context, KeyState before, StreamState stream) {
        if (before.isAbsent()) {
            return context.covers(stream.collected());
        }
        return before.siblings().live().isEmpty()
                ? context.covers(before.siblings().seen())
                : before.siblings().coveredBy(context);
    }

    private int ownSiblings(KeyState before, VersionVector context) {
        return before.siblings()
                .remaining(context)
                .count(sibling -> sibling.dot().origin().site().equals(site));
    }

    private Judged carriedOut(Store store, Update update, Origin origin, VersionVector context, long wall) {
        StreamState stream = store.streamOf(update.getKey());
        Dot dot = new Dot(origin, stream.applied().get(origin) + 1);
        boolean isValue = update.getKind() == Update.Kind.WRITE || update.getKind() == Update.Kind.GWRITE;
        Option<ByteString> value = isValue ? Option.some(update.getValue()) : Option.none();
        LoggedUpdate made = new LoggedUpdate(dot, update.getKey(), context, value, Math.max(store.hybrid() + 1, wall));
        KeyState before = store.key(update.getKey());
        KeyState after = before.accepted(made);
        Store next = store.heard(made.time())
                .updated(
                        update.getKey(),
                        before,
                        after,
                        stream.applied(made, !store.standing().isAlone(), limits.logBytes()));
        if (isBlind(update)) {
            return new Judged(next, Outcome.DONE);
        }
        return new Judged(next, after.hasValueBeside(dot) ? Outcome.CONFLICT : Outcome.OVERWRITTEN);
    }
}
