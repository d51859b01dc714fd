package kyoten.raft;

import com.google.protobuf.ByteString;
import io.vavr.collection.Vector;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;
import kyoten.node.Effect;
import kyoten.node.Env;
import kyoten.node.Event;
import kyoten.node.NodeId;

/** A few servers, stepped by hand: messages lie in a list until the test delivers them, disks work when it says so. */
final class Lab {
    static final RaftOptions.Limits SMALL = new RaftOptions.Limits(4, 1 << 16, 1000, 1_000_000, 2);

    /** A message under way. */
    record Packet(String from, String to, RaftEnvelope message) {
        RaftEnvelope.MessageCase kind() {
            return message.getMessageCase();
        }
    }

    /** One server and what surrounds it. */
    static final class Server {
        final String name;
        final Raft<Vector<String>> raft;
        final TestDisk disk = new TestDisk();
        final Map<String, Long> timers = new TreeMap<>();
        final List<Outcome> outcomes = new ArrayList<>();
        final List<String> marks = new ArrayList<>();
        RaftState<Vector<String>> state;
        boolean up;
        long boots;

        Server(String name, Raft<Vector<String>> raft) {
            this.name = name;
            this.raft = raft;
            this.state = raft.initial();
        }
    }

    final Map<String, Server> servers = new TreeMap<>();
    final List<Packet> wire = new ArrayList<>();
    final long seed;
    long now = 1_000_000_000L;
    /** What is delivered by {@link #run}; the rest stays on the wire. */
    Predicate<Packet> passes = packet -> true;

    private long tickets;

    Lab(long seed, String founders, RaftOptions.Limits limits) {
        this.seed = seed;
        for (String name : founders.split(" ")) {
            add(name, founders, limits);
        }
    }

    static Lab of(String founders) {
        return new Lab(1, founders, SMALL);
    }

    /** A group that "a" has just begun to lead. */
    static Lab led(String founders, RaftOptions.Limits limits) {
        Lab lab = new Lab(1, founders, limits);
        lab.bootAll();
        lab.run(Duration.ofMillis(200));
        lab.elect("a");
        lab.wire.clear();
        return lab;
    }

    /** The same when all have heard so, and nothing is on its way. */
    static Lab settled(String founders, RaftOptions.Limits limits) {
        Lab lab = led(founders, limits);
        lab.run(Duration.ofMillis(100));
        lab.wire.clear();
        return lab;
    }

    Server add(String name, String founders, RaftOptions.Limits limits) {
        Vector<NodeId> nodes = founders.isEmpty()
                ? Vector.empty()
                : Vector.of(founders.split(" ")).map(NodeId::new);
        RaftOptions options = RaftOptions.of(new NodeId(name), nodes).with(limits);
        Server server = new Server(name, new Raft<>(options, new Words()));
        servers.put(name, server);
        return server;
    }

    Server get(String name) {
        return servers.get(name);
    }

    RaftState<Vector<String>> state(String name) {
        return get(name).state;
    }

    Env env(Server server) {
        long boot = server.boots;
        long time = now;
        return new Env() {
            @Override
            public long now() {
                return time;
            }

            @Override
            public long wall() {
                return time;
            }

            @Override
            public long random(String purpose, int i) {
                long mixed = seed * 31 + time;
                for (char c : (server.name + purpose + boot + ":" + i).toCharArray()) {
                    mixed = (mixed ^ c) * 0x9E3779B97F4A7C15L;
                    mixed ^= mixed >>> 29;
                }
                return mixed;
            }
        };
    }

    void bootAll() {
        servers.keySet().forEach(this::boot);
    }

    void boot(String name) {
        Server server = get(name);
        server.up = true;
        server.boots++;
        server.state = server.raft.initial();
        step(server, new Event.Booted(name.charAt(0) * 1000L + server.boots, server.disk.files()));
    }

    /** Stops at once; what was not synced is lost without a trace. */
    void crash(String name) {
        Server server = get(name);
        server.up = false;
        server.timers.clear();
        server.disk.crashCleanly();
    }

    void restart(String name) {
        crash(name);
        boot(name);
    }

    void step(Server server, Event event) {
        take(server, server.raft.on(server.state, event, env(server)));
    }

    void take(Server server, RaftStep<Vector<String>> step) {
        server.state = step.state();
        step.outcomes().forEach(server.outcomes::add);
        for (Effect effect : step.effects()) {
            if (effect instanceof Effect.Send send) {
                wire.add(new Packet(server.name, send.to().name(), (RaftEnvelope) send.message()));
            } else if (effect instanceof Effect.SetTimer timer) {
                server.timers.put(timer.timer(), now + timer.delayNanos());
            } else if (effect instanceof Effect.CancelTimer timer) {
                server.timers.remove(timer.timer());
            } else if (effect instanceof Effect.DiskOperation operation) {
                server.disk.issue(operation);
            } else if (effect instanceof Effect.Note note) {
                server.marks.add(note.mark() + " " + note.detail());
            } else {
                throw new IllegalStateException("not done by this lab: " + effect);
            }
        }
    }

