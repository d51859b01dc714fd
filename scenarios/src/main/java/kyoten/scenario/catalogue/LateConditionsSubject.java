package kyoten.scenario.catalogue;

import io.vavr.collection.Vector;
import java.util.function.Function;
import kyoten.scenario.plan.Act;
import kyoten.scenario.plan.ContextReference;
import kyoten.scenario.plan.ContextReference.Whose;

/** The store of many sites, which is asked at last, everywhere, to do what it must not: to go by contexts of long ago. */
final class LateConditionsSubject extends GeoSubject {
    /** How many greads of the key ago, from the oldest on; the last ones are those of the clients that looked at the end. */
    private static final Vector<Integer> AGO = Vector.of(11, 8, 6, 5, 4);

    @Override
    public Vector<Function<String, Act>> afterLooks() {
        return AGO.map(ago -> key -> new Act.Gdelete(key, new ContextReference(Whose.ANYBODY, ago), true));
    }
}
