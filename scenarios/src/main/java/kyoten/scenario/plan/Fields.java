package kyoten.scenario.plan;

import io.vavr.collection.Seq;
import io.vavr.collection.Vector;
import io.vavr.control.Option;
import java.util.TreeSet;
import java.util.function.Function;
import tools.jackson.databind.JsonNode;

/**
 * One JSON object of a written plan, read field by field; it remembers which fields were read, so that what is left over is
 * told as a mistake. All methods throw {@link BadPlan} with the place of what is wrong.
 */
final class Fields {
    private final JsonNode object;
    private final String place;
    private final TreeSet<String> read = new TreeSet<>();
    private Option<Topology> stage = Option.none();

    Fields(JsonNode object, String place) {
        if (!object.isObject()) {
            throw new BadPlan(place + ": expected an object, found " + object);
        }
        this.object = object;
        this.place = place;
    }

    /** These fields, which name sites, servers and clients that there have to be. */
    Fields on(Topology topology) {
        stage = Option.of(topology);
        return this;
    }

    String text(String name) {
        JsonNode value = required(name);
        if (!value.isString()) {
            throw wrong(name, "a string", value);
        }
        return value.asString();
    }

    /** A text that must mean something. */
    <T> T meaning(String name, Function<String, Option<T>> parse, String expected) {
        String written = text(name);
        return parse.apply(written).getOrElseThrow(() -> wrong(name, expected, object.get(name)));
    }

    Target target(String name) {
        return there(
                meaning(
                        name,
                        Target::parse,
                        "\"leader\", \"former leader\", \"noter\", \"server 1\", \"follower 1\" or \"client 1\""),
                place(name));
    }

    private Target there(Target target, String at) {
        for (Topology topology : stage) {
            Topology.Site site = topology.site(has("site") ? siteNumber("site") : 1);
            if (target instanceof Target.Server server) {
                among(at, "servers of " + site.name(), site.servers(), server.number());
            } else if (target instanceof Target.Client client) {
                among(at, "clients", topology.homes().size(), client.number());
            }
        }
        return target;
    }

    private static void among(String at, String what, int count, int number) {
        if (number < 1 || number > count) {
            throw new BadPlan(at + ": the " + what + " are numbered from 1 to " + count + ", found " + number);
        }
    }

    /** A client by its number. */
    int client(String name) {
        int number = number(name);
        stage.forEach(topology -> among(place(name), "clients", topology.homes().size(), number));
        return number;
    }

    long time(String name) {
        return meaning(name, Times::parse, "a time such as \"120ms\" or \"1.5s\"");
    }

    int number(String name) {
        JsonNode value = required(name);
        if (!value.isIntegralNumber() || !value.canConvertToInt()) {
            throw wrong(name, "a whole number", value);
        }
        return value.intValue();
    }

    long longNumber(String name) {
        JsonNode value = required(name);
        if (!value.isIntegralNumber() || !value.canConvertToLong()) {
            throw wrong(name, "a whole number", value);
        }
        return value.longValue();
    }

    boolean truth(String name) {
        JsonNode value = required(name);
        if (!value.isBoolean()) {
            throw wrong(name, "true or false", value);
        }
        return value.booleanValue();
    }

    Fields object(String name) {
        return new Fields(required(name), place(name));
    }

    /** A list, each element read as the one field "value" of an object at the element's place. */
    <T> Seq<T> list(String name, Function<Element, T> readElement) {
        JsonNode array = required(name);
        if (!array.isArray()) {
            throw wrong(name, "a list", array);
        }
        java.util.ArrayList<T> elements = new java.util.ArrayList<>(array.size());
        for (int i = 0; i < array.size(); i++) {
            elements.add(readElement.apply(new Element(array.get(i), place(name) + "[" + i + "]", this)));
        }
        return Vector.ofAll(elements);
    }

    /** A site by its number. */
    int siteNumber(String name) {
        return site(number(name), place(name));
    }

    /** Sites by their numbers, at least one. */
    Seq<Integer> siteNumbers(String name) {
        Seq<Integer> numbers = list(name, Element::number);
        if (numbers.isEmpty()) {
            throw wrong(name, "numbers of sites, which count from 1", object.get(name));
        }
        numbers.forEach(number -> site(number, place(name)));
        return numbers;
    }

    private int site(int number, String at) {
        among(at, "sites", stage.map(topology -> topology.sites().size()).getOrElse(Integer.MAX_VALUE), number);
        return number;
    }

    boolean has(String name) {
        return object.has(name);
    }

    /** What was built from this object's fields, unless a field is left over or the values don't go together. */
    <T> T whole(java.util.function.Supplier<T> build) {
        T built;
        try {
            built = build.get();
        } catch (IllegalArgumentException contradiction) {
            throw new BadPlan(place + ": " + contradiction.getMessage());
        }
        for (String name : object.propertyNames()) {
            if (!read.contains(name)) {
                throw new BadPlan(place(name) + ": no such field here; expected " + String.join(", ", read));
            }
        }
        return built;
    }

    BadPlan wrong(String name, String expected, Object found) {
        return new BadPlan(place(name) + ": expected " + expected + ", found " + found);
    }

    private JsonNode required(String name) {
        read.add(name);
        JsonNode value = object.get(name);
        if (value == null) {
            throw new BadPlan(place(name) + ": missing");
        }
        return value;
    }

    private String place(String name) {
        return place.isEmpty() ? name : place + "." + name;
    }

    /** One element of a list. */
    record Element(JsonNode value, String place, Fields of) {
        Fields fields() {
            return new Fields(value, place);
        }

        String text() {
            if (!value.isString()) {
                throw new BadPlan(place + ": expected a string, found " + value);
            }
            return value.asString();
        }

        int number() {
            if (!value.isIntegralNumber() || !value.canConvertToInt()) {
                throw new BadPlan(place + ": expected a whole number, found " + value);
            }
            return value.intValue();
        }

        /** A text that must mean something. */
        <T> T meaning(Function<String, Option<T>> parse, String expected) {
            return parse.apply(text())
                    .getOrElseThrow(() -> new BadPlan(place + ": expected " + expected + ", found " + value));
        }

        Target target() {
            return of.there(meaning(Target::parse, "a server"), place);
        }
    }
}
