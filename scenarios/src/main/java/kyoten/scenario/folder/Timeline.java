package kyoten.scenario.folder;

import java.io.IOException;
import java.io.Writer;
import java.util.Map;
import kyoten.check.Verdict;
import kyoten.check.page.Template;
import kyoten.check.page.WithoutTags;
import kyoten.node.Effect;
import kyoten.node.Event;
import kyoten.raft.Marks;
import kyoten.scenario.Scenario;
import kyoten.scenario.Stage;
import kyoten.scenario.plan.Plan;
import kyoten.scenario.run.RunResult;
import kyoten.sim.TraceLine;
import kyoten.sim.TraceLine.Crashed;
import kyoten.sim.TraceLine.Did;
import kyoten.sim.TraceLine.Missed;
import kyoten.sim.TraceLine.Sent;
import kyoten.sim.TraceLine.Struck;
import kyoten.sim.TraceLine.Took;
import kyoten.sim.network.Fate;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.StreamWriteFeature;
import tools.jackson.core.json.JsonFactory;

/** Gathers, line by line of a trace, what the page of a run shows, and writes the page. */
final class Timeline {
    private static final JsonFactory JSON =
            JsonFactory.builder().disable(StreamWriteFeature.AUTO_CLOSE_TARGET).build();

    private final Plan plan;
    private final String leaderMark;
    private final Lanes lanes;
    private final Texts texts = new Texts();
    private final Messages messages;
    private final Spans spans;
    /** What happens at a node but for messages that come. */
    private final Table steps = new Table("steps", "lane", "time", "number", "cause", "text");

    private final Table notes = new Table("notes", "lane", "time", "number", "ignored", "text");
    private long end;

    Timeline(Plan plan, Scenario scenario) {
        this.plan = plan;
        leaderMark = scenario.subject().leaderMark();
        lanes = new Lanes(Stage.of(plan.options()));
        messages = new Messages(lanes, texts);
        spans = new Spans(lanes);
    }

    /**
     * The next line.
     *
     * @param told what it tells: to make that is most of the work
     */
    void add(TraceLine line, String told) {
        end = Math.max(end, line.nanos());
        int lane = lanes.of(line.place());
        if (line.what() instanceof Sent sent) {
            messages.sent(line, sent, told);
        } else if (line.what() instanceof Took took) {
            took(line, lane, took.event(), told);
        } else if (line.what() instanceof Did did) {
            did(line, lane, did.effect());
        } else if (line.what() instanceof Struck struck) {
            spans.struck(struck.fault(), line.nanos());
        } else if (line.what() instanceof Missed missed) {
            messages.missed(line, missed, told);
        } else {
            step(line, lane, told);
            if (line.what() instanceof Crashed) {
                spans.crashed(lane, line.nanos());
            }
        }
    }

    private void took(TraceLine line, int lane, Event event, String told) {
        if (event instanceof Event.Received received) {
            messages.came(line, received.from(), told);
        } else {
            step(line, lane, told);
        }
        if (event instanceof Event.Booted) {
            spans.booted(lane, line.nanos());
        }
    }

    private void step(TraceLine line, int lane, String told) {
        steps.add(lane, line.nanos(), line.event(), line.cause(), texts.number(told));
    }

    private void did(TraceLine line, int lane, Effect effect) {
        if (effect instanceof Effect.Note note) {
            boolean ignored = note.mark().equals(kyoten.node.Step.IGNORED);
            String text = note.detail().isEmpty() ? note.mark() : note.mark() + ": " + note.detail();
            notes.add(lane, line.nanos(), line.event(), ignored ? 1 : 0, texts.number(text));
            if (note.mark().equals(leaderMark)) {
                spans.reigns(lane, line.nanos(), note.detail());
            } else if (note.mark().equals(Marks.STEPPED_DOWN)) {
                spans.resigns(lane, line.nanos());
            }
        }
    }

    /** Writes the page; the writer stays open. */
    void write(RunResult run, Writer out) throws IOException {
        String title = plan.scenario() + ", seed " + plan.seed();
        Template template = new Template(Timeline.class, "timeline.html");
        template.write(
                out,
                Map.of(
                        "title", Template.text(title),
                        "verdict", Template.text(run.clean() ? worst(run) : "broken"),
                        "because", Template.text(because(run)),
                        "style", template.file("timeline.css"),
                        "tables", template.file("tables.js"),
                        "drawing", template.file("drawing.js"),
                        "hands", template.file("hands.js"),
                        "data", data -> data(run, data)));
    }

    private static String worst(RunResult run) {
        return run.verdicts().forAll(Verdict::holds) ? "holds" : "unknown";
    }

    private String because(RunResult run) {
        return run.broken()
                .map(broken -> broken.claim().name() + " is broken: " + broken.because() + ".")
                .mkString("\n");
    }

    private void data(RunResult run, Writer out) throws IOException {
        long last = Math.max(end, run.tallies().virtualNanos());
        try (JsonGenerator json = JSON.createGenerator(ObjectWriteContext.empty(), new WithoutTags(out))) {
            json.writeStartObject();
            json.writeNumberProperty("end", last);
            json.writeNumberProperty("settles", plan.options().lengths().stir());
            json.writeArrayPropertyStart("fates");
            for (Fate fate : Fate.values()) {
                json.writeString(fate.words());
            }
            json.writeString("lost: it was down");
            json.writeString("came twice");
            json.writeEndArray();
            lanes.write(json);
            messages.write(json);
            steps.write(json);
            notes.write(json);
            spans.write(json, last);
            new Operations(lanes, texts).write(json, run, last);
            texts.write(json);
            json.writeEndObject();
        }
    }
}
