package kyoten.scenario.plan;

import io.vavr.collection.Vector;
import io.vavr.control.Option;
import kyoten.scenario.plan.ContextReference.Whose;
import kyoten.scenario.plan.Options.Disk;
import kyoten.scenario.plan.Options.Lengths;
import kyoten.scenario.plan.Options.Network;
import kyoten.scenario.plan.Options.Store;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;

/** Generates plans and their parts for properties; shrinks to few operations and faults. */
public final class Plans {
    private Plans() {}

    private static Arbitrary<Target> servers(int most) {
        return Arbitraries.oneOf(
                Arbitraries.integers().between(1, most).map(Target.Server::new),
                Arbitraries.of(Target.leader(), Target.formerLeader(), Target.noter()),
                Arbitraries.integers().between(1, 4).map(Target.Follower::new));
    }

    /** @param servers how many there are at least */
    private static Arbitrary<Action> actions(int servers) {
        Arbitrary<Target> server = servers(servers);
        Arbitrary<Integer> ppm = Arbitraries.integers().between(0, 200_000);
        Arbitrary<Long> times = times(1_000_000_000L);
        return Arbitraries.oneOf(
                server.map(Action.Crash::new),
                Arbitraries.just(new Action.PowerLoss()),
                server.map(Action.Pause::new),
                server.map(Action.Isolate::new),
                server.list().ofMinSize(1).ofMaxSize(2).map(side -> new Action.Split(Vector.ofAll(side))),
                server.map(Action.Bridge::new),
                server.map(Action.Mute::new),
                server.map(Action.Deafen::new),
                Combinators.combine(server, server.list().ofMinSize(1).ofMaxSize(2))
                        .as((who, only) -> new Action.Reach(who, Vector.ofAll(only))),
                Combinators.combine(server, server).as(Action.Hold::new),
                server.map(Action.HoldAll::new),
                Combinators.combine(server, server, times).as(Action.SlowLink::new),
                Combinators.combine(ppm, ppm, times).as(Action.Disturb::new),
                Combinators.combine(server, Arbitraries.longs().between(-3_600_000_000_000L, 3_600_000_000_000L))
                        .as(Action.StepClock::new),
                Combinators.combine(server, Arbitraries.integers().between(-100_000, 100_000))
                        .as(Action.DriftClock::new),
                Combinators.combine(server, Arbitraries.integers().between(1, 50))
                        .as(Action.SlowDisk::new),
                Combinators.combine(server, Arbitraries.integers().between(0, 4096))
                        .as(Action.FillDisk::new),
                Combinators.combine(server, Arbitraries.integers().between(0, 6))
                        .as(Action.CrashInStep::new),
                Combinators.combine(server, Arbitraries.integers().between(0, Action.MILLION - 1))
                        .as(Action.Rot::new),
                Combinators.combine(server, Arbitraries.integers().between(0, Action.MILLION - 1))
                        .as(Action.Ruin::new),
                server.map(Action.FailSync::new),
                server.map(Action.KeepImage::new),
                server.map(Action.RestoreImage::new),
                server.map(Action.Wipe::new),
                server.map(Action.Strand::new),
                server.map(Action.Transfer::new),
                Combinators.combine(server, server.list().ofMaxSize(2))
                        .as((to, without) -> new Action.Failover(to, Vector.ofAll(without))));
    }

