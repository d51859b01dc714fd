package kyoten.cli;

import io.vavr.collection.Vector;
import kyoten.scenario.score.Arena;
import kyoten.scenario.score.Hunt.Find;
import kyoten.scenario.score.Hunt.Hunted;
import kyoten.scenario.score.Score;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Scores as one line for programs. */
final class ScoreJson {
    private static final JsonMapper JSON = JsonMapper.shared();

    private ScoreJson() {}

    static String of(Vector<Score> scores) {
        ObjectNode line = JSON.createObjectNode();
        line.put("bugs", scores.size());
        line.put("found", scores.count(score -> score.median().isDefined()));
        line.put(
                "alarms",
                scores.flatMap(Score::campaigns).flatMap(Hunted::alarms).size());
        var array = line.putArray("scores");
        scores.forEach(score -> score(array.addObject(), score));
        return JSON.writeValueAsString(line);
    }

    private static void score(ObjectNode into, Score score) {
        into.put("bug", score.plant().name())
                .put("claim", score.plant().claims().mkString(" "));
        for (Find median : score.median()) {
            find(into.putObject("median"), median);
        }
        for (Arena.Shrunk shrunk : score.shrunk()) {
            ObjectNode small = into.putObject("shrunk");
            shrunk(small, shrunk);
            score.slipped().forEach(small.putArray("slipped")::add);
        }
        var campaigns = into.putArray("campaigns");
        score.campaigns().forEach(campaign -> campaign(campaigns.addObject(), campaign));
    }

    private static void shrunk(ObjectNode into, Arena.Shrunk shrunk) {
        PlanSize size = PlanSize.of(ScoreTable.plan(shrunk));
        into.put("operations", size.operations())
                .put("faults", size.faults())
                .put("clients", size.clients())
                .put("servers", size.servers())
                .put("sites", size.sites())
                .put("keys", size.keys())
                .put("deliveries", size.deliveries())
                .put("events", shrunk.events())
                .put("eventsBefore", shrunk.before())
                .put("runs", shrunk.runs())
                .put("cpuSeconds", shrunk.cpuNanos() / 1e9)
                .put("minimal", shrunk.minimal())
                .put("replaysAlike", shrunk.replaysAlike())
                .put("plan", shrunk.plan());
    }

    private static void campaign(ObjectNode into, Hunted campaign) {
        into.put("runs", campaign.runs()).put("cpuSeconds", campaign.cpuNanos() / 1e9);
        into.put("found", campaign.find().isDefined());
        var firsts = into.putArray("firsts");
        campaign.firsts().values().forEach(find -> find(firsts.addObject(), find));
        var alarms = into.putArray("alarms");
        campaign.alarms().forEach(find -> find(alarms.addObject(), find));
    }

    private static void find(ObjectNode into, Find find) {
        into.put("claim", find.claim())
                .put("scenario", find.scenario())
                .put("seed", find.seed())
                .put("run", find.run())
                .put("seeds", find.seeds())
                .put("cpuSeconds", find.cpuNanos() / 1e9)
                .put("because", find.because());
    }
}
