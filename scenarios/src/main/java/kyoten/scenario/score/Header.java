package kyoten.scenario.score;

import io.vavr.collection.TreeMap;

/** The lines {@code Key: value} above a plant's diff; a line that begins with a blank continues the one before. */
record Header(String plant, TreeMap<String, String> values) {

    static Header read(String plant, String text) {
        TreeMap<String, String> values = TreeMap.empty();
        String key = "";
        int number = 0;
        for (String line : text.lines().toList()) {
            number++;
            int colon = line.indexOf(": ");
            if (line.startsWith(" ") && !key.isEmpty()) {
                values = values.put(key, values.getOrElse(key, "") + " " + line.strip());
            } else if (colon > 0) {
                key = line.substring(0, colon);
                values = values.put(key, line.substring(colon + 2).strip());
            } else if (!line.isBlank()) {
                throw new BadPlant(plant, "line " + number + ": expected 'Key: value', found '" + line + "'");
            }
        }
        return new Header(plant, values);
    }

    String get(String key) {
        return values.get(key)
                .filter(value -> !value.isEmpty())
                .getOrElseThrow(() -> new BadPlant(plant, "the header has no line '" + key + ": …'"));
    }
}