    /** Faults between three sites, and of all servers of a site. */
    private static Arbitrary<Action> actionsOfSites() {
        Arbitrary<Integer> site = Arbitraries.integers().between(1, 3);
        Arbitrary<Vector<Integer>> sites =
                site.list().uniqueElements().ofMinSize(1).ofMaxSize(2).map(Vector::ofAll);
        Arbitrary<Boolean> bothWays = Arbitraries.of(false, true);
        Arbitrary<Integer> ppm = Arbitraries.integers().between(0, 200_000);
        return Arbitraries.oneOf(
                Combinators.combine(sites, sites, bothWays).as(Action.CutSites::new),
                Combinators.combine(sites, sites, bothWays).as(Action.HoldSites::new),
                Combinators.combine(site, site, times(300_000_000L)).as(Action.SlowSites::new),
                Combinators.combine(site, site, Arbitraries.integers().between(2_000, 1_000_000))
                        .as(Action.NarrowSites::new),
                Combinators.combine(ppm, ppm, times(300_000_000L)).as(Action.DisturbSites::new),
                Arbitraries.longs().between(-60_000_000_000L, 60_000_000_000L).map(Action.StepClocks::new),
                Arbitraries.of(new Action.KeepImages(), new Action.RestoreImages(), new Action.WipeSite()),
                Combinators.combine(site, bothWays).as(Action.LeaveSite::new),
                Combinators.combine(site, bothWays).as(Action.ReuseName::new),
                site.map(Action.JoinSite::new),
                Arbitraries.of("", "last-writer", "keep-all").map(name -> new Action.SetResolver("k1", name)));
    }

    /** Faults of three sites, within and between them. */
    private static Arbitrary<PlannedFault> faultsOfSites(long withinNanos) {
        Arbitrary<PlannedFault> between = Combinators.combine(
                        times(withinNanos), actionsOfSites(), times(2_000_000_000L))
                .as((at, action, lasts) -> new PlannedFault(new Trigger.At(at), action, lasts));
        return Combinators.combine(
                        Arbitraries.oneOf(between, faults(withinNanos, 1)),
                        Arbitraries.integers().between(1, 3))
                .as(PlannedFault::at);
    }

    private static Arbitrary<PlannedFault> faults(long withinNanos, int servers) {
        Arbitrary<Trigger> at = times(withinNanos).map(Trigger.At::new);
        Arbitrary<Trigger> onMark = Combinators.combine(
                        Arbitraries.of("became-leader", "ignored"),
                        servers(servers).optional(),
                        times(withinNanos),
                        Arbitraries.integers().between(1, 5),
                        times(100_000_000L))
                .as((mark, by, since, count, after) ->
                        new Trigger.OnMark(mark, Option.ofOptional(by), since, count, after));
        return Combinators.combine(Arbitraries.oneOf(at, onMark), actions(servers), times(2_000_000_000L))
                .as(PlannedFault::new);
    }

    public static Arbitrary<PlannedOperation> operations(int clients, int keys, long withinNanos) {
        return Combinators.combine(
                        Arbitraries.integers().between(1, 100_000),
                        Arbitraries.integers().between(1, clients),
                        times(withinNanos),
                        acts(keys))
                .as(PlannedOperation::new);
    }

    private static Arbitrary<Act> acts(int keys) {
        Arbitrary<String> key = Arbitraries.integers().between(1, keys).map(number -> "k" + number);
        Arbitrary<ContextReference> context = Combinators.combine(
                        Arbitraries.of(Whose.values()), Arbitraries.integers().between(0, 3))
                .as((whose, back) -> whose == Whose.NOBODY ? ContextReference.NONE : new ContextReference(whose, back));
        Arbitrary<Boolean> onlyIfCurrent = Arbitraries.of(false, true);
        return Arbitraries.oneOf(
                key.map(Act.Read::new),
                key.map(Act.Write::new),
                key.map(Act.Delete::new),
                key.map(Act.Gread::new),
                Combinators.combine(key, context, onlyIfCurrent).as(Act.Gwrite::new),
                Combinators.combine(key, context, onlyIfCurrent).as(Act.Gdelete::new),
                Arbitraries.integers().between(1, 6).map(limit -> new Act.Scan("", limit)));
    }

