package kyoten.raft;

import static org.assertj.core.api.Assertions.assertThat;

import io.vavr.collection.Vector;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;

/** The properties of Raft (§3.2, figure 3.2), and linearizable reads, looked at from outside after every step. */
final class Properties {
    private final Lab lab;
    private final Map<Long, String> leaders = new TreeMap<>();
    private final Map<String, Long> terms = new TreeMap<>();
    private final Map<String, Long> commits = new TreeMap<>();
    private final Map<String, Integer> seenOutcomes = new TreeMap<>();
    /** By "index/term": what every log must hold there. */
    private final Map<String, Entry> entries = new HashMap<>();

    private final Map<String, Vector<Entry>> seenLogs = new TreeMap<>();
    private final Map<Long, Long> mustSee = new TreeMap<>();
    private final Map<Long, Entry> committed = new TreeMap<>();
    private Vector<String> longest = Vector.empty();
    private long acknowledged;

    Properties(Lab lab) {
        this.lab = lab;
    }

    void crashed(String name) {
        commits.remove(name);
        terms.remove(name);
        seenLogs.remove(name);
    }

    /** A read begins now: it must see what has been acknowledged by now. */
    void reading(String name, long ticket) {
        look(lab.get(name), false);
        mustSee.put(ticket, acknowledged);
        // It may have been answered at once.
        check();
    }

    void check() {
        lab.servers.values().stream().filter(server -> server.up).forEach(server -> look(server, true));
    }

    private void look(Lab.Server server, boolean reads) {
        RaftState<Vector<String>> state = server.state;
        Long commit = commits.put(server.name, state.commitIndex());
        assertThat(commit == null || commit <= state.commitIndex())
                .as("the commit index goes back")
                .isTrue();
        Long term = terms.put(server.name, state.term());
        assertThat(term == null || term <= state.term())
                .as("the term goes back")
                .isTrue();
        logMatching(server);
        stateMachineSafety(server);
        if (state.isLeader()) {
            electionSafety(server);
        }
        outcomes(server, reads);
    }

    private void electionSafety(Lab.Server server) {
        String known = leaders.putIfAbsent(server.state.term(), server.name);
        assertThat(known == null || known.equals(server.name))
                .as("two leaders in term " + server.state.term() + ": " + known + ", " + server.name)
                .isTrue();
        if (known == null) {
            leaderCompleteness(server);
        }
    }

    private void leaderCompleteness(Lab.Server server) {
        committed.forEach((index, entry) -> assertThat(
                        index <= server.state.log().baseIndex()
                                || server.state.log().matches(index, entry.getTerm()))
                .as("leader " + server.name + " of term " + server.state.term() + " lacks entry " + index)
                .isTrue());
    }

    private void logMatching(Lab.Server server) {
        Log log = server.state.log();
        if (seenLogs.put(server.name, log.entries()) == log.entries()) {
            return;
        }
        for (Entry entry : log.entries()) {
            long before = log.term(entry.getIndex() - 1);
            String place = entry.getIndex() + "/" + entry.getTerm();
            Entry known = entries.putIfAbsent(place, entry);
            assertThat(known == null || known.equals(entry))
                    .as("two entries at " + place)
                    .isTrue();
            Entry previous = entries.putIfAbsent(
                    "before " + place, Entry.newBuilder().setTerm(before).build());
            assertThat(previous == null || previous.getTerm() == before)
                    .as("two entries before " + place)
                    .isTrue();
        }
    }

    private void stateMachineSafety(Lab.Server server) {
        Vector<String> machine = server.state.machine();
        int common = Math.min(machine.size(), longest.size());
        if (machine != longest) {
            assertThat(machine.take(common))
                    .as("what " + server.name + " applied")
                    .isEqualTo(longest.take(common));
        }
        longest = machine.size() > longest.size() ? machine : longest;
        Log log = server.state.log();
        for (long index = log.baseIndex() + 1; index <= server.state.commitIndex(); index++) {
            Entry known = committed.putIfAbsent(index, log.entry(index));
            assertThat(known == null || known.equals(log.entry(index)))
                    .as("two committed entries " + index)
                    .isTrue();
        }
    }

    private void outcomes(Lab.Server server, boolean reads) {
        int from = seenOutcomes.getOrDefault(server.name, 0);
        for (int i = from; i < server.outcomes.size(); i++) {
            Outcome outcome = server.outcomes.get(i);
            if (outcome instanceof Outcome.Applied applied && applied.ticket().isPresent()) {
                acknowledged = Math.max(acknowledged, applied.index());
            } else if (outcome instanceof Outcome.ReadReady ready && mustSee.containsKey(ready.ticket())) {
                assertThat(server.state.commitIndex())
                        .as("what the read " + ready.ticket() + " at " + server.name + " sees")
                        .isGreaterThanOrEqualTo(mustSee.get(ready.ticket()));
            }
        }
        if (reads) {
            seenOutcomes.put(server.name, server.outcomes.size());
        }
    }
}
