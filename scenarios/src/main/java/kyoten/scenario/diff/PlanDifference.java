package kyoten.scenario.diff;

import io.vavr.collection.Vector;
import kyoten.scenario.plan.Plan;
import kyoten.scenario.plan.PlanText;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What two plans do not have in common, in lines for a reader. */
public final class PlanDifference {
    private static final int SHOWN = 6;
    private static final JsonMapper JSON = JsonMapper.shared();

    private PlanDifference() {}

    /** A line for each difference; none if the plans are equal. */
    public static Vector<String> of(Plan one, Plan other) {
        JsonNode first = JSON.readTree(PlanText.write(one));
        JsonNode second = JSON.readTree(PlanText.write(other));
        return fields("scenario", first.get("scenario"), second.get("scenario"))
                .appendAll(fields("seed", first.get("seed"), second.get("seed")))
                .appendAll(fields("options", first.get("options"), second.get("options")))
                .appendAll(elements("operations", first, second))
                .appendAll(elements("faults", first, second))
                .appendAll(elements("deliveries", first, second));
    }

    private static Vector<String> fields(String path, JsonNode one, JsonNode other) {
        if (one.equals(other)) {
            return Vector.empty();
        }
        if (!one.isObject() || !other.isObject()) {
            return Vector.of(path + ": " + one + " / " + other);
        }
        return Vector.ofAll(one.propertyNames())
                .appendAll(other.propertyNames())
                .distinct()
                .flatMap(name -> fields(path + '.' + name, one.path(name), other.path(name)));
    }

    private static Vector<String> elements(String name, JsonNode one, JsonNode other) {
        Vector<JsonNode> first = Vector.ofAll(one.path(name));
        Vector<JsonNode> second = Vector.ofAll(other.path(name));
        return only("A", name, first.removeAll(second)).appendAll(only("B", name, second.removeAll(first)));
    }

    private static Vector<String> only(String run, String name, Vector<JsonNode> elements) {
        if (elements.isEmpty()) {
            return Vector.empty();
        }
        Vector<String> lines = Vector.of(elements.size() + " " + name + " only in " + run + ":")
                .appendAll(elements.take(SHOWN).map(element -> "  " + element));
        return elements.size() > SHOWN ? lines.append("  and " + (elements.size() - SHOWN) + " more") : lines;
    }
}