    public static Arbitrary<Options> options() {
        Arbitrary<Integer> servers = Arbitraries.of(3, 5);
        Arbitrary<Vector<Integer>> homes = Arbitraries.integers()
                .between(0, 3)
                .list()
                .ofMinSize(2)
                .ofMaxSize(6)
                .map(Vector::ofAll);
        Arbitrary<Network> network = Combinators.combine(times(2_000_000L), times(10_000_000L))
                .as((low, more) -> new Network(low + 1, low + 1 + more, 0, 0));
        Arbitrary<Disk> disk = Combinators.combine(times(2_000_000L), times(10_000_000L))
                .as((low, more) -> new Disk(low + 1, low + 1 + more));
        Arbitrary<Store> store = Arbitraries.integers()
                .between(8, 512)
                .map(every -> new Store(200 * Times.MILLISECOND, every, 4, 4, 1024, 256 << 10, 128 << 10, 256 << 10));
        return Combinators.combine(servers, homes, network, disk, store)
                .as((count, home, net, disks, stores) -> new Options(
                        Topology.ofOneSite(count, home),
                        Vector.of("k1", "k2"),
                        disks.latencyLow() % 3 == 0 ? 1500 : 0,
                        new Lengths(3 * Times.SECOND, 8 * Times.SECOND, Times.SECOND),
                        net,
                        disks,
                        stores));
    }

    /** Three sites of one to three servers, the third joined to the others or to the second alone. */
    public static Arbitrary<Topology> sites() {
        Arbitrary<Integer> servers = Arbitraries.integers().between(1, 3);
        Arbitrary<Vector<Topology.Home>> homes = Combinators.combine(
                        Arbitraries.integers().between(1, 3),
                        Arbitraries.integers().between(0, 1))
                .as(Topology.Home::new)
                .list()
                .ofMinSize(3)
                .ofMaxSize(6)
                .map(Vector::ofAll);
        Arbitrary<Long> delays = times(60_000_000L);
        return Combinators.combine(servers, servers, servers, homes, delays, Arbitraries.of(false, true))
                .as((one, two, three, home, delay, line) -> new Topology(
                        Vector.of(
                                new Topology.Site("tokyo", one, true),
                                new Topology.Site("osaka", two, true),
                                new Topology.Site("kobe", three, true)),
                        home,
                        Vector.of(route(1, 2, delay), route(2, 3, delay), route(1, 3, delay))
                                .take(line ? 2 : 3)));
    }

    private static Topology.Route route(int one, int other, long delay) {
        return new Topology.Route(
                one, other, delay, 2 * delay, (int) (delay % 3) * 10_000, delay % 2 == 0 ? 0 : 50_000);
    }

    /** Plans of a scenario of several sites, all of whose operations and faults begin while the run stirs. */
    public static Arbitrary<Plan> ofSites(String scenario) {
        long stir = 3 * Times.SECOND;
        return Combinators.combine(
                        Arbitraries.longs(),
                        Combinators.combine(options(), sites())
                                .as((options, sites) -> new Options(
                                        sites,
                                        Vector.of("k1", "k2"),
                                        0,
                                        new Lengths(stir, 16 * Times.SECOND, Times.SECOND),
                                        options.network(),
                                        options.disk(),
                                        options.store())),
                        operations(3, 2, stir).list().ofMaxSize(60),
                        faultsOfSites(stir).list().ofMaxSize(6))
                .as((seed, options, operations, faults) ->
                        new Plan(scenario, seed, options, inOrder(operations), Vector.ofAll(faults)));
    }

    /** Plans of a scenario, all of whose operations and faults begin while the run stirs. */
    public static Arbitrary<Plan> of(String scenario) {
        long stir = 3 * Times.SECOND;
        return Combinators.combine(
                        Arbitraries.longs(),
                        options(),
                        operations(2, 2, stir).list().ofMaxSize(60),
                        faults(stir, 3).list().ofMaxSize(6))
                .as((seed, options, operations, faults) ->
                        new Plan(scenario, seed, options, inOrder(operations), Vector.ofAll(faults)));
    }

    private static Vector<PlannedOperation> inOrder(java.util.List<PlannedOperation> operations) {
        return Vector.ofAll(operations)
                .sortBy(PlannedOperation::atNanos)
                .zipWithIndex((one, index) -> new PlannedOperation(index + 1, one.client(), one.atNanos(), one.act()));
    }

    private static Arbitrary<Long> times(long most) {
        return Arbitraries.longs().between(0, most);
    }
}
