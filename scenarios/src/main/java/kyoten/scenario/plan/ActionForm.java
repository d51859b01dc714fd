package kyoten.scenario.plan;

import io.vavr.Function3;
import io.vavr.Tuple;
import io.vavr.Tuple2;
import io.vavr.Tuple3;
import io.vavr.collection.Seq;
import io.vavr.collection.Vector;
import java.util.function.BiConsumer;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.function.Supplier;
import tools.jackson.databind.node.ObjectNode;

/**
 * How one kind of action is written in a plan: its name under "do", and its fields.
 *
 * @param name as a person writes it
 */
record ActionForm<A extends Action>(
        String name, Class<A> type, BiConsumer<ObjectNode, A> write, Function<Fields, A> read) {

    private static final Vector<ActionForm<?>> ALL = Vector.of(
            who("crash", Action.Crash.class, Action.Crash::new, Action.Crash::who),
            counted(
                    "crash-in-step",
                    Action.CrashInStep.class,
                    "effects",
                    Action.CrashInStep::new,
                    a -> Tuple.of(a.who(), a.effects())),
            bare("power-loss", Action.PowerLoss.class, Action.PowerLoss::new),
            who("pause", Action.Pause.class, Action.Pause::new, Action.Pause::who),
            who("isolate", Action.Isolate.class, Action.Isolate::new, Action.Isolate::who),
            new ActionForm<>(
                    "split",
                    Action.Split.class,
                    (o, a) -> a.side().forEach(target -> o.withArray("side").add(target.toString())),
                    f -> new Action.Split(f.list("side", Fields.Element::target))),
            who("bridge", Action.Bridge.class, Action.Bridge::new, Action.Bridge::between),
            who("mute", Action.Mute.class, Action.Mute::new, Action.Mute::who),
            new ActionForm<>(
                    "reach",
                    Action.Reach.class,
                    (o, a) -> {
                        o.put("who", a.who().toString());
                        a.only().forEach(target -> o.withArray("only").add(target.toString()));
                    },
                    f -> new Action.Reach(f.target("who"), f.list("only", Fields.Element::target))),
            who("deafen", Action.Deafen.class, Action.Deafen::new, Action.Deafen::who),
            new ActionForm<>(
                    "hold",
                    Action.Hold.class,
                    (o, a) -> o.put("from", a.from().toString()).put("to", a.to().toString()),
                    f -> new Action.Hold(f.target("from"), f.target("to"))),
            new ActionForm<>(
                    "slow-link",
                    Action.SlowLink.class,
                    (o, a) -> o.put("from", a.from().toString())
                            .put("to", a.to().toString())
                            .put("delay", Times.text(a.delayNanos())),
                    f -> new Action.SlowLink(f.target("from"), f.target("to"), f.time("delay"))),
            who("strand", Action.Strand.class, Action.Strand::new, Action.Strand::who),
            who("hold-all", Action.HoldAll.class, Action.HoldAll::new, Action.HoldAll::from),
            new ActionForm<>(
                    "disturb",
                    Action.Disturb.class,
                    (o, a) -> o.put("lossPpm", a.lossPpm())
                            .put("duplicatePpm", a.duplicatePpm())
                            .put("delay", Times.text(a.delayNanos())),
                    f -> new Action.Disturb(f.number("lossPpm"), f.number("duplicatePpm"), f.time("delay"))),
            new ActionForm<>(
                    "step-clock",
                    Action.StepClock.class,
                    (o, a) -> o.put("who", a.who().toString()).put("by", Times.text(a.byNanos())),
                    f -> new Action.StepClock(f.target("who"), f.time("by"))),
            counted(
                    "drift-clock",
                    Action.DriftClock.class,
                    "ppm",
                    Action.DriftClock::new,
                    a -> Tuple.of(a.who(), a.ppm())),
            counted(
                    "slow-disk",
                    Action.SlowDisk.class,
                    "factor",
                    Action.SlowDisk::new,
                    a -> Tuple.of(a.who(), a.factor())),
            counted(
                    "fill-disk",
                    Action.FillDisk.class,
                    "freeBytes",
                    Action.FillDisk::new,
                    a -> Tuple.of(a.who(), a.freeBytes())),
            who("fail-sync", Action.FailSync.class, Action.FailSync::new, Action.FailSync::who),
            counted("rot", Action.Rot.class, "place", Action.Rot::new, a -> Tuple.of(a.who(), a.place())),
            counted("ruin", Action.Ruin.class, "place", Action.Ruin::new, a -> Tuple.of(a.who(), a.place())),
            who("keep-image", Action.KeepImage.class, Action.KeepImage::new, Action.KeepImage::who),
            who("restore-image", Action.RestoreImage.class, Action.RestoreImage::new, Action.RestoreImage::who),
            who("wipe", Action.Wipe.class, Action.Wipe::new, Action.Wipe::who),
            who("transfer", Action.Transfer.class, Action.Transfer::new, Action.Transfer::to),
            who("remove", Action.Remove.class, Action.Remove::new, Action.Remove::who),
            who("retire", Action.Retire.class, Action.Retire::new, Action.Retire::who),
            new ActionForm<>(
                    "failover",
                    Action.Failover.class,
                    (o, a) -> {
                        o.put("to", a.to().toString()).putArray("without");
                        a.without().forEach(target -> o.withArray("without").add(target.toString()));
                    },
                    f -> new Action.Failover(f.target("to"), f.list("without", Fields.Element::target))),
            sites(
                    "cut-sites",
                    Action.CutSites.class,
                    Action.CutSites::new,
                    a -> Tuple.of(a.from(), a.to(), a.bothWays())),
            sites(
                    "hold-sites",
                    Action.HoldSites.class,
                    Action.HoldSites::new,
                    a -> Tuple.of(a.from(), a.to(), a.bothWays())),
            new ActionForm<>(
                    "slow-sites",
                    Action.SlowSites.class,
                    (o, a) -> o.put("one", a.one()).put("other", a.other()).put("delay", Times.text(a.delayNanos())),
                    f -> new Action.SlowSites(f.siteNumber("one"), f.siteNumber("other"), f.time("delay"))),
            new ActionForm<>(
                    "narrow-sites",
                    Action.NarrowSites.class,
                    (o, a) -> o.put("one", a.one()).put("other", a.other()).put("bytesPerSecond", a.bytesPerSecond()),
                    f -> new Action.NarrowSites(
                            f.siteNumber("one"), f.siteNumber("other"), f.number("bytesPerSecond"))),
            new ActionForm<>(
                    "disturb-sites",
                    Action.DisturbSites.class,
                    (o, a) -> o.put("lossPpm", a.lossPpm())
                            .put("duplicatePpm", a.duplicatePpm())
                            .put("delay", Times.text(a.delayNanos())),
                    f -> new Action.DisturbSites(f.number("lossPpm"), f.number("duplicatePpm"), f.time("delay"))),
            new ActionForm<>(
                    "step-clocks",
                    Action.StepClocks.class,
                    (o, a) -> o.put("by", Times.text(a.byNanos())),
                    f -> new Action.StepClocks(f.time("by"))),
            bare("keep-images", Action.KeepImages.class, Action.KeepImages::new),
            bare("restore-images", Action.RestoreImages.class, Action.RestoreImages::new),
            bare("wipe-site", Action.WipeSite.class, Action.WipeSite::new),
            bare("rebuild-site", Action.RebuildSite.class, Action.RebuildSite::new),
            new ActionForm<>(
                    "join-site",
                    Action.JoinSite.class,
                    (o, a) -> o.put("by", a.by()),
                    f -> new Action.JoinSite(f.siteNumber("by"))),
            new ActionForm<>(
                    "leave-site",
                    Action.LeaveSite.class,
                    (o, a) -> o.put("by", a.by()).put("force", a.force()),
                    f -> new Action.LeaveSite(f.siteNumber("by"), f.truth("force"))),
            new ActionForm<>(
                    "reuse-name",
                    Action.ReuseName.class,
                    (o, a) -> o.put("by", a.by()).put("force", a.force()),
                    f -> new Action.ReuseName(f.siteNumber("by"), f.truth("force"))),
            new ActionForm<>(
                    "set-resolver",
                    Action.SetResolver.class,
                    (o, a) -> o.put("prefix", a.prefix()).put("resolver", a.resolver()),
                    f -> new Action.SetResolver(f.text("prefix"), f.text("resolver"))));

    private static <A extends Action> ActionForm<A> bare(String name, Class<A> type, Supplier<A> build) {
        return new ActionForm<>(name, type, (o, a) -> {}, f -> build.get());
    }

    private static <A extends Action> ActionForm<A> sites(
            String name,
            Class<A> type,
            Function3<Seq<Integer>, Seq<Integer>, Boolean, A> build,
            Function<A, Tuple3<Seq<Integer>, Seq<Integer>, Boolean>> parts) {
        return new ActionForm<>(
                name,
                type,
                (o, a) -> {
                    parts.apply(a)._1.forEach(site -> o.withArray("from").add(site));
                    parts.apply(a)._2.forEach(site -> o.withArray("to").add(site));
                    o.put("bothWays", parts.apply(a)._3);
                },
                f -> build.apply(f.siteNumbers("from"), f.siteNumbers("to"), f.truth("bothWays")));
    }

    private static <A extends Action> ActionForm<A> who(
            String name, Class<A> type, Function<Target, A> build, Function<A, Target> who) {
        return new ActionForm<>(
                name, type, (o, a) -> o.put("who", who.apply(a).toString()), f -> build.apply(f.target("who")));
    }

    private static <A extends Action> ActionForm<A> counted(
            String name,
            Class<A> type,
            String field,
            BiFunction<Target, Integer, A> build,
            Function<A, Tuple2<Target, Integer>> parts) {
        return new ActionForm<>(
                name,
                type,
                (o, a) -> o.put("who", parts.apply(a)._1.toString()).put(field, parts.apply(a)._2),
                f -> build.apply(f.target("who"), f.number(field)));
    }

    static void write(ObjectNode into, Action action) {
        for (ActionForm<?> form : ALL) {
            if (form.writeIfMine(into, action)) {
                return;
            }
        }
        throw new IllegalArgumentException("no written form for " + action);
    }

    static Action read(Fields from) {
        String name = from.text("do");
        ActionForm<?> form = ALL.find(candidate -> candidate.name.equals(name))
                .getOrElseThrow(() ->
                        from.wrong("do", "one of " + ALL.map(ActionForm::name).mkString(", "), '"' + name + '"'));
        return form.read.apply(from);
    }

    /** The name under which a plan writes the action. */
    static String nameOf(Action action) {
        return ALL.find(form -> form.type.isInstance(action)).get().name;
    }

    private boolean writeIfMine(ObjectNode into, Action action) {
        if (!type.isInstance(action)) {
            return false;
        }
        into.put("do", name);
        write.accept(into, type.cast(action));
        return true;
    }
}
