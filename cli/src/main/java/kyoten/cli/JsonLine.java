package kyoten.cli;

import io.vavr.control.Option;
import kyoten.check.Verdict;
import kyoten.scenario.run.CampaignResult;
import kyoten.scenario.run.ClaimTally;
import kyoten.scenario.run.RunResult;
import kyoten.scenario.run.ScenarioTally;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** What became of a campaign, as one line for programs. */
final class JsonLine {
    private static final JsonMapper JSON = JsonMapper.shared();

    private JsonLine() {}

    static String of(CampaignResult result, Place place) {
        return of(result, place, Option.none());
    }

    /**
     * @param coverage told if it is there
     */
    static String of(CampaignResult result, Place place, Option<Coverage> coverage) {
        Totals totals = Totals.of(result);
        ObjectNode line = JSON.createObjectNode();
        line.put("scenario", result.scenarios().map(ScenarioTally::scenario).mkString(","));
        line.put("seeds", result.scenarios().map(ScenarioTally::seeds).sum().longValue());
        var claims = result.scenarios().flatMap(ScenarioTally::claims);
        line.put("holds", claims.count(claim -> claim.broken() == 0 && !claim.unknown()));
        line.put("broken", claims.count(claim -> claim.broken() > 0));
        line.put("unknown", claims.count(ClaimTally::unknown));
        line.put("ops", totals.operations());
        line.put("events", totals.events());
        line.put("virtualSeconds", totals.virtualNanos() / 1e9);
        line.put("wallSeconds", result.wallNanos() / 1e9);
        line.put("cpuSeconds", totals.cpuNanos() / 1e9);
        line.put("traceHash", place.traceHash(totals));
        ArrayNode failures = line.putArray("failures");
        result.failures()
                .forEach(run -> run.broken().forEach(broken -> failure(failures.addObject(), run, broken, place)));
        coverage.forEach(one -> one.into(line));
        return JSON.writeValueAsString(line);
    }

    private static void failure(ObjectNode into, RunResult run, Verdict.Broken broken, Place place) {
        into.put("scenario", run.plan().scenario())
                .put("seed", run.plan().seed())
                .put("claim", broken.claim().name())
                .put("because", broken.because())
                .put("replay", place.replay(run));
    }
}
