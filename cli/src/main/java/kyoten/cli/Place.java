package kyoten.cli;

import kyoten.cli.netty.RealRun;
import kyoten.scenario.plan.Plan;
import kyoten.scenario.run.Campaign;
import kyoten.scenario.run.CampaignResult;
import kyoten.scenario.run.RunResult;
import kyoten.scenario.run.Runner;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Where runs take place. */
enum Place {
    /** A simulated world: the same seed gives the same run. */
    SIM("sim", "virtual time"),
    /** Real nodes on loopback sockets with real files: the same seed gives the same workload, and never the same run. */
    NETTY("netty", "real time");

    private final String word;
    private final String time;

    Place(String word, String time) {
        this.word = word;
        this.time = time;
    }

    /** Reads {@code --on netty}. */
    static final class Reader implements ITypeConverter<Place> {
        @Override
        public Place convert(String typed) {
            for (Place place : values()) {
                if (place.word.equals(typed)) {
                    return place;
                }
            }
            throw new TypeConversionException("expected sim or netty, found '" + typed + "'");
        }
    }

    /** Runs a campaign here. */
    CampaignResult run(Campaign campaign, Progress progress) {
        return this == SIM
                ? Runner.run(campaign, one -> progress.step())
                : Runner.run(
                        campaign,
                        (plan, scenario) -> RealRun.run(plan, scenario, campaign.cutsShort()),
                        one -> progress.step());
    }

    /** The options with which a plan runs here, in one line. */
    String options(Plan plan) {
        return this == SIM
                ? plan.options().text()
                : RealRun.shortened(plan).options().text()
                        + "; delay, loss, doubled and disk are not these but this machine's own";
    }

    /** The word on the command line. */
    String word() {
        return word;
    }

    /** What the time of a run is called here. */
    String time() {
        return time;
    }

    /** The hash of all runs together; a dash where nothing is traced. */
    String traceHash(Totals totals) {
        return this == SIM ? totals.traceHash() : "-";
    }

    /** The command that does a run again, as far as that is possible here. */
    String replay(RunResult run) {
        String what = run.plan().scenario() + " --seed " + run.plan().seed()
                + (run.cutShort() ? " " + FirstViolation.OPTION : "");
        return this == SIM ? "./kyoten replay " + what : "./kyoten run " + what + " --on netty";
    }
}
