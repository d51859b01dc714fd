package kyoten.scenario.plan;

import io.vavr.collection.Seq;
import io.vavr.collection.Vector;
import io.vavr.control.Either;
import io.vavr.control.Option;
import kyoten.scenario.plan.Options.Disk;
import kyoten.scenario.plan.Options.Lengths;
import kyoten.scenario.plan.Options.Network;
import kyoten.scenario.plan.Options.Store;
import kyoten.scenario.plan.Trigger.OnMark;
import kyoten.sim.Delivery;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Plans as JSON that a person can read and edit: one operation and one fault a line. */
public final class PlanText {
    private static final String FORMAT = "kyoten-plan-3";
    private static final JsonMapper JSON = JsonMapper.shared();

    private PlanText() {}

    /** The plan as JSON; {@link #read} gives an equal plan. */
    public static String write(Plan plan) {
        return "{\"format\": \"" + FORMAT + "\",\n\"scenario\": " + JSON.writeValueAsString(plan.scenario())
                + ",\n\"seed\": " + plan.seed() + ",\n\"options\": " + options(plan.options())
                + ",\n\"operations\": " + lines(plan.operations().map(PlanText::operation))
                + ",\n\"faults\": " + lines(plan.faults().map(PlanText::fault))
                + (plan.deliveries().isEmpty()
                        ? ""
                        : ",\n\"deliveries\": " + lines(plan.deliveries().map(DeliveryForm::write)))
                + "}\n";
    }

    /** One fault as a person reads it. */
    public static String text(PlannedFault fault) {
        ObjectNode written = JSON.createObjectNode();
        ActionForm.write(written, fault.action());
        StringBuilder text = new StringBuilder(written.remove("do").asString());
        written.forEachEntry((name, value) ->
                text.append(' ').append(name).append(' ').append(value.isString() ? value.asString() : value));
        return text + (fault.site() > 1 ? " at site " + fault.site() : "") + " for " + Times.text(fault.lastsNanos());
    }

    /** What becomes of a message as a person reads it. */
    public static String text(Delivery delivery) {
        String message = "message " + delivery.number() + " from " + delivery.from() + " to " + delivery.to();
        return delivery.isLoss()
                ? message + " is lost"
                : message + " arrives after "
                        + Vector.ofAll(delivery.delays()).map(Times::text).mkString(" and ");
    }

    /** The name of the kind of an action: "crash". */
    public static String nameOf(Action action) {
        return ActionForm.nameOf(action);
    }

    /** The name of the kind of a client's operation: "gread". */
    public static String nameOf(Act act) {
        return ActForm.nameOf(act);
    }

    /** The plan that a text holds, or what is wrong with the text: where, what was found and what was expected. */
    public static Either<String, Plan> read(String json) {
        try {
            return Either.right(plan(new Fields(JSON.readTree(json), "")));
        } catch (BadPlan bad) {
            return Either.left(bad.getMessage());
        } catch (JacksonException bad) {
            return Either.left("line " + bad.getLocation().getLineNr() + ", column "
                    + bad.getLocation().getColumnNr() + ": not JSON: " + bad.getOriginalMessage());
        }
    }

    private static String lines(Seq<ObjectNode> nodes) {
        return nodes.isEmpty() ? "[]" : nodes.map(JSON::writeValueAsString).mkString("[\n", ",\n", "]");
    }

    private static ObjectNode options(Options options) {
        ObjectNode written = TopologyForm.write(JSON.createObjectNode(), options.topology());
        options.keys().forEach(key -> written.withArray("keys").add(key));
        written.put("valueBytes", options.valueBytes());
        Lengths lengths = options.lengths();
        written.putObject("lengths")
                .put("stir", Times.text(lengths.stir()))
                .put("settle", Times.text(lengths.settle()))
                .put("patience", Times.text(lengths.patience()));
        written.putObject("network")
                .put("delayLow", Times.text(options.network().delayLow()))
                .put("delayHigh", Times.text(options.network().delayHigh()))
                .put("lossPpm", options.network().lossPpm())
                .put("duplicatePpm", options.network().duplicatePpm());
        written.putObject("disk")
                .put("latencyLow", Times.text(options.disk().latencyLow()))
                .put("latencyHigh", Times.text(options.disk().latencyHigh()));
        written.putObject("store")
                .put("electionTimeout", Times.text(options.store().electionTimeout()))
                .put("snapshotEvery", options.store().snapshotEvery())
                .put("tail", options.store().tail())
                .put("inFlight", options.store().inFlight())
                .put("batchBytes", options.store().batchBytes())
                .put("logBytes", options.store().logBytes())
                .put("partBytes", options.store().partBytes())
                .put("pageBytes", options.store().pageBytes());
        return written;
    }

