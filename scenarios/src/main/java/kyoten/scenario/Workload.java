package kyoten.scenario;

import io.vavr.collection.Vector;
import kyoten.scenario.plan.Act;
import kyoten.scenario.plan.ContextReference;
import kyoten.scenario.plan.ContextReference.Whose;
import kyoten.scenario.plan.Draw;
import kyoten.scenario.plan.Options;
import kyoten.scenario.plan.PlannedOperation;
import kyoten.scenario.plan.Range;

/**
 * What the clients do while the run stirs.
 *
 * @param shares the kinds of operations, each with the greatest share that a run may give it
 * @param gap the time between the beginnings of one client's operations, in nanoseconds; drawn per client
 * @param most how many operations a run has at most
 * @param habits of the clients with contexts and deletes
 */
public record Workload(Vector<Share> shares, Range gap, int most, Habits habits) {
    private static final int OF_OTHER_KEYS_PERCENT = 2;
    private static final Range USUAL_GAP = new Range(2_000_000L, 200_000_000L);

    /** One kind of operation and its weight against the others. */
    public record Share(Kind kind, int weight) {}

    /** The kinds of operations. */
    public enum Kind {
        PING,
        READ,
        WRITE,
        DELETE,
        GREAD,
        GWRITE,
        GDELETE,
        SCAN,
        ADD,
        COUNT,
        INSERT,
        REMOVE,
        ELEMENTS,
        PUT,
        GET,
        OUT,
        /** A scan of so few keys a page that it takes several. */
        PAGES
    }

    /** Which contexts an operation carries, and what is deleted. */
    public enum Habits {
        /** Mostly the client's own latest context; sometimes an old one, a stranger's or none. Anything is deleted. */
        ANY,
        /**
         * As {@link #ANY}, and many contexts come from clients of other sites. Deletes have a key of their own, the last one, and
         * seldom strike another: a delete in doubt excuses every loss.
         */
        TRAVELLING,
        /** As {@link #TRAVELLING}, and most contexts are old ones or none. */
        STALE,
        /** As {@link #TRAVELLING}, and each gwrite and gdelete carries the context of a gread right before it. */
        READING_FIRST
    }

    /** Sees whether servers answer. */
    public static Workload pings() {
        return new Workload(Vector.of(new Share(Kind.PING, 1)), USUAL_GAP, 300, Habits.ANY);
    }

    /** Reads, writes and deletes: each key a register. */
    public static Workload registers() {
        return new Workload(
                Vector.of(new Share(Kind.READ, 8), new Share(Kind.WRITE, 8), new Share(Kind.DELETE, 2)),
                USUAL_GAP,
                500,
                Habits.ANY);
    }

    /** Values put into the same few places, looked at, and taken out. */
    public static Workload places() {
        return new Workload(
                Vector.of(new Share(Kind.PUT, 8), new Share(Kind.GET, 8), new Share(Kind.OUT, 4)),
                USUAL_GAP,
                500,
                Habits.ANY);
    }

    /** All that the store offers, on the same keys. */
    public static Workload everything() {
        return new Workload(
                Vector.of(
                        new Share(Kind.READ, 6),
                        new Share(Kind.WRITE, 6),
                        new Share(Kind.DELETE, 1),
                        new Share(Kind.GREAD, 6),
                        new Share(Kind.GWRITE, 6),
                        new Share(Kind.GDELETE, 1),
                        new Share(Kind.SCAN, 1)),
                USUAL_GAP,
                500,
                Habits.ANY);
    }

    /** All that the store offers, mostly looking: who reads from a server that is behind is soon found out. */
    public static Workload looking() {
        return new Workload(
                Vector.of(
                        new Share(Kind.READ, 12),
                        new Share(Kind.WRITE, 4),
                        new Share(Kind.GREAD, 6),
                        new Share(Kind.GWRITE, 2),
                        new Share(Kind.SCAN, 1)),
                new Range(2_000_000L, 40_000_000L),
                800,
                Habits.ANY);
    }

