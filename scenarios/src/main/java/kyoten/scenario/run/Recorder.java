package kyoten.scenario.run;

import com.google.protobuf.ByteString;
import io.vavr.control.Option;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import kyoten.history.Entry;
import kyoten.history.Entry.Detail;
import kyoten.history.EntrySink;
import kyoten.history.History;
import kyoten.history.HistoryBuilder;
import kyoten.history.Mark;
import kyoten.history.Remarks;
import kyoten.history.Ties;
import kyoten.history.Type;
import kyoten.history.Value;
import kyoten.scenario.Answer;
import kyoten.scenario.Stage;
import kyoten.scenario.plan.Act;
import kyoten.scenario.plan.ContextReference;
import kyoten.scenario.plan.ContextReference.Whose;
import kyoten.scenario.plan.PlanText;
import kyoten.scenario.plan.PlannedOperation;

/**
 * Writes down what the clients of one run asked and heard, in the order in which it happened, and remembers the contexts that
 * they may carry later. A client whose operation ends in doubt goes on under a new name. Not for two threads at once.
 */
public final class Recorder {
    private static final int REPLACED = 500_000_000;
    private static final int RESOLVED = 1_000_000_000;
    private static final int FENCED = 1_500_000_000;
    private static final int CURRENT = 2_000_000_000;
    private static final Ties TIES = Ties.AS_WRITTEN;

    private final Stage stage;
    private final List<String> keys;
    private final Scans scans;
    private final List<Entry> entries = new ArrayList<>();
    private final List<Mark> marks = new ArrayList<>();
    private Option<EntrySink> listener = Option.none();
    private final Map<Integer, Integer> doubts = new HashMap<>();
    private final Map<String, List<String>> doubtersOfSessions = new HashMap<>();
    private final Map<String, List<Known>> known = new HashMap<>();
    private final Map<String, List<Value>> elements = new HashMap<>();
    private int operations;
    private int answered;

    /** An answered gread. */
    private record Known(int number, int client, ByteString context) {}

    /**
     * A context that an operation carries, and the gread that it came from, or {@link Entry#NONE}; or the element that a remove
     * names.
     */
    record Carried(ByteString context, int gread) {
        static final Carried NOTHING = new Carried(ByteString.EMPTY, Entry.NONE);
    }

    /**
     * @param stage tells which site serves which client
     * @param keys that a scan may find
     */
    Recorder(Stage stage, Iterable<String> keys) {
        this.stage = stage;
        this.keys = new ArrayList<>();
        keys.forEach(this.keys::add);
        scans = new Scans(this.keys);
    }

    /** Passes on all that is recorded from now on. */
    void tell(EntrySink sink) {
        sink.ties(TIES);
        listener = Option.of(sink);
    }

    private void add(Entry entry) {
        entries.add(entry);
        listener.forEach(sink -> sink.entry(entry));
    }

    /** The context that a reference stands for now. */
    Carried resolve(ContextReference reference, String key, int client) {
        return switch (reference.whose()) {
            case NOBODY -> Carried.NOTHING;
            case OTHER_KEYS -> ofAnotherKey(reference, key, client);
            default -> ofKey(reference, key, client);
        };
    }

    /** It must be rejected. Whoever takes it all the same takes it for the empty context, or does harm. */
    private Carried ofAnotherKey(ContextReference reference, String key, int client) {
        ContextReference own = new ContextReference(Whose.OWN, reference.back());
        return keys.stream()
                .filter(other -> !other.equals(key))
                .map(other -> ofKey(own, other, client))
                .filter(carried -> carried != Carried.NOTHING)
                .findFirst()
                .map(carried -> new Carried(carried.context, Entry.NONE))
                .orElse(Carried.NOTHING);
    }

    private Carried ofKey(ContextReference reference, String key, int client) {
        List<Known> ofKey = known.getOrDefault(key, List.of());
        int passOver = reference.back();
        for (int i = ofKey.size() - 1; i >= 0; i--) {
            Known gread = ofKey.get(i);
            if (isOneOf(reference.whose(), gread.client, client) && passOver-- == 0) {
                return new Carried(gread.context, gread.number);
            }
        }
        return Carried.NOTHING;
    }

    /** The element that a remove names now. */
    Carried element(Act.Remove remove, int client) {
        List<Value> seen = elements.getOrDefault(remove.key() + '\n' + client, List.of());
        String element =
                seen.isEmpty() ? "none" : seen.get(remove.pick() % seen.size()).toString();
        return new Carried(ByteString.copyFromUtf8(element), Entry.NONE);
    }

    private boolean isOneOf(Whose whose, int reader, int client) {
        return switch (whose) {
            case NOBODY, OTHER_KEYS -> false;
            case OWN -> reader == client;
            case ANYBODY -> true;
            case ELSEWHERE -> stage.home(reader).site() != stage.home(client).site();
        };
    }

    private String site(int client) {
        return stage.site(stage.home(client).site()).name();
    }

    /** An operation begins. */
    void invoked(PlannedOperation operation, Carried carried, long time) {
        operations++;
        if (operation.act() instanceof Act.Scan) {
            scans.begun(operation, process(operation.client()), site(operation.client()), time)
                    .forEach(this::add);
        } else {
            add(entry(operation, carried, time));
        }
    }

