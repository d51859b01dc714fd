package kyoten.check.linear;

import io.vavr.control.Option;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import kyoten.check.Claim;
import kyoten.check.Evidence;
import kyoten.check.Limits;
import kyoten.check.Verdict;
import kyoten.check.Witness;
import kyoten.history.Entry;
import kyoten.history.EntrySink;
import kyoten.history.History;
import kyoten.history.HistoryBuilder;
import kyoten.history.MalformedHistoryException;
import kyoten.history.Mark;
import kyoten.history.Ties;
import kyoten.history.Type;
import kyoten.history.Value;

/**
 * Judges registers while they are used: takes the entries of a recorder or of a file as they come, and knows of the first
 * return without explanation as soon as all that was invoked before it has ended. It keeps what is open, and what came since
 * the oldest open operation began; nothing else. An indeterminate operation stays open until the mark that its session closed.
 *
 * <p>The witness is what was open at that return: small, but not always broken on its own. Who recorded the history has the
 * smallest one by {@link Registers}. Not for two threads at once.
 */
public final class OnlineRegister implements EntrySink {
    private static final List<String> SITE_WRITES = List.of("delete", "gwrite", "gdelete");
    private static final List<String> PASSING = List.of("gread", "scan");

    private final Claim claim;
    private final Value initial;
    private final boolean ofSite;
    private final Limits limits;
    private final Map<List<Object>, OnlineObject> objects = new HashMap<>();
    private final Map<String, OnlineObject.Operation> openByProcess = new HashMap<>();
    private final Map<String, List<OnlineObject.Operation>> doubtful = new HashMap<>();
    private final List<Held> heldReturns = new ArrayList<>();
    private final List<Mark.Closed> heldCloses = new ArrayList<>();
    private Ties ties = Ties.CONCURRENT;
    private Option<Verdict> verdict = Option.none();
    private long lastTime = Long.MIN_VALUE;
    private int invoked;
    private long looked;

    /** A return whose instant is not over: what is invoked in it is concurrent. */
    private record Held(OnlineObject.Operation operation, Entry ended) {}

    private OnlineRegister(Claim claim, Value initial, boolean ofSite, Limits limits) {
        this.claim = claim;
        this.initial = initial;
        this.ofSite = ofSite;
        this.limits = limits;
    }

    /** As {@link Registers#withinSite}; limits count for each register. */
    public static OnlineRegister withinSite(Limits limits) {
        return new OnlineRegister(Registers.withinSite().claim(), Value.NIL, true, limits);
    }

    /** As {@link Registers#casRegister}; limits count for each register. */
    public static OnlineRegister casRegister(Value initial, Limits limits) {
        return new OnlineRegister(Registers.casRegister(initial).claim(), initial, false, limits);
    }

    @Override
    public void ties(Ties how) {
        ties = how;
    }

    /** A verdict that nothing to come can change: the claim is broken, or a limit was reached; then the run may stop. */
    public Option<Verdict> verdict() {
        return verdict;
    }

    /** The verdict when nothing more comes: what is open did or did not happen. */
    public Verdict finish() {
        releaseReturns();
        for (OnlineObject object : objects.values()) {
            took(object.finish());
        }
        return verdict.getOrElse(
                () -> Verdict.unbroken(claim, Evidence.of("operations", looked).and("objects", objects.size())));
    }

    /** A close counts from the next entry that is later, or from now on if it comes late itself. */
    @Override
    public void mark(Mark mark) {
        if (mark instanceof Mark.Closed closed) {
            heldCloses.add(closed);
        }
    }

    @Override
    public void entry(Entry entry) {
        if (entry.time() != lastTime || entry.time() == Entry.NO_TIME || ties == Ties.AS_WRITTEN) {
            if (entry.time() < lastTime) {
                throw bad(entry, "time " + entry.time() + " goes backwards; expected " + lastTime + " or later");
            }
            releaseReturns();
            applyCloses(entry.time());
            lastTime = entry.time();
        }
        if (entry.type() == Type.INVOKE) {
            invoke(entry);
        } else {
            end(entry);
        }
    }

    private void applyCloses(long before) {
        for (Mark.Closed closed : List.copyOf(heldCloses)) {
            if (closed.time() < before) {
                heldCloses.remove(closed);
                List<OnlineObject.Operation> own = doubtful.remove(closed.process());
                for (OnlineObject.Operation operation : own == null ? List.<OnlineObject.Operation>of() : own) {
                    took(object(operation.invoked).close(operation));
                }
            }
        }
    }

    private void invoke(Entry entry) {
        OnlineObject.Operation before = openByProcess.get(entry.process());
        if (before != null) {
            throw bad(
                    entry,
                    "process " + entry.process() + " invokes " + entry.f() + " while " + before
                            + " is open; expected that one's completion");
        }
        OnlineObject.Operation operation = new OnlineObject.Operation(entry, number(entry));
        openByProcess.put(entry.process(), operation);
        invoked++;
        if (counts(entry)) {
            object(entry).invoke(operation);
        }
    }