    /** All that the store offers, by clients that travel between sites with what they know. */
    public static Workload manySites() {
        return everything().habits(Habits.TRAVELLING).most(400);
    }

    /** Writes and deletes of the same keys, by clients that travel between sites with what they know. */
    public static Workload deleting() {
        return new Workload(
                Vector.of(
                        new Share(Kind.WRITE, 4),
                        new Share(Kind.DELETE, 5),
                        new Share(Kind.GREAD, 8),
                        new Share(Kind.GWRITE, 5),
                        new Share(Kind.GDELETE, 6)),
                USUAL_GAP,
                300,
                Habits.TRAVELLING);
    }

    /** Siblings written and looked at, with whatever contexts are at hand. */
    public static Workload siblings() {
        return new Workload(
                Vector.of(new Share(Kind.GREAD, 6), new Share(Kind.GWRITE, 10)), USUAL_GAP, 400, Habits.TRAVELLING);
    }

    /** Values written beside each other, whatever was there, and looked at. */
    public static Workload beside() {
        return new Workload(Vector.of(new Share(Kind.GREAD, 8), new Share(Kind.WRITE, 4)), USUAL_GAP, 300, Habits.ANY);
    }

    /** Counters added to and asked for. */
    public static Workload counters() {
        return new Workload(Vector.of(new Share(Kind.ADD, 10), new Share(Kind.COUNT, 4)), USUAL_GAP, 400, Habits.ANY);
    }

    /** Sets, to which each element is put once. */
    public static Workload sets() {
        return new Workload(
                Vector.of(new Share(Kind.INSERT, 8), new Share(Kind.REMOVE, 5), new Share(Kind.ELEMENTS, 6)),
                USUAL_GAP,
                300,
                Habits.ANY);
    }

    /** This workload and operations of one more kind. */
    public Workload and(Kind kind, int weight) {
        return new Workload(shares.append(new Share(kind, weight)), gap, most, habits);
    }

    /** This workload at another pace. */
    public Workload gap(Range between) {
        return new Workload(shares, between, most, habits);
    }

    /** This workload with another bound on the number of operations. */
    public Workload most(int operations) {
        return new Workload(shares, gap, operations, habits);
    }

    /** This workload of clients with other habits. */
    public Workload habits(Habits others) {
        return new Workload(shares, gap, most, others);
    }

    /**
     * The operations of a run, without numbers in the order of their times yet.
     *
     * @return for each client its own operations; numbers count from 1 in the order of times
     */
    Vector<PlannedOperation> operations(Draw draw, Options options) {
        Vector<Share> drawn = drawShares(draw);
        Vector<PlannedOperation> all = Vector.empty();
        for (int client = 1; client <= options.clients(); client++) {
            all = all.appendAll(ofClient(draw.within("client " + client), options, drawn, client));
        }
        return Numbered.inOrderOfTime(all, 1);
    }

    private Vector<PlannedOperation> ofClient(Draw draw, Options options, Vector<Share> drawn, int client) {
        java.util.ArrayList<PlannedOperation> operations = new java.util.ArrayList<>();
        long pace = draw.steeplyFrom(gap, "pace", 0);
        Range near = new Range(Math.max(1, pace / 4), pace * 2);
        long at = draw.below("start", 0, pace + 1);
        int each = Math.max(1, most / options.clients());
        for (int i = 1; at < options.lengths().stir() && operations.size() < each; i++) {
            Act act = act(draw, options, drawn, i);
            if (habits == Habits.READING_FIRST && (act instanceof Act.Gwrite || act instanceof Act.Gdelete)) {
                operations.add(new PlannedOperation(1, client, at, new Act.Gread(act.key())));
            }
            operations.add(new PlannedOperation(1, client, at, act));
            at += draw.from(near, "gap", i);
        }
        return Vector.ofAll(operations).take(each);
    }

