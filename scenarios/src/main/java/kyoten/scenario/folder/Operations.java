package kyoten.scenario.folder;

import java.util.HashMap;
import java.util.Map;
import kyoten.check.Verdict;
import kyoten.check.Witness;
import kyoten.history.History;
import kyoten.history.Op;
import kyoten.scenario.run.RunResult;
import tools.jackson.core.JsonGenerator;

/** What clients asked, from invocation to completion, with what shows that a claim is broken lit. */
final class Operations {
    private static final int LONGEST_TEXT = 300;
    private static final int WITNESS = 1;
    private static final int FAILING = 2;

    private final Lanes lanes;
    private final Texts texts;
    private final Map<Integer, Integer> lit = new HashMap<>();

    Operations(Lanes lanes, Texts texts) {
        this.lanes = lanes;
        this.texts = texts;
    }

    void write(JsonGenerator json, RunResult run, long end) {
        run.broken().map(Verdict.Broken::witness).forEach(this::light);
        Table rows = new Table("ops", "lane", "begin", "end", "type", "lit", "text");
        History history = run.history();
        for (int i = 0; i < history.size(); i++) {
            Op op = history.op(i);
            rows.add(
                    lanes.ofProcess(op.process()),
                    op.invokedAt(),
                    Math.min(op.completedAt(), end),
                    op.type().ordinal(),
                    lit.getOrDefault(op.number(), 0),
                    texts.number(text(op)));
        }
        rows.write(json);
    }

    private void light(Witness witness) {
        witness.history().ops().forEach(op -> lit.merge(op.number(), WITNESS, Math::max));
        witness.lit().forEach(index -> lit.put(witness.history().number(index), FAILING));
    }

    private static String text(Op op) {
        String text = op.error().isEmpty() ? op.toString() : op + ": " + op.error();
        return text.length() <= LONGEST_TEXT ? text : text.substring(0, LONGEST_TEXT - 1) + "…";
    }
}
