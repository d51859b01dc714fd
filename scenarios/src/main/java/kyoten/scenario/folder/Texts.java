package kyoten.scenario.folder;

import java.util.LinkedHashMap;
import java.util.Map;
import tools.jackson.core.JsonGenerator;

/** Texts by number, each of them once. */
final class Texts {
    private final Map<String, Integer> numbers = new LinkedHashMap<>();

    int number(String text) {
        Integer known = numbers.putIfAbsent(text, numbers.size());
        return known == null ? numbers.size() - 1 : known;
    }

    void write(JsonGenerator json) {
        json.writeArrayPropertyStart("texts");
        numbers.keySet().forEach(json::writeString);
        json.writeEndArray();
    }
}
