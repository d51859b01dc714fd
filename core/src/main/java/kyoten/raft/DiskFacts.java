package kyoten.raft;

import io.vavr.collection.Seq;
import io.vavr.collection.TreeMap;
import io.vavr.collection.Vector;
import io.vavr.control.Option;
import java.util.function.Predicate;
import kyoten.node.BootFile;

/**
 * What a server's log tells that its group relies on, record by record. Changes nothing and decides nothing: a server boots
 * by {@link Scan}; this is for those who damage disks on purpose and must know what enough other disks still hold.
 *
 * @param sound nothing is damaged or torn, and whoever wrote it was not in doubt of it
 * @param records by the number that a boot shows them with: what would be gone with each. What is damaged tells nothing
 * @param log the terms of the entries that count, by index
 * @param snapshot the entries up to this index are in a snapshot
 * @param snapshotTerm the term of the last of them
 * @param term the highest that the server is known to have been in
 * @param vote whom it voted for in that term; empty if for nobody
 * @param founded it knows with whom the group was founded, or has a snapshot, which knows the configuration after that
 */
public record DiskFacts(
        boolean sound,
        Vector<Vector<Fact>> records,
        TreeMap<Long, Long> log,
        long snapshot,
        long snapshotTerm,
        long term,
        String vote,
        boolean founded) {

    /** Something that a majority must not forget. */
    public sealed interface Fact {}

    /** There is an entry of that term at that index. */
    public record Present(long index, long term) implements Fact {}

    /** The disk is the one that the group knows. Nobody else can tell a server so: without it, it is a new one (rule R6). */
    public record Belongs(long diskId) implements Fact {}

    /** With whom the group was founded. */
    public record Founded() implements Fact {}

    /** The server voted in that term. */
    public record Voted(long term, String candidate) implements Fact {}

    /**
     * Reads what is on a disk.
     *
     * @param group the records of other groups in the same file are left out
     * @param files as a boot would show them
     */
    public static DiskFacts of(int group, Seq<BootFile> files) {
        Vector<BootFile.LogRecord> places = files.toVector()
                .filter(file -> file.file().equals(Raft.LOG))
                .flatMap(file -> ((BootFile.Log) file).records());
        Vector<Option<LogRecord>> parsed = places.map(Scan::parse);
        boolean damaged = parsed.exists(Option::isEmpty);
        Vector<Option<LogRecord>> ours = parsed.map(one -> one.filter(record -> record.getGroup() == group));
        Vector<LogRecord> good = ours.flatMap(one -> one);
        long term = good.map(LogRecord::getTerm).max().getOrElse(0L);
        // Nobody votes twice in a term; records before the vote tell of none, which comes first in the order of texts.
        String vote = good.filter(record -> record.getTerm() == term)
                .map(LogRecord::getVotedFor)
                .max()
                .getOrElse("");
        long disk = good.map(LogRecord::getDiskId)
                .filter(id -> id != 0)
                .lastOption()
                .getOrElse(0L);
        Vector<Vector<Fact>> facts = entries(ours)
                .zipWith(
                        onceTold(
                                ours,
                                new Voted(term, vote),
                                record -> !vote.isEmpty()
                                        && record.getTerm() == term
                                        && record.getVotedFor().equals(vote)),
                        Vector::appendAll)
                .zipWith(
                        onceTold(ours, new Belongs(disk), record -> disk != 0 && record.getDiskId() == disk),
                        Vector::appendAll)
                .zipWith(onceTold(ours, new Founded(), LogRecord::hasFounding), Vector::appendAll);
        TreeMap<Long, Long> log = facts.flatMap(each -> each)
                .filter(Present.class::isInstance)
                .map(Present.class::cast)
                .foldLeft(TreeMap.empty(), (terms, entry) -> terms.put(entry.index(), entry.term()));
        Option<LogRecord> beginning = good.filter(LogRecord::getBegins).lastOption();
        long snapshot = beginning.map(LogRecord::getPrevIndex).getOrElse(0L);
        long snapshotTerm = beginning.map(LogRecord::getPrevTerm).getOrElse(0L);
        boolean doubtful = good.lastOption().exists(LogRecord::getDoubtful);
        boolean founded = snapshot > 0 || good.exists(LogRecord::hasFounding);
        return new DiskFacts(!damaged && !doubtful, facts, log, snapshot, snapshotTerm, term, vote, founded);
    }

    /** The entries of each record that no later record replaces. */
    private static Vector<Vector<Fact>> entries(Vector<Option<LogRecord>> records) {
        Vector<Vector<Fact>> facts = Vector.empty();
        long kept = Long.MAX_VALUE;
        for (Option<LogRecord> record : records.reverse()) {
            Vector<Fact> own = Vector.empty();
            for (Entry entry : record.map(LogRecord::getEntriesList).getOrElse(java.util.List.of())) {
                if (entry.getIndex() <= kept) {
                    own = own.append(new Present(entry.getIndex(), entry.getTerm()));
                }
            }
            facts = facts.prepend(own);
            if (record.exists(one -> one.getEntriesCount() > 0 || one.getBegins())) {
                kept = Math.min(
                        kept, record.get().getBegins() ? 0 : record.get().getPrevIndex());
            }
        }
        return facts;
    }

    /** A fact, with the record that tells it if it is the only one: all records repeat the hard state of their moment. */
    private static Vector<Option<Fact>> onceTold(
            Vector<Option<LogRecord>> records, Fact fact, Predicate<LogRecord> tells) {
        Vector<Boolean> telling = records.map(record -> record.exists(tells));
        boolean once = telling.count(tell -> tell) == 1;
        return telling.map(tell -> Option.when(once && tell, fact));
    }

    /**
     * All that its group relies on and that other disks may hold as well: gone with the whole disk. That it is the one which the group
     * knows is not among it: without that disk the server is a new one.
     */
    public Vector<Fact> whole() {
        Vector<Fact> facts = log.map(entry -> (Fact) new Present(entry._1, entry._2))
                .toVector()
                .append(new Present(snapshot, snapshotTerm))
                .append(new Founded());
        return vote.isEmpty() ? facts : facts.append(new Voted(term, vote));
    }

    /** Whether this server, as its disk is, can't act against the fact: it has the entry; it can't vote otherwise. */
    public boolean holds(Fact fact) {
        if (fact instanceof Present entry) {
            return entry.index() <= snapshot || log.get(entry.index()).contains(entry.term());
        }
        if (fact instanceof Voted voted) {
            return term > voted.term() || (term == voted.term() && vote.equals(voted.candidate()));
        }
        if (fact instanceof Founded) {
            return founded;
        }
        if (fact instanceof Belongs) {
            return false;
        }
        throw new IllegalArgumentException("unknown fact " + fact);
    }
}
