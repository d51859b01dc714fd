package kyoten.scenario.run;

import io.vavr.Tuple;
import io.vavr.Tuple2;
import io.vavr.collection.Vector;
import io.vavr.control.Option;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import kyoten.history.Mark;
import kyoten.node.NodeId;
import kyoten.scenario.Scenario;
import kyoten.scenario.Stage;
import kyoten.scenario.plan.Action;
import kyoten.scenario.plan.Plan;
import kyoten.sim.Fault;

/**
 * Knows, while faults stand, which clients reach a majority of their site's voters that is well: each server of it runs and trusts
 * its disk, no fault touches it, nor a link between two of them, nor one to the client, and that for as long as a site may take to
 * recover. Whatever befalls the other servers is no excuse, unless it befalls the one that leads: then the site has to recover. A site whose
 * servers change during the run is not looked at.
 */
final class Majorities {
    private final Vector<Client> clients;
    private final LongSupplier clock;
    private final Health health = new Health();
    private final Set<NodeId> sound = new HashSet<>(); // asked only, never iterated
    private boolean over;

    /** A client, and how long it has reached which of the majorities of its site. */
    private static final class Client {
        private final NodeId node;
        private final int number;
        private final Stage.Site site;
        private final Vector<Vector<NodeId>> majorities;
        private final long[] since;
        private final List<Tuple2<Long, Long>> times = new ArrayList<>();
        private Option<NodeId> leader = Option.none();

        Client(int number, Stage stage, Vector<Vector<NodeId>> majorities) {
            this.number = number;
            node = stage.client(number);
            site = stage.site(stage.home(number).site());
            this.majorities = majorities;
            since = new long[majorities.size()];
            Arrays.fill(since, Long.MAX_VALUE);
        }

        void turn(int majority, boolean reached, long now) {
            if (reached) {
                since[majority] = Math.min(since[majority], now);
                return;
            }
            long from = since[majority] == Long.MAX_VALUE ? now : since[majority] + Scenario.RECOVERY_NANOS;
            if (from < now) {
                times.add(Tuple.of(from, now));
            }
            since[majority] = Long.MAX_VALUE;
        }

        /** All majorities without its leader have to find another one, or to wait for it. */
        void losesLeader(long now) {
            for (int i = 0; i < since.length; i++) {
                if (!leader.exists(majorities.get(i)::contains)) {
                    turn(i, false, now);
                }
            }
        }
    }

    /** @param clock since the run's beginning, in nanoseconds */
    Majorities(Stage stage, Plan plan, LongSupplier clock) {
        this.clock = clock;
        clients = Vector.rangeClosed(1, stage.clients().size())
                .map(number -> new Client(number, stage, majorities(stage, plan, number)));
    }

    private static Vector<Vector<NodeId>> majorities(Stage stage, Plan plan, int client) {
        Stage.Site site = stage.site(stage.home(client).site());
        boolean stays = site.founder()
                && plan.faults()
                        .filter(fault -> stage.site(fault.site()) == site)
                        .forAll(fault -> leavesServers(fault.action()));
        Vector<NodeId> servers = site.servers();
        return stays ? servers.combinations(servers.size() / 2 + 1).toVector() : Vector.empty();
    }

    /** Whether the servers of a site are the same, with the same disks, before and after, and none is told to lead that can't. */
    private static boolean leavesServers(Action action) {
        boolean operators = Operator.carriesOut(action) && !(action instanceof Action.SetResolver);
        return !operators
                && !(action instanceof Action.Wipe)
                && !(action instanceof Action.RestoreImage)
                && !(action instanceof Action.Ruin)
                && !(action instanceof Action.WipeSite)
                && !(action instanceof Action.RestoreImages)
                && !(action instanceof Action.RebuildSite);
    }

    /** A fault strikes, or is healed. */
    void struck(Fault fault) {
        health.struck(fault);
        if (Health.endsNodes(fault)) {
            fault.nodes().forEach(sound::remove);
        }
        clients.filter(client -> client.leader.exists(fault.nodes()::contains))
                .forEach(client -> client.losesLeader(clock.getAsLong()));
        look();
    }

    /** A server of a site became its leader; one that may crash any moment is none that lasts. */
    void leads(NodeId server, Stage.Site site) {
        for (Client client : clients.filter(one -> one.site == site)) {
            client.leader = Option.of(server);
            if (health.mayEndAnyMoment(server)) {
                client.losesLeader(clock.getAsLong());
            }
        }
        look();
    }

    /** A server took a step; tells whether it trusts its disk. */
    void stepped(NodeId server, boolean trusts) {
        if (sound.contains(server) != trusts && (trusts ? sound.add(server) : sound.remove(server))) {
            look();
        }
    }

    private void look() {
        if (!over) {
            clients.forEach(client -> {
                for (int i = 0; i < client.since.length; i++) {
                    client.turn(i, isReached(client.node, client.majorities.get(i)), clock.getAsLong());
                }
            });
        }
    }

    private boolean isReached(NodeId client, Vector<NodeId> majority) {
        return health.isWell(client)
                && majority.forAll(server -> sound.contains(server)
                        && health.isWell(server)
                        && health.reachEachOther(client, server)
                        && majority.forAll(other -> other.equals(server) || health.reachEachOther(server, other)));
    }

    /** Faults will be healed now: what is owed to clients from then on is the same for all of a site. Tells all that was so until now. */
    void settle(Consumer<Mark> marks) {
        over = true;
        for (Client client : clients) {
            for (int i = 0; i < client.since.length; i++) {
                client.turn(i, false, clock.getAsLong());
            }
            tell(client, marks);
        }
    }

    /** Where one majority is reached no more, another may be still. */
    private static void tell(Client client, Consumer<Mark> marks) {
        String name = "c" + client.number;
        long end = Long.MIN_VALUE;
        for (Tuple2<Long, Long> time : Vector.ofAll(client.times).sorted()) {
            if (time._1 > end) {
                if (end != Long.MIN_VALUE) {
                    marks.accept(new Mark.Reaches(end, name, false));
                }
                marks.accept(new Mark.Reaches(time._1, name, true));
            }
            end = Math.max(end, time._2);
        }
        if (end != Long.MIN_VALUE) {
            marks.accept(new Mark.Reaches(end, name, false));
        }
    }
}
