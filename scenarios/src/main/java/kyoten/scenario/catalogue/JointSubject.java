package kyoten.scenario.catalogue;

import io.vavr.collection.Vector;
import java.util.function.Function;
import kyoten.scenario.plan.Act;

/** The store of many sites, of whose keys all are counters, or all are sets, as soon as an operator says so. */
final class JointSubject extends GeoSubject {
    private final Function<String, Act> look;
    private final Function<String, Act> lastChange;

    private JointSubject(Function<String, Act> look, Function<String, Act> lastChange) {
        this.look = look;
        this.lastChange = lastChange;
    }

    static JointSubject ofCounters() {
        return new JointSubject(Act.Count::new, key -> new Act.Add(key, 1));
    }

    static JointSubject ofSets() {
        return new JointSubject(Act.Elements::new, Act.Insert::new);
    }

    @Override
    public Vector<Function<String, Act>> looks() {
        return Vector.of(look);
    }

    @Override
    public Vector<Function<String, Act>> lastChanges() {
        return Vector.of(lastChange);
    }
}
