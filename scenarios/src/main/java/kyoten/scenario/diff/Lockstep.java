package kyoten.scenario.diff;

import io.vavr.collection.Vector;
import io.vavr.control.Option;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;
import org.agrona.collections.LongArrayList;

/**
 * Lets two runs take place side by side and finds where they part. Of what they have in common it remembers a few events and the number
 * of each one's cause; what brought the parting about is read from a second run.
 *
 * <p>Runs of different chance differ in every time and in the order in which nodes take their turns. So they may be compared loosely:
 * what stands out, node by node, without times and drawn names.
 */
public final class Lockstep {
    private static final int BEFORE = 5;
    private static final int AFTER = 4;
    private static final int CAUSES = 12;

    private final Trail.Source[] sources;
    private final boolean loosely;
    private final Deque<Told> before = new ArrayDeque<>();
    private long common;

    /** One of the two runs: what it told that the other has not told yet, by place, and the causes of all its events. */
    private static final class Runner implements AutoCloseable {
        private final Trail trail;
        private final Map<String, Deque<Told>> ahead = new TreeMap<>();
        private final LongArrayList causes = new LongArrayList();

        private final Predicate<Told> counts;

        Runner(Trail trail, Predicate<Told> counts) {
            this.trail = trail;
            this.counts = counts;
        }

        Option<Told> next() {
            Option<Told> next = trail.next();
            while (next.exists(event -> !counts.test(event))) {
                next.forEach(this::keepCause);
                next = trail.next();
            }
            next.forEach(this::keepCause);
            return next;
        }

        private void keepCause(Told event) {
            while (causes.size() <= event.number()) {
                causes.addLong(0);
            }
            causes.setLong((int) event.number(), event.cause());
        }

        Deque<Told> ahead(String place) {
            return ahead.computeIfAbsent(place, any -> new ArrayDeque<>());
        }

        Option<Told> firstAhead() {
            return Vector.ofAll(ahead.values())
                    .flatMap(events -> Option.of(events.peekFirst()))
                    .minBy(Told::number);
        }

        @Override
        public void close() {
            trail.close();
        }
    }

    private Lockstep(Trail.Source one, Trail.Source other, boolean loosely) {
        sources = new Trail.Source[] {one, other};
        this.loosely = loosely;
    }

    /**
     * Where two runs part; none if they are alike to their ends.
     *
     * @param loosely whether times and chance do not count
     */
    public static Option<Parting> of(Trail.Source one, Trail.Source other, boolean loosely) {
        return new Lockstep(one, other, loosely).run();
    }

    private Option<Parting> run() {
        Predicate<Told> counts = event -> !loosely || !event.withoutChance().isEmpty();
        try (Runner one = new Runner(sources[0].begin(), counts);
                Runner other = new Runner(sources[1].begin(), counts)) {
            while (true) {
                Option<Told> first = one.next();
                Option<Told> second = other.next();
                if (first.isEmpty() && second.isEmpty()) {
                    return ended(one, other);
                }
                Option<Parting> parting = met(first, one, other, true).orElse(() -> met(second, one, other, false));
                if (parting.isDefined()) {
                    return parting;
                }
            }
        }
    }

    /** Compares an event of one of the runs with what the other has told of its place, or keeps it until that is told. */
    private Option<Parting> met(Option<Told> event, Runner one, Runner other, boolean ofOne) {
        if (event.isEmpty()) {
            return Option.none();
        }
        String place = loosely ? event.get().place() : "";
        Told twin = (ofOne ? other : one).ahead(place).poll();
        if (twin == null) {
            (ofOne ? one : other).ahead(place).add(event.get());
            return Option.none();
        }
        if (alike(event.get(), twin)) {
            remember(ofOne ? event.get() : twin);
            return Option.none();
        }
        Option<Told> mine = Option.of(ofOne ? event.get() : twin);
        Option<Told> its = Option.of(ofOne ? twin : event.get());
        return Option.of(parting(rest(mine, one, 0), rest(its, other, 1)));
    }

    private boolean alike(Told one, Told other) {
        return loosely
                ? one.withoutChance().equals(other.withoutChance())
                : one.withoutNumbers().equals(other.withoutNumbers());
    }

    private void remember(Told event) {
        common++;
        before.add(event);
        if (before.size() > BEFORE) {
            before.remove();
        }
    }

    private Option<Parting> ended(Runner one, Runner other) {
        Option<Told> first = one.firstAhead();
        Option<Told> second = other.firstAhead();
        return Option.when(
                first.isDefined() || second.isDefined(), () -> parting(rest(first, one, 0), rest(second, other, 1)));
    }

    private Parting parting(Parting.Rest one, Parting.Rest other) {
        return new Parting(common, Vector.ofAll(before), one, other);
    }

    private Parting.Rest rest(Option<Told> first, Runner of, int source) {
        if (first.isEmpty()) {
            return new Parting.Rest(first, Vector.empty(), Vector.empty());
        }
        Told event = first.get();
        Vector<Long> numbers = Vector.empty();
        for (long cause = event.cause(); cause > 0 && numbers.size() < CAUSES; cause = of.causes.getLong((int) cause)) {
            numbers = numbers.append(cause);
        }
        return again(event, numbers, sources[source]);
    }

    /** The same run once more, from which the events are taken whose numbers are known now. */
    private static Parting.Rest again(Told first, Vector<Long> causes, Trail.Source source) {
        Map<Long, Told> found = new TreeMap<>();
        Vector<Told> after = Vector.empty();
        try (Trail trail = source.begin()) {
            for (Option<Told> next = trail.next(); next.isDefined(); next = trail.next()) {
                Told event = next.get();
                if (causes.contains(event.number())) {
                    found.put(event.number(), event);
                }
                after = event.number() > first.number() ? after.append(event) : after;
                if (after.size() == AFTER) {
                    break;
                }
            }
        }
        return new Parting.Rest(Option.of(first), after, causes.flatMap(number -> Option.of(found.get(number))));
    }
}
