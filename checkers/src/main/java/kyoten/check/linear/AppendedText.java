package kyoten.check.linear;

import io.vavr.control.Option;
import java.util.List;
import java.util.TreeSet;
import kyoten.history.Value;

/**
 * A string: {@code put} sets it, {@code append} lengthens it, {@code get} shows it; empty at first.
 *
 * <p>Once the calls are known, all texts that no get begins with are one state, none: no append makes one of them a text that is
 * shown, and a put makes the same of all. Without this, appends that nobody saw would be searched in all their orders.
 */
final class AppendedText implements Model<Option<String>> {
    private final Option<TreeSet<String>> shown;

    AppendedText() {
        this(Option.none());
    }

    private AppendedText(Option<TreeSet<String>> shown) {
        this.shown = shown;
    }

    @Override
    public AppendedText knowing(List<Call> calls) {
        TreeSet<String> texts = new TreeSet<>();
        calls.stream().filter(this::observes).forEach(get -> texts.add(text(get.output())));
        return new AppendedText(Option.some(texts));
    }

    @Override
    public String name() {
        return "kv-append";
    }

    @Override
    public String takes() {
        return "get, put TEXT or append TEXT";
    }

    @Override
    public boolean accepts(Call call) {
        return switch (call.f()) {
            case "get" ->
                !call.known()
                        || call.output() instanceof Value.Text
                        || call.output().isNil();
            case "put", "append" -> call.input() instanceof Value.Text;
            default -> false;
        };
    }

    @Override
    public Option<String> initial() {
        return Option.some("");
    }

    @Override
    public Option<Option<String>> step(Option<String> state, Call call) {
        return switch (call.f()) {
            case "get" -> Option.when(state.contains(text(call.output())), state);
            case "put" -> Option.some(ifShown(text(call.input())));
            default -> Option.some(state.flatMap(text -> ifShown(text + text(call.input()))));
        };
    }

    private Option<String> ifShown(String text) {
        return Option.when(shown.isEmpty() || beginsOne(text, shown.get()), text);
    }

    /** Whether one of the texts, which are in order, begins with this one: then so does the least of those that are not less. */
    private static boolean beginsOne(String text, TreeSet<String> texts) {
        String next = texts.ceiling(text);
        return next != null && next.startsWith(text);
    }

    /** A text only grows, unless it is put anew. */
    @Override
    public boolean mayLeadTo(Option<String> state, Call get, List<Call> open) {
        String wanted = text(get.output());
        return state.exists(wanted::startsWith)
                || open.stream().anyMatch(call -> call.f().equals("put") && wanted.startsWith(text(call.input())));
    }

    private static String text(Value value) {
        return value.isNil() ? "" : value.toString();
    }

    @Override
    public Option<Value> answer(Option<String> state, Call call) {
        return call.f().equals("get") ? state.map(Value::of) : Option.none();
    }

    @Override
    public long bytes(Option<String> state) {
        return 64L + 2L * state.map(String::length).getOrElse(0);
    }

    @Override
    public String shown(Option<String> state) {
        return state.getOrElse("a text that nobody is shown");
    }

    @Override
    public boolean observes(Call call) {
        return call.f().equals("get");
    }

    @Override
    public boolean overwrites(Call call) {
        return call.f().equals("put");
    }

    /** Two appends may lead to a text that nobody is shown in either order, and with a third before them in one order only. */
    @Override
    public boolean mayWait(Call waiting, Call other) {
        return false;
    }

    @Override
    public boolean isBlind(Call call) {
        return !call.f().equals("get");
    }
}
