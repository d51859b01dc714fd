package kyoten.check.linear;

import io.vavr.control.Option;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import kyoten.history.Remarks;
import kyoten.history.Type;
import kyoten.history.Value;

/**
 * The multi-value register of one site and key: the state is the list of live values, sorted.
 *
 * <p>A gread shows exactly the live values. A write or delete of the site replaces all of them but those of other sites. A gwrite or gdelete takes away
 * what the gread whose context it carries had returned: that gread's instant knew more, but whatever of it was live showed, and
 * what was dead does not come back. {@code overwritten} needs that no other value remains, {@code conflict} that one does; a
 * rejection had no effect and is always legal. Values of the workload are unique. {@link Unobserved} keeps indeterminate writes
 * from piling up.
 */
final class MultiValue implements Parted<List<Value>>, Simplifying {
    private final Set<Value> foreign;

    /** No other site writes the key. */
    MultiValue() {
        this(new TreeSet<>());
    }

    /**
     * @param foreign the values that other sites write
     */
    MultiValue(Set<Value> foreign) {
        this.foreign = foreign;
    }

    @Override
    public String name() {
        return "multi-value register";
    }

    @Override
    public String takes() {
        return "gread, gwrite, gdelete, write or delete, with unique values";
    }

    @Override
    public boolean accepts(Call call) {
        return switch (call.f()) {
            case "gread" ->
                !call.known() || call.output() instanceof Value.Items || call.output() instanceof Value.Group;
            case "write", "delete" -> true;
            case "gwrite", "gdelete" ->
                call.outcome().isEmpty()
                        || call.outcome().equals("overwritten")
                        || call.outcome().equals("conflict")
                        || call.outcome().startsWith("rejected");
            default -> false;
        };
    }

    @Override
    public List<Value> initial() {
        return List.of();
    }

    @Override
    public Option<List<Value>> step(List<Value> live, Call call) {
        return switch (call.f()) {
            case "gread" -> Option.when(live.equals(call.output().members()), live);
            case "write" -> Option.some(with(foreign(live), call.input()));
            case "delete" -> Option.some(foreign(live));
            default -> covering(live, call);
        };
    }

    private List<Value> foreign(List<Value> live) {
        return foreign.isEmpty()
                ? List.of()
                : live.stream().filter(foreign::contains).toList();
    }

    /** The argument of these is a list: the value (of a gwrite), then the list of what it covers. */
    private static Option<List<Value>> covering(List<Value> live, Call call) {
        List<Value> parts = call.input().members();
        List<Value> others = without(live, parts.get(1).members());
        boolean fits = switch (call.outcome()) {
            case "overwritten" -> others.isEmpty();
            case "conflict" -> !others.isEmpty();
            default -> true;
        };
        return Option.when(fits, call.f().equals("gwrite") ? with(others, parts.get(0)) : others);
    }

    private static List<Value> without(List<Value> live, List<Value> covered) {
        if (live.isEmpty() || covered.isEmpty()) {
            return live;
        }
        List<Value> rest = new ArrayList<>(live);
        return rest.removeAll(covered) ? List.copyOf(rest) : live;
    }

    private static List<Value> with(List<Value> live, Value value) {
        List<Value> more = new ArrayList<>(live);
        int place = Collections.binarySearch(live, value);
        if (place < 0) {
            more.add(-place - 1, value);
        }
        return List.copyOf(more);
    }

    @Override
    public Option<Value> answer(List<Value> live, Call call) {
        return Option.when(call.f().equals("gread"), () -> new Value.Items(live));
    }

    @Override
    public long bytes(List<Value> live) {
        return 48L + 8L * live.size();
    }

    @Override
    public String shown(List<Value> live) {
        return new Value.Items(live).toString();
    }

    @Override
    public boolean observes(Call call) {
        return call.f().equals("gread") || call.outcome().startsWith("rejected");
    }

    @Override
    public boolean overwrites(Call call) {
        return foreign.isEmpty() && (call.f().equals("write") || call.f().equals("delete"));
    }

