package kyoten.scenario.run;

import com.google.protobuf.ByteString;
import io.vavr.Tuple2;
import io.vavr.collection.Seq;
import io.vavr.control.Option;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;
import kyoten.check.Claim;
import kyoten.check.Evidence;
import kyoten.node.NodeId;
import kyoten.scenario.Replica;

/**
 * What a site's servers have committed, and who led them, as all of them together show it. Holds them to Election Safety, Leader
 * Completeness and State Machine Safety (Raft, figure 3.2), and to it that nothing goes back within a life, and nobody is left behind.
 */
final class OneHistory implements Insight.Judge {
    static final Claim CLAIM = new Claim(
            "servers-agree",
            "a term has one leader, who has all that is committed, and all servers of a site apply the same entries");

    /**
     * A committed entry.
     *
     * @param by who was the first to show that it is
     * @param inTerm the term of that server then: it was committed in this one at the latest
     */
    private record Committed(Replica.Entry entry, Sight by, long inTerm) {}

    private record Members(Object members, Sight by) {}

    private final TreeMap<Long, Committed> committed = new TreeMap<>();
    private final TreeMap<Long, Members> members = new TreeMap<>();
    private final TreeMap<Long, Sight> leaders = new TreeMap<>();
    private final SameSnapshots snapshots = new SameSnapshots();
    private final Laggards laggards;
    private long compared;

    /** @param calmFrom when the last fault is healed, in nanoseconds since the run's beginning */
    OneHistory(long calmFrom) {
        laggards = new Laggards(calmFrom);
    }

    @Override
    public Evidence evidence() {
        return Evidence.of("entries", compared).and("leaders", leaders.size());
    }

    @Override
    public Option<String> stepped(Insight.Step step) {
        Sight sight = step.sight();
        Replica now = step.now();
        laggards.stepped(step);
        if (now.committed() < step.appliedBefore() || now.term() < step.termBefore()) {
            return Option.some(sight + " goes back from entry " + step.appliedBefore() + " and term "
                    + step.termBefore() + " to entry " + now.committed() + " and term " + now.term());
        }
        return (step.leadsAnew() ? leads(sight, now) : Option.<String>none())
                .orElse(() -> applies(sight, step.appliedBefore(), now))
                .orElse(() -> snapshots.stepped(step));
    }

    private Option<String> leads(Sight sight, Replica leader) {
        Sight other = leaders.put(leader.term(), sight);
        if (other != null) {
            return Option.some(sight + " leads in term " + leader.term() + ", as " + other);
        }
        for (Map.Entry<Long, Committed> last : committed.descendingMap().entrySet()) {
            if (last.getValue().inTerm() < leader.term()) {
                return knows(leader, last.getKey(), last.getValue().entry())
                        ? Option.none()
                        : Option.some(sight + " leads in term " + leader.term() + " without "
                                + told(last.getKey(), last.getValue()));
            }
        }
        return Option.none();
    }

    /** What a log has forgotten for a snapshot was committed, and was compared then. */
    private static boolean knows(Replica leader, long index, Replica.Entry entry) {
        return leader.last() >= index && leader.entry(index).forAll(entry::equals);
    }

    private Option<String> applies(Sight sight, long applied, Replica now) {
        for (long index = applied + 1; index <= now.committed(); index++) {
            Option<Replica.Entry> entry = now.entry(index);
            if (entry.isDefined()) {
                compared++;
                Committed first = committed.putIfAbsent(index, new Committed(entry.get(), sight, now.term()));
                if (first != null && !first.entry().equals(entry.get())) {
                    return Option.some(sight + " applies an entry " + index + " of term "
                            + entry.get().term() + ", but not " + told(index, first));
                }
            }
        }
        return now.committed() > applied
                ? now.members().flatMap(those -> counts(sight, now.committed(), those))
                : Option.none();
    }

    private Option<String> counts(Sight sight, long index, Object those) {
        Members first = members.putIfAbsent(index, new Members(those, sight));
        return Option.when(
                first != null && !first.members().equals(those),
                () -> "after entry " + index + " the members are " + first.members() + " for " + first.by() + ", and "
                        + those + " for " + sight);
    }

    private static String told(long index, Committed entry) {
        return "entry " + index + " of term " + entry.entry().term() + ", which was committed for " + entry.by();
    }

    @Override
    public Option<String> ended(Seq<Tuple2<NodeId, Replica>> latest, long now) {
        return differing(latest)
                .orElse(() -> laggards.ended(
                        latest,
                        now,
                        index -> Option.of(committed.get(index))
                                .map(entry -> entry.by().nanos())));
    }

    /** Who has applied as much as another knows the same. */
    private static Option<String> differing(Seq<Tuple2<NodeId, Replica>> latest) {
        Map<Long, Tuple2<NodeId, ByteString>> others = new HashMap<>(); // looked up, never iterated
        for (Tuple2<NodeId, Replica> server : latest) {
            ByteString state = server._2.state();
            Tuple2<NodeId, ByteString> other = others.put(server._2.committed(), server.map2(any -> state));
            if (other != null && !other._2.equals(state)) {
                return Option.some(other._1 + " and " + server._1 + " have both applied all entries up to "
                        + server._2.committed() + ", and know different things");
            }
        }
        return Option.none();
    }
}
