package kyoten.scenario.score;

import io.vavr.collection.Vector;
import io.vavr.control.Option;
import java.util.Comparator;
import java.util.function.LongConsumer;
import kyoten.scenario.catalogue.Catalogue;
import kyoten.scenario.run.Seeds;
import kyoten.scenario.score.Hunt.Find;
import kyoten.scenario.score.Hunt.Hunted;
import kyoten.scenario.search.Search;
import kyoten.scenario.search.Strategy;

/**
 * What several campaigns from different seeds came to.
 *
 * @param campaigns in the order of their seeds
 * @param shrunk what is left of the median find; nothing if there is none or nobody shrank it
 * @param slipped the claims that the clean version breaks, too, in what is left: then the plant is not to blame for that
 */
public record Score(Plant plant, Vector<Hunted> campaigns, Option<Arena.Shrunk> shrunk, Vector<String> slipped) {

    /**
     * How a score is made.
     *
     * @param scenarios those to run, by name
     * @param seeds of the first campaign; each other one has as many, and begins where the one before ended
     * @param campaigns how many
     * @param shrinkRuns what it may cost to make a find small, as so many runs of its length; 0 for none
     * @param strategy how the runs are chosen
     * @param jobs how many runs at once
     */
    public record Rules(
            Vector<String> scenarios, Seeds seeds, int campaigns, int shrinkRuns, Strategy strategy, int jobs) {
        Search search(Arena arena, int campaign) {
            return search(arena, strategy, ofCampaign(campaign));
        }

        /** A search for the scenarios of these rules with another strategy and other seeds. */
        Search search(Arena arena, Strategy other, Seeds others) {
            return other.begin(Catalogue.all(), places(arena), others);
        }

        /** These rules with another strategy. */
        public Rules with(Strategy other) {
            return new Rules(scenarios, seeds, campaigns, shrinkRuns, other, jobs);
        }

        private Seeds ofCampaign(int number) {
            long begin = seeds.first() + number * seeds.count();
            return new Seeds(begin, begin + seeds.count() - 1);
        }

        private Vector<Integer> places(Arena arena) {
            return Vector.range(0, arena.scenarios().size())
                    .filter(place -> scenarios.contains(arena.scenarios().get(place)));
        }
    }

    /**
     * Scores one plant.
     *
     * @param progress called after each run
     */
    public static Score of(Plant plant, Arena planted, Arena clean, Rules rules, LongConsumer progress) {
        Hunt.Effort effort = Hunt.Effort.unlimited(rules.jobs, progress);
        Vector<Hunted> campaigns = Vector.range(0, rules.campaigns)
                .map(number -> Hunt.hunt(plant, planted, clean, rules.search(planted, number), effort));
        Score score = new Score(plant, campaigns, Option.none(), Vector.empty());
        return rules.shrinkRuns == 0
                ? score
                : score.median()
                        .map(find -> score.shrunk(find, planted, clean, rules.shrinkRuns))
                        .getOrElse(score);
    }

    private Score shrunk(Find find, Arena planted, Arena clean, int allowance) {
        Option<Arena.Shrunk> least = planted.shrink(find.place(), find.seed(), find.plan(), find.claim(), allowance);
        Vector<String> slipped = least.toVector()
                .flatMap(one -> clean.run(find.place(), one.plan()).broken())
                .map(broken -> broken.claim().name());
        return new Score(plant, campaigns, least, slipped);
    }

    /** The middle one of the finds, a campaign without one counting as the latest; the earlier one of two in the middle. */
    public Option<Find> median() {
        Vector<Option<Find>> ordered = campaigns
                .map(Hunted::find)
                .sorted(Comparator.comparingLong(find -> find.map(Find::run).getOrElse(Long.MAX_VALUE)));
        return ordered.get((ordered.size() - 1) / 2);
    }

    /** In how many campaigns the bug was found. */
    public int found() {
        return campaigns.count(campaign -> campaign.find().isDefined());
    }

    /** Runs in which the version without the plant broke a claim, too: a false alarm, or a bug that nobody planted. */
    public Vector<Find> alarms() {
        return campaigns.flatMap(Hunted::alarms);
    }

    /** The first run of any campaign that broke a claim that the plant does not name. */
    public Option<Find> firstBeside() {
        return campaigns
                .flatMap(campaign -> campaign.firsts().values())
                .reject(find -> plant.claims().contains(find.claim()))
                .minBy(Find::run);
    }
}
