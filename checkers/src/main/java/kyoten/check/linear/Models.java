package kyoten.check.linear;

import io.vavr.collection.TreeMap;
import io.vavr.control.Option;
import java.util.concurrent.Executor;
import java.util.function.Function;
import kyoten.check.Checker;
import kyoten.check.Claim;

/** The linearizability checkers that need nothing but a name. */
public final class Models {
    private static final TreeMap<String, Function<Executor, Checker>> BY_NAME =
            TreeMap.<String, Function<Executor, Checker>>of(
                            "site-register", workers -> Registers.withinSite().on(workers))
                    .put("multi-value-register", workers -> new MultiValueClaim().on(workers))
                    .put("kv-append", workers -> of(new AppendedText()).on(workers))
                    .put("put-get-out", workers -> places().on(workers))
                    .put("mutex", workers -> of(new Objects.Mutex()).on(workers))
                    .put("queue", workers -> of(new Objects.Queue()).on(workers))
                    .put(
                            "linearizable-set",
                            workers -> of(new Objects.Members()).on(workers))
                    .put(
                            "linearizable-counter",
                            workers -> of(new Objects.Counter()).on(workers));

    private Models() {}

    /** The checker of a model, which judges one object after another. */
    public static Option<Checker> named(String name) {
        return named(name, Runnable::run);
    }

    /**
     * The checker of a model.
     *
     * @param workers who judge its objects
     */
    public static Option<Checker> named(String name, Executor workers) {
        return BY_NAME.get(name).map(maker -> maker.apply(workers));
    }

    private static Linearizability places() {
        return new Linearizability(claim(new Place()), new PlaceSubject(), true, Runnable::run);
    }

    private static Claim claim(Model<?> model) {
        return new Claim("linearizable-" + model.name(), "per key, the operations are a linearizable " + model.name());
    }

    /** A checker of any model: the objects of each key by themselves. */
    public static Linearizability of(Model<?> model) {
        return new Linearizability(
                claim(model), new ModelSubject<>(model, new ModelSubject.Plain()), true, Runnable::run);
    }
}
