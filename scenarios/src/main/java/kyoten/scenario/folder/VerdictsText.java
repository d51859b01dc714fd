package kyoten.scenario.folder;

import java.io.IOException;
import java.io.Writer;
import java.util.Locale;
import kyoten.check.Verdict;
import kyoten.check.Witness;
import kyoten.scenario.run.RunResult;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** What the claims say of a run, as JSON. */
final class VerdictsText {
    private static final JsonMapper JSON = JsonMapper.shared();

    private VerdictsText() {}

    static void write(RunResult run, Writer out) throws IOException {
        ObjectNode written = JSON.createObjectNode()
                .put("scenario", run.plan().scenario())
                .put("seed", run.plan().seed())
                .put(
                        "traceHash",
                        String.format(Locale.ROOT, "%016x", run.tallies().traceHash()))
                .put("events", run.tallies().events())
                .put("cutShort", run.cutShort());
        run.verdicts().forEach(verdict -> verdict(written.withArray("verdicts").addObject(), verdict));
        run.struck().forEach(written.withArray("faults")::add);
        out.write(JSON.writerWithDefaultPrettyPrinter().writeValueAsString(written));
        out.write('\n');
    }

    /** One word for a verdict. */
    static String word(Verdict verdict) {
        return verdict.broken() ? "broken" : verdict.holds() ? "holds" : "unknown";
    }

    private static void verdict(ObjectNode into, Verdict verdict) {
        into.put("claim", verdict.claim().name())
                .put("says", verdict.claim().says())
                .put("verdict", word(verdict));
        if (verdict instanceof Verdict.Holds holds) {
            into.put("lookedAt", holds.evidence().looked());
        } else if (verdict instanceof Verdict.Unknown unknown) {
            into.put("why", unknown.why());
        } else if (verdict instanceof Verdict.Broken broken) {
            into.put("because", broken.because());
            witness(into, broken.witness());
        }
    }

    private static void witness(ObjectNode into, Witness witness) {
        witness.story().forEach(into.withArray("story")::add);
        witness.history().ops().forEach(op -> into.withArray("witness").add(op.toString()));
        witness.lit().forEach(lit -> into.withArray("lit").add(witness.history().number(lit)));
    }
}