    void deliver(Packet packet) {
        wire.remove(packet);
        receive(packet);
    }

    /** Delivers a message that may long be gone from the wire. */
    void receive(Packet packet) {
        Server server = get(packet.to());
        if (server != null && server.up) {
            step(server, new Event.Received(new NodeId(packet.from()), packet.message()));
        }
    }

    /** The messages on the wire of that kind, between those two. */
    List<Packet> between(String from, String to, RaftEnvelope.MessageCase kind) {
        return wire.stream()
                .filter(packet -> packet.from().equals(from) && packet.to().equals(to) && packet.kind() == kind)
                .toList();
    }

    void syncAll(String name) {
        Server server = get(name);
        while (server.up && server.disk.isBusy()) {
            step(server, server.disk.next(true));
        }
    }

    /** Disks and the part of the wire that passes come to rest; no time goes by. */
    void rest() {
        boolean busy = true;
        for (int i = 0; busy; i++) {
            if (i > 100_000) {
                throw new IllegalStateException("it never comes to rest");
            }
            busy = false;
            for (Server server : List.copyOf(servers.values())) {
                if (server.up && server.disk.isBusy()) {
                    step(server, server.disk.next(true));
                    busy = true;
                }
            }
            for (Packet packet : List.copyOf(wire)) {
                if (passes.test(packet)) {
                    deliver(packet);
                    busy = true;
                }
            }
        }
    }

    /** Lets time go by, at rest between any two timers. */
    void run(Duration time) {
        long end = now + time.toNanos();
        rest();
        while (true) {
            Server next = null;
            String timer = "";
            for (Server server : servers.values()) {
                for (Map.Entry<String, Long> entry : server.timers.entrySet()) {
                    if (server.up && (next == null || entry.getValue() < next.timers.get(timer))) {
                        next = server;
                        timer = entry.getKey();
                    }
                }
            }
            if (next == null || next.timers.get(timer) > end) {
                break;
            }
            now = Math.max(now, next.timers.remove(timer));
            step(next, new Event.TimerFired(timer));
            rest();
        }
        now = end;
    }

    void fire(String name, String timer) {
        Server server = get(name);
        server.timers.remove("raft/0/" + timer);
        step(server, new Event.TimerFired("raft/0/" + timer));
    }

    /** Makes the server campaign and win, if the others let it. */
    void elect(String name) {
        now += Duration.ofSeconds(1).toNanos();
        fire(name, "election");
        rest();
    }

    long propose(String name, String word) {
        Server server = get(name);
        long ticket = ++tickets;
        take(
                server,
                server.raft.propose(
                        server.state, Vector.of(new Proposal(ticket, ByteString.copyFromUtf8(word))), env(server)));
        return ticket;
    }

    long read(String name) {
        Server server = get(name);
        long ticket = ++tickets;
        take(server, server.raft.read(server.state, ticket, env(server)));
        return ticket;
    }

    long change(String name, MembershipCall call) {
        Server server = get(name);
        long ticket = ++tickets;
        take(server, call.on(server.raft, server.state, ticket, env(server)));
        return ticket;
    }

    /** One of Raft's calls that change the configuration. */
    interface MembershipCall {
        RaftStep<Vector<String>> on(Raft<Vector<String>> raft, RaftState<Vector<String>> state, long ticket, Env env);
    }

    void cut(String isolated) {
        passes = packet -> !packet.from().equals(isolated) && !packet.to().equals(isolated);
    }

    void heal() {
        passes = packet -> true;
    }

    String leader() {
        return servers.values().stream()
                .filter(server -> server.up && server.state.isLeader())
                .max((x, y) -> Long.compare(x.state.term(), y.state.term()))
                .map(server -> server.name)
                .orElse("");
    }

    List<String> words(String name) {
        return state(name).machine().map(word -> word.replaceAll(".*:", "")).toJavaList();
    }

    boolean has(String name, Predicate<Outcome> outcome) {
        return get(name).outcomes.stream().anyMatch(outcome);
    }

    boolean applied(String name, long ticket) {
        return has(name, o -> o instanceof Outcome.Applied a && a.ticket().orElse(-1) == ticket);
    }

    boolean readReady(String name, long ticket) {
        return has(name, o -> o instanceof Outcome.ReadReady ready && ready.ticket() == ticket);
    }

    boolean refused(String name, long ticket) {
        return has(name, o -> o instanceof Outcome.Refused refused && refused.ticket() == ticket);
    }
}