    private static ObjectNode operation(PlannedOperation operation) {
        ObjectNode written = JSON.createObjectNode()
                .put("number", operation.number())
                .put("client", operation.client())
                .put("at", Times.text(operation.atNanos()));
        ActForm.write(written, operation.act());
        return written;
    }

    private static ObjectNode fault(PlannedFault fault) {
        ObjectNode written = JSON.createObjectNode();
        if (fault.trigger() instanceof Trigger.At at) {
            written.put("at", Times.text(at.nanos()));
        } else if (fault.trigger() instanceof OnMark mark) {
            written.put("mark", mark.mark());
            mark.by().forEach(by -> written.put("whose", by.toString()));
            if (mark.sinceNanos() > 0) {
                written.put("since", Times.text(mark.sinceNanos()));
            }
            written.put("times", mark.times()).put("after", Times.text(mark.afterNanos()));
        }
        ActionForm.write(written, fault.action());
        if (fault.site() > 1) {
            written.put("site", fault.site());
        }
        return written.put("lasts", Times.text(fault.lastsNanos()));
    }

    private static Plan plan(Fields from) {
        String format = from.text("format");
        if (!format.equals(FORMAT)) {
            throw from.wrong("format", '"' + FORMAT + '"', '"' + format + '"');
        }
        Options options = readOptions(from.object("options"));
        Topology stage = options.topology();
        return from.whole(() -> new Plan(
                from.text("scenario"),
                from.longNumber("seed"),
                options,
                inOrder(from.list(
                        "operations", element -> readOperation(element.fields().on(stage)))),
                from.list("faults", element -> readFault(element.fields().on(stage))),
                from.has("deliveries")
                        ? from.list("deliveries", element -> DeliveryForm.read(element.fields(), stage))
                        : Vector.empty()));
    }

    private static Seq<PlannedOperation> inOrder(Seq<PlannedOperation> operations) {
        long before = 0;
        for (PlannedOperation operation : operations) {
            if (operation.atNanos() < before) {
                throw new BadPlan("operations: expected the order of their times, found number " + operation.number()
                        + ", at " + Times.text(operation.atNanos()) + ", after one at " + Times.text(before));
            }
            before = operation.atNanos();
        }
        return operations;
    }

    private static Options readOptions(Fields from) {
        return from.whole(() -> new Options(
                TopologyForm.read(from),
                from.list("keys", Fields.Element::text),
                from.number("valueBytes"),
                readLengths(from.object("lengths")),
                readNetwork(from.object("network")),
                readDisk(from.object("disk")),
                readStore(from.object("store"))));
    }

    private static Lengths readLengths(Fields from) {
        return from.whole(() -> new Lengths(from.time("stir"), from.time("settle"), from.time("patience")));
    }

    private static Network readNetwork(Fields from) {
        return from.whole(() -> new Network(
                from.time("delayLow"), from.time("delayHigh"), from.number("lossPpm"), from.number("duplicatePpm")));
    }

    private static Disk readDisk(Fields from) {
        return from.whole(() -> new Disk(from.time("latencyLow"), from.time("latencyHigh")));
    }

    private static Store readStore(Fields from) {
        return from.whole(() -> new Store(
                from.time("electionTimeout"),
                from.number("snapshotEvery"),
                from.number("tail"),
                from.number("inFlight"),
                from.number("batchBytes"),
                from.number("logBytes"),
                from.number("partBytes"),
                from.number("pageBytes")));
    }

    private static PlannedOperation readOperation(Fields from) {
        return from.whole(() -> new PlannedOperation(
                from.number("number"), from.client("client"), from.time("at"), ActForm.read(from)));
    }

    private static PlannedFault readFault(Fields from) {
        return from.whole(() -> new PlannedFault(
                readTrigger(from),
                ActionForm.read(from),
                from.time("lasts"),
                from.has("site") ? from.siteNumber("site") : 1));
    }

    private static Trigger readTrigger(Fields from) {
        if (from.has("at")) {
            return new Trigger.At(from.time("at"));
        }
        if (!from.has("mark")) {
            throw from.wrong("at", "a time, or a \"mark\" with \"times\" and \"after\"", "neither");
        }
        Option<Target> by = Option.when(from.has("whose"), () -> from.target("whose"));
        long since = from.has("since") ? from.time("since") : 0;
        return new OnMark(from.text("mark"), by, since, from.number("times"), from.time("after"));
    }
}
