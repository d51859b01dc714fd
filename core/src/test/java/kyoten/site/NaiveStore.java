package kyoten.site;

import com.google.protobuf.ByteString;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import kyoten.causal.Dot;
import kyoten.causal.Origin;
import kyoten.node.SiteId;
import kyoten.site.message.Updated.Outcome;

/**
 * Rules S4 to S9 written out: sets of dots instead of vectors, and all updates ever applied instead of siblings. Slow, and
 * made to be read.
 */
final class NaiveStore {

    /** An update, and the set of dots that its writer knew. A null value is a delete. */
    record Update(Dot dot, Set<Dot> context, ByteString value) {}

    /** What a gread shows. */
    record Shown(List<ByteString> values, Set<Dot> context) {}

    private final SiteId site;
    private final int maxOwnSiblings;
    private final TreeMap<ByteString, List<Update>> updates =
            new TreeMap<>(ByteString.unsignedLexicographicalComparator());
    private final TreeMap<ByteString, Update> local = new TreeMap<>(ByteString.unsignedLexicographicalComparator());
    private final TreeMap<Integer, Set<Dot>> applied = new TreeMap<>();
    private long epoch;

    NaiveStore(SiteId site, int maxOwnSiblings) {
        this.site = site;
        this.maxOwnSiblings = maxOwnSiblings;
    }

    void beginEpoch(long number) {
        epoch = number;
    }

    private List<Update> of(ByteString key) {
        return updates.computeIfAbsent(key, any -> new ArrayList<>());
    }

    private Set<Dot> appliedInStreamOf(ByteString key) {
        return applied.computeIfAbsent(Streams.of(key), any -> new HashSet<>());
    }

    private Dot nextDot(ByteString key, Origin origin) {
        long n = appliedInStreamOf(key).stream()
                .filter(dot -> dot.origin().equals(origin))
                .count();
        return new Dot(origin, n + 1);
    }

    Dot nextOwnDot(ByteString key) {
        return nextDot(key, new Origin(site, epoch));
    }

    Dot nextForeignDot(ByteString key, Origin origin) {
        return nextDot(key, origin);
    }

    private Set<Dot> seen(ByteString key) {
        Set<Dot> seen = new HashSet<>();
        for (Update update : of(key)) {
            seen.addAll(update.context());
            seen.addAll(upTo(update.dot()));
        }
        return seen;
    }

    static Set<Dot> upTo(Dot dot) {
        Set<Dot> dots = new HashSet<>();
        for (long n = 1; n <= dot.n(); n++) {
            dots.add(new Dot(dot.origin(), n));
        }
        return dots;
    }

    private List<Update> live(ByteString key, Set<Dot> covered) {
        return of(key).stream()
                .filter(update -> !covered.contains(update.dot()))
                .filter(update ->
                        of(key).stream().noneMatch(other -> other.context().contains(update.dot())))
                .sorted((a, b) -> a.dot().compareTo(b.dot()))
                .toList();
    }

    private void apply(ByteString key, Update update) {
        of(key).add(update);
        appliedInStreamOf(key).add(update.dot());
    }

    void arrive(ByteString key, Update update) {
        apply(key, update);
    }

    void write(ByteString key, ByteString value) {
        Set<Dot> own = seen(key);
        own.removeIf(dot -> !dot.origin().site().equals(site));
        Update update = new Update(nextOwnDot(key), own, value);
        apply(key, update);
        local.put(key, update);
    }

    Outcome gwrite(ByteString key, ByteString value, Set<Dot> context, boolean onlyIfCurrent) {
        Origin origin = new Origin(site, epoch);
        boolean isAhead = context.stream()
                .anyMatch(dot ->
                        dot.origin().equals(origin) && !appliedInStreamOf(key).contains(dot));
        if (isAhead) {
            return Outcome.CONTEXT_AHEAD;
        } else if (onlyIfCurrent && !isCurrent(key, context)) {
            return Outcome.STALE;
        }
        long ownLeft = live(key, context).stream()
                .filter(update -> update.dot().origin().site().equals(site))
                .count();
        if (ownLeft >= maxOwnSiblings) {
            return Outcome.TOO_MANY_SIBLINGS;
        }
        Update update = new Update(nextOwnDot(key), context, value);
        apply(key, update);
        local.put(key, update);
        boolean isAlone = live(key, Set.of(update.dot())).stream().allMatch(other -> other.value() == null);
        return isAlone ? Outcome.OVERWRITTEN : Outcome.CONFLICT;
    }

    /** Where updates have left nothing at all, all of them must be known: stricter than S7 asks, which is always legal. */
    private boolean isCurrent(ByteString key, Set<Dot> context) {
        return live(key, Set.of()).isEmpty()
                ? context.containsAll(seen(key))
                : live(key, context).isEmpty();
    }

    Shown gread(ByteString key) {
        List<ByteString> values = live(key, Set.of()).stream()
                .map(Update::value)
                .filter(value -> value != null)
                .toList();
        return new Shown(values, of(key).isEmpty() ? Set.copyOf(appliedInStreamOf(key)) : seen(key));
    }

    /** The value that read shows, or null. */
    ByteString read(ByteString key) {
        return local.containsKey(key) ? local.get(key).value() : null;
    }

    /** Whether a context of another site covers what read shows. */
    boolean isReplaced(ByteString key) {
        return local.containsKey(key)
                && of(key).stream()
                        .filter(update -> !update.dot().origin().site().equals(site))
                        .anyMatch(update ->
                                update.context().contains(local.get(key).dot()));
    }
}