    /** An operation ends. */
    void answered(PlannedOperation operation, Carried carried, Answer answer, long time) {
        answered += answer instanceof Answer.Ok || answer instanceof Answer.Page ? 1 : 0;
        if (operation.act() instanceof Act.Scan) {
            scans.answered(operation, process(operation.client()), site(operation.client()), answer, time)
                    .forEach(this::add);
            return;
        }
        Entry begun = entry(operation, carried, time);
        if (answer instanceof Answer.Ok ok) {
            Value result = begun.value().isNil() ? ok.value() : begun.value();
            add(begun.completed(Type.OK, result, time).outcome(ok.outcome()));
            remember(operation, ok);
            remark(operation, ok, time);
        } else if (answer instanceof Answer.Fail fail) {
            add(begun.completed(Type.FAIL, Value.NIL, time).error(fail.error()));
        } else if (answer instanceof Answer.Info info) {
            add(begun.completed(Type.INFO, Value.NIL, time).error(info.error()));
            doubt(operation.client(), info.session());
        } else {
            throw new IllegalArgumentException("no answer to " + operation + ": " + answer);
        }
    }

    /** The close of a session was answered: what its client left in doubt cannot happen any more. */
    void sessionClosed(String session, long time) {
        List<String> processes = doubtersOfSessions.remove(session);
        if (processes != null) {
            processes.forEach(process -> mark(new Mark.Closed(time, process)));
        }
    }

    /** Something that the recorder knows and no client saw. */
    void mark(Mark mark) {
        marks.add(mark);
        listener.forEach(sink -> sink.mark(mark));
    }

    /** How many operations have begun. */
    int operations() {
        return operations;
    }

    /** How many operations were done for sure. */
    int answered() {
        return answered;
    }

    /** What was recorded so far. */
    History history() {
        HistoryBuilder builder = new HistoryBuilder("the recorder", TIES);
        entries.forEach(builder::add);
        marks.forEach(builder::mark);
        return builder.build();
    }

    private void remark(PlannedOperation operation, Answer.Ok ok, long time) {
        Answer.Aside aside = ok.aside();
        if (!aside.resolved().isNil()) {
            remark(operation, Remarks.RESOLVE, RESOLVED, aside.resolved(), time);
        }
        if (aside.fenced()) {
            remark(operation, Remarks.FENCED, FENCED, Value.of(true), time);
        }
        for (boolean replaced : aside.replaced()) {
            remark(operation, Remarks.REPLACED, REPLACED, Value.of(replaced), time);
        }
        if (operation.act().onlyIfCurrent() && !ok.outcome().startsWith("rejected")) {
            remark(operation, Remarks.CURRENT, CURRENT, Value.of(true), time);
        }
    }

    private void remark(PlannedOperation operation, String f, int above, Value value, long time) {
        Detail detail = new Detail(
                site(operation.client()), operation.number(), "", "", above + operation.number(), Entry.NONE);
        String process = process(operation.client()) + '/' + f;
        Value key = Value.of(operation.act().key());
        Entry begun = new Entry(Type.INVOKE, process, f, key, Value.NIL, time, detail);
        add(begun);
        add(begun.completed(Type.OK, value, time));
    }

    private void remember(PlannedOperation operation, Answer.Ok ok) {
        if (operation.act() instanceof Act.Elements looked) {
            elements.put(looked.key() + '\n' + operation.client(), ok.value().members());
        }
        if (operation.act() instanceof Act.Gread gread) {
            known.computeIfAbsent(gread.key(), key -> new ArrayList<>())
                    .add(new Known(operation.number(), operation.client(), ok.context()));
        }
    }

    private void doubt(int client, String session) {
        doubtersOfSessions.computeIfAbsent(session, any -> new ArrayList<>()).add(process(client));
        doubts.merge(client, 1, Integer::sum);
    }

    private String process(int client) {
        int lives = doubts.getOrDefault(client, 0);
        return lives == 0 ? "c" + client : "c" + client + '.' + (lives + 1);
    }

    private Entry entry(PlannedOperation operation, Carried carried, long time) {
        Act act = operation.act();
        Value argument = argument(operation, carried);
        Value key = act instanceof Act.Ping ? Value.NIL : Value.of(act.key());
        Detail detail = new Detail(site(operation.client()), carried.gread, "", "", operation.number(), Entry.NONE);
        return new Entry(Type.INVOKE, process(operation.client()), PlanText.nameOf(act), key, argument, time, detail);
    }

    private static Value argument(PlannedOperation operation, Carried carried) {
        Act act = operation.act();
        if (act instanceof Act.Add add) {
            return Value.of(add.amount());
        } else if (act instanceof Act.Remove) {
            return Value.of(carried.context.toStringUtf8());
        }
        boolean writes = act instanceof Act.Write
                || act instanceof Act.Gwrite
                || act instanceof Act.Insert
                || act instanceof Act.Put;
        return writes ? Value.of(operation.value()) : Value.NIL;
    }
}
