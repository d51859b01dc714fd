package kyoten.scenario.folder;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import kyoten.node.NodeId;
import kyoten.scenario.Stage;
import tools.jackson.core.JsonGenerator;

/** Who has a lane, in their order from above: site by site the servers, then the clients who stand there. */
final class Lanes {
    /** The lane of what concerns nobody who has one. */
    static final int NONE = -1;

    private static final Pattern PROCESS = Pattern.compile("c(\\d+)\\b.*");

    private final Stage stage;
    private final Map<String, Integer> numbers = new LinkedHashMap<>();
    private final Map<String, String> sites = new LinkedHashMap<>();

    Lanes(Stage stage) {
        this.stage = stage;
        for (Stage.Site site : stage.sites()) {
            site.servers().forEach(server -> add(server, site));
            stage.clients()
                    .filter(client ->
                            stage.site(stage.home(stage.number(client)).site()).equals(site))
                    .forEach(client -> add(client, site));
        }
    }

    private void add(NodeId node, Stage.Site site) {
        numbers.put(node.name(), numbers.size());
        sites.put(node.name(), site.name());
    }

    int of(String node) {
        return numbers.getOrDefault(node, NONE);
    }

    /** The lane of the client whose operations a process did: {@code c7.2} is the second life of client 7. */
    int ofProcess(String process) {
        Matcher client = PROCESS.matcher(process);
        return client.matches()
                ? of(stage.client(Integer.parseInt(client.group(1))).name())
                : NONE;
    }

    void write(JsonGenerator json) {
        json.writeArrayPropertyStart("lanes");
        for (String name : numbers.keySet()) {
            json.writeStartObject();
            json.writeStringProperty("name", name);
            json.writeStringProperty("site", sites.get(name));
            json.writeBooleanProperty("client", stage.clients().contains(new NodeId(name)));
            json.writeEndObject();
        }
        json.writeEndArray();
    }
}
