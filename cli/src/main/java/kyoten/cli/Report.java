package kyoten.cli;

import java.io.PrintWriter;
import java.util.Locale;
import java.util.function.Function;
import kyoten.scenario.run.CampaignResult;
import kyoten.scenario.run.ClaimTally;
import kyoten.scenario.run.FailureText;
import kyoten.scenario.run.RunResult;
import kyoten.scenario.run.ScenarioTally;

/** Tells people what became of a campaign. */
final class Report {
    private static final int FAILURES_SHOWN = 5;

    private final PrintWriter out;
    private final Place place;

    /** On runs in simulated worlds. */
    Report(PrintWriter out) {
        this(out, Place.SIM);
    }

    /**
     * @param place where the runs took place
     */
    Report(PrintWriter out, Place place) {
        this.out = out;
        this.place = place;
    }

    /** The table, what is unknown, then the failures, each ended by the command that replays it. */
    void campaign(CampaignResult result) {
        campaign(result, place::replay);
    }

    /**
     * As {@link #campaign(CampaignResult)}.
     *
     * @param command does a failed run again
     */
    void campaign(CampaignResult result, Function<RunResult, String> command) {
        out.print(table(result).text());
        out.println();
        result.scenarios().forEach(this::leftOut);
        result.scenarios().forEach(this::unknowns);
        result.failures().take(FAILURES_SHOWN).forEach(run -> failure(run, command.apply(run)));
        if (result.failures().size() > FAILURES_SHOWN) {
            out.println("and " + (result.failures().size() - FAILURES_SHOWN) + " more runs with a broken claim");
        }
    }

    private static Table table(CampaignResult result) {
        Table table = Table.of("scenario", "seeds", "operations", "answered", "events", "faults", "verdict");
        for (ScenarioTally tally : result.scenarios()) {
            table = table.row(
                    tally.scenario(),
                    Table.grouped(tally.seeds()),
                    Table.grouped(tally.sums().operations()),
                    Table.grouped(tally.sums().answered()),
                    Table.grouped(tally.sums().events()),
                    Table.grouped(tally.faultsStruck()),
                    verdict(tally));
        }
        return table;
    }

    private static String verdict(ScenarioTally tally) {
        if (tally.broken()) {
            return tally.claims()
                    .filter(claim -> claim.broken() > 0)
                    .map(claim -> "BROKEN " + claim.claim() + " in " + claim.broken())
                    .mkString(", ");
        }
        if (tally.unknown()) {
            return "unknown "
                    + tally.claims()
                            .filter(ClaimTally::unknown)
                            .map(ClaimTally::claim)
                            .mkString(", ");
        }
        return "holds";
    }

    private void leftOut(ScenarioTally tally) {
        var kinds = tally.sums().faults().leftOut();
        if (!kinds.isEmpty()) {
            out.println(tally.scenario() + ": left out on " + place.word()
                    + ", where they cannot or may not be brought about: "
                    + kinds.map(kind -> kind._2 + " " + kind._1).mkString(", "));
        }
    }

    private void unknowns(ScenarioTally tally) {
        for (ClaimTally claim : tally.claims().filter(ClaimTally::unknown)) {
            out.println(tally.scenario() + ": " + claim.claim() + " is unknown: "
                    + claim.why()
                            .map(why -> why + " (" + claim.gaveUp() + " runs)")
                            .getOrElse("no run had anything that it speaks of"));
        }
    }

    /** One run with a broken claim. */
    void failure(RunResult run) {
        failure(run, place.replay(run));
    }

    /** One run with a broken claim, and the command that does it again. */
    void failure(RunResult run, String command) {
        out.println();
        FailureText.lines(run).forEach(out::println);
        out.println(command);
    }

    /** What is the same whenever a run is done again, and what it cost. */
    void sums(CampaignResult result) {
        Totals totals = Totals.of(result);
        out.println(String.format(
                Locale.ROOT,
                "%s events, %s operations in %.1f s %s, %.1f s wall, %.1f s processor; trace hash %s",
                Table.grouped(totals.events()),
                Table.grouped(totals.operations()),
                totals.virtualNanos() / 1e9,
                place.time(),
                result.wallNanos() / 1e9,
                totals.cpuNanos() / 1e9,
                place.traceHash(totals)));
    }
}