    private int number(Entry entry) {
        return entry.detail().number() == Entry.NONE ? invoked : entry.detail().number();
    }

    private OnlineObject object(Entry entry) {
        return objects.computeIfAbsent(
                List.of(entry.detail().site(), entry.key()), names -> new OnlineObject(initial, limits));
    }

    private void end(Entry entry) {
        OnlineObject.Operation operation = openByProcess.get(entry.process());
        if (operation == null || !operation.invoked.f().equals(entry.f())) {
            throw bad(
                    entry,
                    entry.type().word() + " of " + entry.f() + " by process " + entry.process()
                            + ", which has no such operation open; expected its invocation first");
        }
        openByProcess.remove(entry.process());
        if (!counts(operation.invoked)) {
            return;
        }
        if (entry.type() == Type.INFO) {
            doubtful.computeIfAbsent(entry.process(), name -> new ArrayList<>()).add(operation);
        }
        Held held = new Held(operation, entry);
        if (ties == Ties.CONCURRENT && entry.type() == Type.OK) {
            heldReturns.add(held);
        } else {
            ended(held);
        }
    }

    private void releaseReturns() {
        heldReturns.forEach(this::ended);
        heldReturns.clear();
    }

    private void ended(Held held) {
        looked += held.ended.type() == Type.FAIL ? 0 : 1;
        took(object(held.operation.invoked).end(held.operation, held.ended));
    }

    private void took(OnlineObject.Step step) {
        if (verdict.isDefined() || step instanceof OnlineObject.Step.On) {
            return;
        }
        if (step instanceof OnlineObject.Step.Stuck stuck) {
            verdict = Option.some(broken(stuck));
        } else if (step instanceof OnlineObject.Step.GaveUp gaveUp) {
            verdict = Option.some(new Verdict.Unknown(
                    claim,
                    "the limit of " + gaveUp.limit() + " was reached" + where(gaveUp.operation()) + " after "
                            + gaveUp.events() + " of its events, near " + gaveUp.operation() + ", with "
                            + gaveUp.configurations() + " configurations left"));
        } else {
            throw new IllegalStateException("a step without a consequence: " + step);
        }
    }

    private Verdict broken(OnlineObject.Step.Stuck stuck) {
        String because = stuck.operation() + where(stuck.operation())
                + " has no place in any order of what went before; at"
                + " its return the register may have held "
                + String.join(" or ", stuck.held().stream().map(Value::toString).toList());
        List<String> story =
                stuck.open().stream().map(operation -> operation + " was open").toList();
        return new Verdict.Broken(claim, because, new Witness(window(stuck), List.of(), story));
    }

    /** What was open at the return, as a history: invocations first, then what ended. */
    private static History window(OnlineObject.Step.Stuck stuck) {
        HistoryBuilder builder = new HistoryBuilder("the window", Ties.CONCURRENT);
        TreeSet<Long> times = new TreeSet<>();
        stuck.open().forEach(operation -> times.add(operation.invoked.time()));
        for (OnlineObject.Operation operation : stuck.open()) {
            builder.add(plain(operation.invoked, operation, times.first()));
        }
        builder.add(plain(stuck.operation().ended, stuck.operation(), times.first()));
        return builder.build();
    }

    /** Without its token, whose gread is gone; under a process of its own, as a process may have left several in doubt. */
    private static Entry plain(Entry entry, OnlineObject.Operation operation, long time) {
        Entry.Detail detail = entry.detail();
        return new Entry(
                entry.type(),
                entry.process() + "/" + operation.number,
                entry.f(),
                entry.key(),
                entry.value(),
                time,
                new Entry.Detail(
                        detail.site(), Entry.NONE, detail.outcome(), detail.error(), operation.number, detail.line()));
    }

    private static String where(OnlineObject.Operation operation) {
        Entry entry = operation.invoked;
        return (entry.key().isNil() ? "" : " on key " + entry.key())
                + (entry.detail().site().isEmpty()
                        ? ""
                        : " at site " + entry.detail().site());
    }

    /** Whether an operation is one of a register. */
    private boolean counts(Entry entry) {
        boolean cas = entry.f().equals("cas") && !ofSite;
        if (cas && entry.value().members().size() != 2) {
            throw bad(entry, "cas of " + entry.value() + "; expected a list of the expected and the new value");
        }
        if (cas || entry.f().equals("read") || entry.f().equals("write")) {
            return true;
        }
        if (ofSite && SITE_WRITES.contains(entry.f())) {
            return true;
        }
        if (ofSite && PASSING.contains(entry.f())) {
            return false;
        }
        throw bad(
                entry,
                "unknown :f " + entry.f() + "; expected "
                        + (ofSite ? "read, write, delete, gread, gwrite, gdelete or scan" : "read, write or cas"));
    }

    private MalformedHistoryException bad(Entry entry, String problem) {
        return new MalformedHistoryException("history", entry.detail().line(), problem);
    }
}
