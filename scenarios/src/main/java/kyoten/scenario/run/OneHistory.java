package kyoten.scenario.run;

import io.vavr.control.Option;
import java.util.Map;
import java.util.TreeMap;
import kyoten.node.NodeId;
import kyoten.scenario.Replica;
import kyoten.scenario.plan.Times;

/**
 * What a site's servers have committed, and who led them, as all of them together show it. Holds them to Election Safety, Leader
 * Completeness and State Machine Safety (Raft, figure 3.2), and to it that nothing goes back within a life.
 */
final class OneHistory {
    /** Who was seen doing something, and when. */
    record Sight(NodeId node, long nanos) {
        @Override
        public String toString() {
            return node + " at " + Times.text(nanos);
        }
    }

    /**
     * A committed entry.
     *
     * @param by who was the first to show that it is
     * @param inTerm the term of that server then: it was committed in this one at the latest
     */
    private record Committed(Replica.Entry entry, Sight by, long inTerm) {}

    private final TreeMap<Long, Committed> committed = new TreeMap<>();
    private final TreeMap<Long, Sight> leaders = new TreeMap<>();
    private long compared;
    private boolean over;

    /** Nobody is held to this history any more. */
    void isOver() {
        over = true;
    }

    boolean over() {
        return over;
    }

    /** How many entries servers applied. */
    long compared() {
        return compared;
    }

    /** How many terms had a leader. */
    long leaders() {
        return leaders.size();
    }

    /**
     * A server took a step.
     *
     * @param before what it was before, perhaps in an earlier life
     * @return what is wrong
     */
    Option<String> stepped(Sight sight, Option<Replica> before, Replica now) {
        if (over) {
            return Option.none();
        }
        Option<Replica> same = before.filter(earlier -> earlier.boot() == now.boot());
        long applied = same.map(Replica::committed).getOrElse(0L);
        if (now.committed() < applied || now.term() < same.map(Replica::term).getOrElse(0L)) {
            return Option.some(sight + " goes back from entry " + applied + " and term "
                    + same.get().term() + " to entry " + now.committed() + " and term " + now.term());
        }
        boolean leadsAnew = now.leads() && !same.exists(earlier -> earlier.leads() && earlier.term() == now.term());
        return (leadsAnew ? leads(sight, now) : Option.<String>none()).orElse(() -> applies(sight, applied, now));
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
        return Option.none();
    }

    private static String told(long index, Committed entry) {
        return "entry " + index + " of term " + entry.entry().term() + ", which was committed for " + entry.by();
    }
}
