package kyoten.cli;

import kyoten.scenario.run.CampaignResult;

/** What a command tells the shell. */
final class ExitStatus {
    static final int HOLDS = 0;
    static final int BROKEN = 1;
    static final int UNKNOWN = 2;

    private ExitStatus() {}

    static int of(CampaignResult result) {
        if (result.broken()) {
            return BROKEN;
        }
        return result.unknown() ? UNKNOWN : HOLDS;
    }
}
