package kyoten.scenario.plan;

import java.util.Set;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Faults of one plan in another, which may have fewer sites, servers and clients: numbers beyond the last go round. */
public final class Fitting {
    private static final JsonMapper JSON = JsonMapper.shared();
    private static final Set<String> OF_SITES = Set.of("one", "other", "by", "from", "to");

    private final Topology topology;
    private final int site;

    private Fitting(Topology topology, int site) {
        this.topology = topology;
        this.site = site;
    }

    /** The fault, naming nobody who is not there. */
    public static PlannedFault of(PlannedFault fault, Topology topology) {
        int site = around(fault.site(), topology.sites().size());
        Fitting fitting = new Fitting(topology, site);
        return new PlannedFault(
                fitting.trigger(fault.trigger()), fitting.action(fault.action()), fault.lastsNanos(), site);
    }

    private static int around(int number, int count) {
        return (number - 1) % count + 1;
    }

    private Trigger trigger(Trigger trigger) {
        return trigger instanceof Trigger.OnMark mark
                ? new Trigger.OnMark(
                        mark.mark(), mark.by().map(this::target), mark.sinceNanos(), mark.times(), mark.afterNanos())
                : trigger;
    }

    private Target target(Target target) {
        if (target instanceof Target.Server server) {
            return Target.server(around(server.number(), topology.site(site).servers()));
        }
        return target instanceof Target.Client client
                ? new Target.Client(around(client.number(), topology.homes().size()))
                : target;
    }

    /** By way of its written form, in which all targets and sites look alike. */
    private Action action(Action action) {
        ObjectNode written = JSON.createObjectNode();
        ActionForm.write(written, action);
        ObjectNode fitted = JSON.createObjectNode();
        written.forEachEntry((name, value) -> fitted.set(name, value(name, value)));
        return ActionForm.read(new Fields(fitted, ""));
    }

    private JsonNode value(String name, JsonNode value) {
        if (value.isArray()) {
            ArrayNode all = JSON.createArrayNode();
            value.forEach(one -> all.add(value(name, one)));
            return all;
        }
        if (value.isString()) {
            return JSON.valueToTree(Target.parse(value.asString())
                    .map(target -> target(target).toString())
                    .getOrElse(value.asString()));
        }
        return value.isInt() && OF_SITES.contains(name)
                ? JSON.valueToTree(around(value.intValue(), topology.sites().size()))
                : value;
    }
}
