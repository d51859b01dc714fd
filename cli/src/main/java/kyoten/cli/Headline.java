package kyoten.cli;

import io.vavr.control.Option;
import java.io.PrintWriter;
import kyoten.scenario.Scenario;
import kyoten.scenario.plan.Times;
import kyoten.scenario.run.Campaign;

/** The first line: seeds and options, before anything runs. */
final class Headline {
    private Headline() {}

    static void print(PrintWriter out, Campaign campaign, Option<Long> forNanos, Place place) {
        String scenarios = campaign.scenarios().size() == 1
                ? campaign.scenarios().head().name()
                : campaign.scenarios().size() + " scenarios";
        String seeds = forNanos.map(nanos -> "seeds from " + campaign.seeds().first() + " for " + Times.text(nanos))
                .getOrElse(campaign.seeds().toString());
        out.println(scenarios + ", " + seeds + ", on " + place.word() + ", " + campaign.jobs()
                + (campaign.jobs() == 1 ? " job" : " jobs")
                + (campaign.runs() == 1 ? ": " + options(campaign, place) : ""));
        out.flush();
    }

    private static String options(Campaign campaign, Place place) {
        Scenario only = campaign.scenarios().head();
        return place.options(only.plan(campaign.seeds().first()));
    }
}