    /** Some kinds may fall away, one that changes something and one that looks stay. */
    private Vector<Share> drawShares(Draw draw) {
        Vector<Share> drawn = shares.map(share -> new Share(share.kind(), (int)
                draw.from(new Range(0, share.weight()), "share", share.kind().ordinal())));
        return drawn.exists(share -> changes(share.kind()) && share.weight() > 0)
                        && drawn.exists(share -> !changes(share.kind()) && share.weight() > 0)
                ? drawn.filter(share -> share.weight() > 0)
                : shares;
    }

    private static boolean changes(Kind kind) {
        return kind == Kind.WRITE || kind == Kind.GWRITE || kind == Kind.ADD || kind == Kind.INSERT || kind == Kind.PUT;
    }

    private Act act(Draw draw, Options options, Vector<Share> shares, int i) {
        Kind kind = kind(draw, shares, i);
        String key = key(draw, options, kind, i);
        boolean onlyIfCurrent = draw.percent(30, "only if current", i);
        return switch (kind) {
            case PING -> new Act.Ping();
            case READ -> new Act.Read(key);
            case WRITE -> new Act.Write(key);
            case DELETE -> new Act.Delete(key);
            case PUT -> new Act.Put(key);
            case GET -> new Act.Get(key);
            case OUT -> new Act.Out(key);
            case GREAD -> new Act.Gread(key);
            case GWRITE -> new Act.Gwrite(key, context(draw, i), onlyIfCurrent);
            case GDELETE -> new Act.Gdelete(key, context(draw, i), onlyIfCurrent);
            case ADD -> new Act.Add(key, draw.below("amount", i, 100) - 30);
            case COUNT -> new Act.Count(key);
            case INSERT -> new Act.Insert(key);
            case REMOVE -> new Act.Remove(key, (int) draw.below("pick", i, 100));
            case ELEMENTS -> new Act.Elements(key);
            case SCAN -> new Act.Scan("", options.keys().size() + 1);
            case PAGES ->
                new Act.Scan("", 1 + (int) draw.below("page", i, options.keys().size()));
        };
    }

    private String key(Draw draw, Options options, Kind kind, int i) {
        boolean deletes = kind == Kind.DELETE || kind == Kind.GDELETE;
        return habits != Habits.ANY && deletes && draw.percent(95, "key of deletes", i)
                ? options.keys().last()
                : draw.oneOf(options.keys().toVector(), "key", i);
    }

    private static Kind kind(Draw draw, Vector<Share> shares, int i) {
        long rest = draw.below("kind", i, shares.map(Share::weight).sum().longValue());
        for (Share share : shares) {
            rest -= share.weight();
            if (rest < 0) {
                return share.kind();
            }
        }
        throw new IllegalStateException("no share left");
    }

    private ContextReference context(Draw draw, int i) {
        int back = (int) draw.below("back", i, 3);
        if (habits != Habits.READING_FIRST && draw.percent(OF_OTHER_KEYS_PERCENT, "of another key", i)) {
            return new ContextReference(Whose.OTHER_KEYS, 0);
        }
        return switch (habits) {
            case ANY -> usualContext(draw, i);
            case TRAVELLING ->
                draw.percent(25, "from elsewhere", i)
                        ? new ContextReference(Whose.ELSEWHERE, back)
                        : usualContext(draw, i);
            case STALE -> staleContext(draw, i);
            case READING_FIRST -> ContextReference.LATEST;
        };
    }

    /** Mostly the latest of one's own; sometimes an old one, a stranger's, or none. */
    private static ContextReference usualContext(Draw draw, int i) {
        long choice = draw.below("context", i, 10);
        if (choice < 6) {
            return ContextReference.LATEST;
        }
        if (choice < 7) {
            return ContextReference.NONE;
        }
        return new ContextReference(choice < 8 ? Whose.OWN : Whose.ANYBODY, (int) draw.below("back", i, 3));
    }

    private static ContextReference staleContext(Draw draw, int i) {
        long choice = draw.below("context", i, 10);
        int back = (int) draw.below("far back", i, 40);
        if (choice < 2) {
            return ContextReference.NONE;
        }
        return new ContextReference(choice < 5 ? Whose.OWN : choice < 9 ? Whose.ANYBODY : Whose.ELSEWHERE, back);
    }
}
