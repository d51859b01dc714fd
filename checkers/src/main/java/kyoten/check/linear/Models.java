package kyoten.check.linear;

import io.vavr.control.Option;
import java.util.List;
import java.util.TreeMap;
import java.util.function.Supplier;
import kyoten.check.Checker;
import kyoten.check.Claim;
import kyoten.history.Value;

/** The linearizability checkers, by the names under which the command line knows them. */
public final class Models {
    private static final TreeMap<String, Supplier<Checker>> BY_NAME = new TreeMap<>();

    static {
        BY_NAME.put("register", () -> Registers.casRegister(Value.NIL));
        BY_NAME.put("cas-register", () -> Registers.casRegister(Value.of(0)));
        BY_NAME.put("etcd-cas-register", () -> Registers.casRegister(Value.NIL));
        BY_NAME.put("site-register", Registers::withinSite);
        BY_NAME.put("multi-value-register", MultiValueClaim::new);
        for (Supplier<Model<?>> model : List.<Supplier<Model<?>>>of(
                Objects.AppendedText::new,
                Objects.Mutex::new,
                Objects.Counter::new,
                Objects.Queue::new,
                Objects.Members::new)) {
            String name = model.get().name();
            BY_NAME.put(
                    name.equals("counter") || name.equals("set") ? "linearizable-" + name : name,
                    () -> of(model.get()));
        }
    }

    private Models() {}

    /** All names, in alphabetical order. */
    public static List<String> names() {
        return List.copyOf(BY_NAME.keySet());
    }

    /** The checker of a model of its own, objects of each key by themselves. */
    public static Option<Checker> named(String name) {
        return Option.of(BY_NAME.get(name)).map(Supplier::get);
    }

    /** A checker of any model: objects of each key by themselves. */
    public static Linearizability of(Model<?> model) {
        Claim claim =
                new Claim("linearizable-" + model.name(), "per key, the operations are a linearizable " + model.name());
        return new Linearizability(claim, new ModelSubject<>(model, new ModelSubject.Plain()), true, Runnable::run);
    }
}
