package kyoten.check.linear;

import io.vavr.control.Option;
import java.util.List;
import kyoten.history.Value;

/** A place for one value: {@code put V} fills it anew, {@code get} shows it, {@code out} shows and takes it; nil if it is empty. */
final class Place implements Model<Value> {
    @Override
    public String name() {
        return "put-get-out";
    }

    @Override
    public String takes() {
        return "put VALUE, get or out";
    }

    @Override
    public boolean accepts(Call call) {
        return switch (call.f()) {
            case "put" -> !call.input().isNil();
            case "get", "out" -> true;
            default -> false;
        };
    }

    @Override
    public Value initial() {
        return Value.NIL;
    }

    @Override
    public Option<Value> step(Value state, Call call) {
        return switch (call.f()) {
            case "put" -> Option.some(call.input());
            case "get" -> Option.when(saw(state, call), state);
            default -> Option.when(saw(state, call), Value.NIL);
        };
    }

    private static boolean saw(Value state, Call call) {
        return !call.known() || call.output().equals(state);
    }

    /** Also an out that found nothing took nothing. */
    @Override
    public boolean observes(Call call) {
        return call.f().equals("get")
                || call.f().equals("out") && call.known() && call.output().isNil();
    }

    @Override
    public boolean overwrites(Call call) {
        return call.f().equals("put") || call.f().equals("out") && !call.known();
    }

    @Override
    public List<Value> saw(Call call) {
        return call.f().equals("put") || !call.known() || call.output().isNil() ? List.of() : List.of(call.output());
    }

    @Override
    public Option<Value> putBlindly(Call call) {
        return Option.when(call.f().equals("put"), call.input());
    }

    @Override
    public Option<Value> answer(Value state, Call call) {
        return Option.when(!call.f().equals("put"), state);
    }
}
