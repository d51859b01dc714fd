package kyoten.scenario.run;

import io.vavr.collection.Seq;
import java.io.PrintWriter;
import java.io.StringWriter;
import kyoten.check.Claim;
import kyoten.check.Evidence;
import kyoten.check.Verdict;
import kyoten.check.Witness;
import kyoten.history.History;

/** The claims about runs themselves, without which no other verdict is worth anything. */
final class RunInOrder {
    static final Claim NO_NODE_FAILS =
            new Claim("no-node-fails", "no node throws, and none asks its host for what no host can give");

    static final Claim REPLAYS_ALIKE =
            new Claim("replays-alike", "the same plan gives the same run, event by event and byte by byte");

    private RunInOrder() {}

    /** What became of the nodes' contract, told by the violations of it. */
    static Verdict ofNodes(Seq<String> violations, long events) {
        return violations.isEmpty()
                ? Verdict.unbroken(NO_NODE_FAILS, Evidence.of("events", events))
                : broken(NO_NODE_FAILS, violations.mkString("; "));
    }

    static Verdict broken(Claim claim, String because) {
        return new Verdict.Broken(claim, because, Witness.of(History.empty()));
    }

    /** An exception with all that is known of it. */
    static String told(Throwable thrown) {
        StringWriter text = new StringWriter();
        thrown.printStackTrace(new PrintWriter(text, true));
        return text.toString();
    }
}
