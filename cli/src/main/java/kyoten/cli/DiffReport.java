package kyoten.cli;

import io.vavr.collection.Vector;
import io.vavr.control.Option;
import java.io.PrintWriter;
import java.util.Locale;
import kyoten.scenario.diff.Parting;
import kyoten.scenario.diff.Told;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Tells people, or a program, where two runs part. */
record DiffReport(PrintWriter out) {
    private static final JsonMapper JSON = JsonMapper.shared();

    /** What is different before the runs begin, and how they are compared. */
    void plans(Vector<String> differences, boolean loosely) {
        if (!differences.isEmpty()) {
            out.println("the plans differ (A / B):");
            differences.forEach(line -> out.println("  " + line));
        }
        if (loosely) {
            out.println(
                    "compared loosely: what each node notes and replies, and the faults, without times and drawn names");
        }
        out.flush();
    }

    /** Where they part. */
    void parting(Option<Parting> parting) {
        if (parting.isEmpty()) {
            out.println("the runs are alike, event by event");
            return;
        }
        Parting found = parting.get();
        out.println();
        out.println(
                found.common() == 0
                        ? "no event in common"
                        : String.format(Locale.ROOT, "%,d in common, the last of them:", found.common()));
        found.before().forEach(event -> lines(event, "    "));
        out.println();
        if (found.sameEvent()) {
            out.println(
                    "the first event that differs is the same event, but something else is done in it: see the code of "
                            + found.one().first().get().place() + ", and what it knew");
        }
        rest("A", found.one());
        rest("B", found.other());
        causes(found);
    }

    private void rest(String run, Parting.Rest rest) {
        out.println("in " + run + (rest.first().isEmpty() ? " the run has ended" : ":"));
        rest.first().forEach(event -> lines(event, "  > "));
        rest.after().forEach(event -> lines(event, "    "));
        out.println();
    }

    private void lines(Told event, String margin) {
        event.lines().forEach(line -> out.println(margin + line));
    }

    private void causes(Parting found) {
        if (found.one().causes().equals(found.other().causes())) {
            causes("in both", found.one());
        } else {
            causes("in A", found.one());
            causes("in B", found.other());
        }
    }

    /** From the nearest cause back: what was done, and the event in which it was done. */
    private void causes(String where, Parting.Rest rest) {
        if (rest.first().isEmpty()) {
            return;
        }
        if (rest.causes().isEmpty()) {
            out.println("what brought it about " + where + ": the plan; no event before it did");
            return;
        }
        out.println("what brought it about " + where + ", from the nearest cause back:");
        rest.causes().zip(rest.links()).forEach(step -> {
            if (!step._2.isEmpty()) {
                out.println("    " + step._2);
            }
            out.println("    " + step._1.lines().get(0));
        });
    }

    /** The same for programs. */
    static String json(Vector<String> plans, Option<Parting> parting) {
        ObjectNode line = JSON.createObjectNode().put("alike", parting.isEmpty());
        plans.forEach(line.putArray("plans")::add);
        parting.forEach(found -> {
            line.put("common", found.common());
            found.before().forEach(event -> event.lines().forEach(line.withArray("before")::add));
            rest(line.putObject("a"), found.one());
            rest(line.putObject("b"), found.other());
        });
        return JSON.writeValueAsString(line);
    }

    private static void rest(ObjectNode into, Parting.Rest rest) {
        rest.first().forEach(event -> {
            into.put("event", event.number()).put("cause", event.cause()).put("place", event.place());
            event.lines().forEach(into.withArray("lines")::add);
        });
        rest.causes()
                .forEach(event -> into.withArray("causes").add(event.lines().get(0)));
    }
}
