package kyoten.check.linear;

import io.vavr.control.Option;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import kyoten.check.Claim;
import kyoten.check.Evidence;
import kyoten.check.Limits;
import kyoten.check.Online;
import kyoten.check.Verdict;
import kyoten.check.Witness;
import kyoten.history.Entry;
import kyoten.history.HistoryBuilder;
import kyoten.history.MalformedHistoryException;
import kyoten.history.Mark;
import kyoten.history.Ties;
import kyoten.history.Type;

/**
 * Judges objects while they are used, and knows of the first return without explanation as soon as all that was invoked before
 * it has ended. It keeps what is open, and what came since the oldest open operation began; nothing else. An indeterminate
 * operation stays open until the mark that its session closed.
 */
final class OnlineLinearizability implements Online {
    private final Claim claim;
    private final Subject subject;
    private final boolean perKey;
    private final Limits limits;
    private final Map<List<Object>, OnlineObject> objects = new LinkedHashMap<>();
    private final Map<String, OnlineOperation> openByProcess = new HashMap<>();
    private final Map<String, List<OnlineOperation>> doubtful = new HashMap<>();
    private final List<Held> heldReturns = new ArrayList<>();
    private final List<Mark.Closed> heldCloses = new ArrayList<>();
    private Ties ties = Ties.CONCURRENT;
    private Option<Verdict> verdict = Option.none();
    private long lastTime = Long.MIN_VALUE;
    private int invoked;
    private long looked;

    /** A return whose instant is not over: what is invoked in it is concurrent. */
    private record Held(OnlineOperation operation, Entry ended) {}

    OnlineLinearizability(Claim claim, Subject subject, boolean perKey, Limits limits) {
        this.claim = claim;
        this.subject = subject;
        this.perKey = perKey;
        this.limits = limits;
    }

    @Override
    public void ties(Ties how) {
        ties = how;
    }

    @Override
    public Option<Verdict> verdict() {
        return verdict;
    }

    @Override
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
                List<OnlineOperation> own = doubtful.remove(closed.process());
                for (OnlineOperation operation : own == null ? List.<OnlineOperation>of() : own) {
                    took(object(operation.invoked).close(operation));
                }
            }
        }
    }

    private void invoke(Entry entry) {
        OnlineOperation before = openByProcess.get(entry.process());
        if (before != null) {
            throw bad(
                    entry,
                    "process " + entry.process() + " invokes " + entry.f() + " while " + before
                            + " is open; expected that one's completion");
        }
        OnlineOperation operation = new OnlineOperation(entry, number(entry));
        openByProcess.put(entry.process(), operation);
        invoked++;
        if (subject.counts(entry)) {
            object(entry).invoke(operation);
        }
    }

    private int number(Entry entry) {
        return entry.detail().number() == Entry.NONE ? invoked : entry.detail().number();
    }

    private OnlineObject object(Entry entry) {
        return objects.computeIfAbsent(
                perKey ? List.of(entry.detail().site(), entry.key()) : List.of(),
                names -> new OnlineObject(subject, limits));
    }

    private void end(Entry entry) {
        OnlineOperation operation = openByProcess.get(entry.process());
        if (operation == null || !operation.invoked.f().equals(entry.f())) {
            throw bad(
                    entry,
                    entry.type().word() + " of " + entry.f() + " by process " + entry.process()
                            + ", which has no such operation open; expected its invocation first");
        }
        openByProcess.remove(entry.process());
        if (!subject.counts(operation.invoked)) {
            return;
        }
        if (entry.type() == Type.INFO) {
            doubtful.computeIfAbsent(entry.process(), name -> new ArrayList<>()).add(operation);
        }
        Held held = new Held(operation, entry);
        if (ties == Ties.CONCURRENT && entry.type() == Type.OK && entry.time() != Entry.NO_TIME) {
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
                    "the limit of " + gaveUp.limit() + " was reached"
                            + gaveUp.operation().where() + " after "
                            + gaveUp.events() + " of its events, near " + gaveUp.operation() + ", with "
                            + gaveUp.configurations() + " configurations left"));
        } else {
            throw new IllegalStateException("a step without a consequence: " + step);
        }
    }

    private Verdict broken(OnlineObject.Step.Stuck stuck) {
        String because = stuck.operation() + stuck.operation().where()
                + " has no place in any order of what went before"
                + (stuck.held().isEmpty()
                        ? ""
                        : "; before its return the object may have held " + String.join(" or ", stuck.held()));
        return new Verdict.Broken(claim, because, window(stuck));
    }

    /** What was open at the return, as a history: invocations first, then what ended. */
    private static Witness window(OnlineObject.Step.Stuck stuck) {
        HistoryBuilder builder = new HistoryBuilder("the window", Ties.CONCURRENT);
        TreeSet<Long> times = new TreeSet<>();
        stuck.open().forEach(operation -> times.add(operation.invoked.time()));
        for (OnlineOperation operation : stuck.open()) {
            builder.add(plain(operation.invoked, operation, times.first()));
        }
        int lit = builder.add(plain(stuck.operation().ended, stuck.operation(), times.first()));
        return new Witness(builder.build(), List.of(lit), List.of());
    }

    /** Without its token, whose gread is gone; under a process of its own, as a process may have left several in doubt. */
    private static Entry plain(Entry entry, OnlineOperation operation, long time) {
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

    private MalformedHistoryException bad(Entry entry, String problem) {
        return new MalformedHistoryException("history", entry.detail().line(), problem);
    }
}
