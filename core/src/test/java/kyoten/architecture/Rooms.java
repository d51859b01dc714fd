package kyoten.architecture;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * The rooms and arrows of ARCHITECTURE.md: who may know whom. What is not in this table is not allowed, and a room that
 * is not in it may not exist.
 *
 * <p>An arrow to a module is an arrow to every room of the module, and to what that module may know itself.
 */
final class Rooms {

    /** Rooms whose code runs on both hosts. All of them are held to the bans on what a node may touch. */
    static final String PROTOCOL =
            "node wire causal raft gossip site geo baseline client ping jungle gear bloom kemari";

    static final String CORE = PROTOCOL + " host";
    static final String CHECKERS = "history check";
    static final String SCENARIOS = CORE + " " + CHECKERS + " sim scenario";

    static final List<Room> ALL = List.of(
            // The judge shares no code with the accused.
            Room.of("checkers", "history", ""),
            Room.of("checkers", "check", "history"),
            Room.of("core", "node", ""),
            Room.of("core", "wire", "node"),
            Room.of("core", "causal", "node"),
            Room.of("core", "raft", "node wire"),
            Room.of("core", "gossip", "node wire causal"),
            Room.of("core", "site", "node wire causal raft gossip"),
            Room.of("core", "geo", "node wire causal raft gossip site"),
            Room.of("core", "baseline", "node wire"),
            Room.of("core", "client", "node wire causal site geo"),
            Room.of("core", "host", "node wire"),
            Room.of("core", "ping", "node wire"),
            Room.of("core", "jungle", "node wire causal"),
            Room.of("core", "gear", "node wire causal jungle"),
            Room.of("core", "bloom", "node wire causal"),
            Room.of("core", "kemari", "node wire causal"),
            Room.of("sim-network", "sim", CORE),
            Room.of("scenarios", "scenario", CORE + " " + CHECKERS + " sim"),
            Room.of("cli", "cli", SCENARIOS));

    private Rooms() {}

    static Optional<Room> named(String name) {
        return ALL.stream().filter(room -> room.name().equals(name)).findFirst();
    }

    /** All rooms but these. */
    static Set<String> except(String names) {
        Set<String> rest = new TreeSet<>();
        ALL.forEach(room -> rest.add(room.name()));
        rest.removeAll(Words.of(names));
        return rest;
    }
}