    /**
     * A call O may wait if nobody asks for its outcome, for then it steps from every state. Let it stand before T1, T2, ... in an order,
     * and lead to one state before or after each of them alone. So no T takes away what O puts, and O takes away nothing that a T puts.
     * Without O at its place, then, all that is live at any of the T is what is live there with O, less what O puts, and with those that
     * O takes away. Each T still steps: it asks for no outcome; or it leaves a conflict, and there is no less to leave, if O puts
     * nothing; or it leaves nothing, and neither it does now: it leaves nothing of what was live here, since it steps here, and of what
     * other T put it left nothing with O either. At the end O does what it did before. If outcomes of O are asked for, this is not so:
     * two deletes may each leave something behind a third, and not both.
     */
    @Override
    public boolean mayWait(Call waiting, Call other) {
        return waiting.outcome().isEmpty()
                && (puts(waiting).isEmpty() || !other.outcome().equals("conflict"));
    }

    @Override
    public List<Value> parts(List<Value> live) {
        return live;
    }

    @Override
    public Option<Value> puts(Call call) {
        return switch (call.f()) {
            case "write" -> Option.some(call.input());
            case "gwrite" -> Option.some(call.input().members().get(0));
            default -> Option.none();
        };
    }

    @Override
    public List<Value> shows(Call gread) {
        return gread.output().members();
    }

    /** What is live and is not to be shown must be taken away: by a write or delete, or by what covers it. */
    @Override
    public boolean mayLeadTo(List<Value> live, Call gread, List<Call> open) {
        List<Value> shown = gread.output().members();
        if (!without(shown, live).stream().allMatch(value -> isPut(value, open))) {
            return false;
        }
        List<Value> surplus = without(live, shown);
        for (Call call : open) {
            if (surplus.isEmpty() || call.f().equals("write") || call.f().equals("delete")) {
                return true;
            }
            surplus = without(surplus, call.input().members().get(1).members());
        }
        return surplus.isEmpty();
    }

    private boolean isPut(Value value, List<Call> open) {
        for (Call call : open) {
            if (puts(call).contains(value)) {
                return true;
            }
        }
        return false;
    }

    @Override
    public List<Value> saw(Call call) {
        if (call.f().equals("gread")) {
            return call.output().members();
        }
        return call.f().equals("gwrite") || call.f().equals("gdelete")
                ? call.input().members().get(1).members()
                : List.of();
    }

    @Override
    public Option<Value> putBlindly(Call call) {
        return call.f().equals("write") ? Option.some(call.input()) : Option.none();
    }

    /** Where other sites write, too, a write that nobody saw may be all that took a value of theirs away. */
    @Override
    public Track simplify(Track track) {
        return foreign.isEmpty() ? Unobserved.dropped(track, this) : track;
    }

    /** Lets go what other claims are about; puts what the carried context stands for into the argument. */
    static final class Carrying implements ModelSubject.Reading {
        @Override
        public boolean passes(String f, Type type, String outcome) {
            return f.equals("read")
                    || f.equals("scan")
                    || Remarks.isOne(f)
                    || outcome.startsWith("rejected")
                    || type == Type.FAIL;
        }

        @Override
        public Call call(ModelSubject.Told told) {
            String f = told.f();
            if (f.equals("gwrite") || f.equals("gdelete")) {
                Value context = told.context().isNil() ? Value.list() : told.context();
                return new Call(f, Value.list(told.input(), context), Value.NIL, told.ok(), told.outcome());
            }
            Value output = told.ok() && f.equals("gread") ? sorted(told.output()) : Value.NIL;
            return new Call(f, told.input(), output, told.ok(), "");
        }

        /** Siblings have no order here; what is no list stays, for the complaint. */
        private static Value sorted(Value shown) {
            return shown instanceof Value.Items items
                    ? new Value.Items(items.values().stream().sorted().toList())
                    : shown;
        }
    }
}
