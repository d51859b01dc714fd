package kyoten.scenario.plan;

import kyoten.scenario.plan.Topology.Home;
import kyoten.scenario.plan.Topology.Route;
import kyoten.scenario.plan.Topology.Site;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** How the sites of a run are written in a plan. */
final class TopologyForm {
    private TopologyForm() {}

    static ObjectNode write(ObjectNode into, Topology topology) {
        ArrayNode sites = into.withArray("sites");
        for (Site site : topology.sites()) {
            sites.addObject()
                    .put("name", site.name())
                    .put("servers", site.servers())
                    .put("founder", site.founder());
        }
        ArrayNode homes = into.withArray("homes");
        topology.homes().forEach(home -> homes.add(home.toString()));
        ArrayNode routes = into.withArray("routes");
        for (Route route : topology.routes()) {
            routes.addObject()
                    .put("one", route.one())
                    .put("other", route.other())
                    .put("delayLow", Times.text(route.delayLow()))
                    .put("delayHigh", Times.text(route.delayHigh()))
                    .put("lossPpm", route.lossPpm())
                    .put("bytesPerSecond", route.bytesPerSecond());
        }
        return into;
    }

    static Topology read(Fields from) {
        return new Topology(
                from.list("sites", element -> readSite(element.fields())),
                from.list("homes", element -> element.meaning(Home::parse, "\"site 1\" or \"server 2 of site 1\"")),
                from.list("routes", element -> readRoute(element.fields())));
    }

    private static Site readSite(Fields from) {
        return from.whole(() -> new Site(from.text("name"), from.number("servers"), from.truth("founder")));
    }

    private static Route readRoute(Fields from) {
        return from.whole(() -> new Route(
                from.number("one"),
                from.number("other"),
                from.time("delayLow"),
                from.time("delayHigh"),
                from.number("lossPpm"),
                from.number("bytesPerSecond")));
    }
}
