package kyoten.raft;

import com.google.protobuf.ByteString;
import io.vavr.collection.Seq;
import io.vavr.collection.Vector;
import io.vavr.control.Option;
import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.Predicate;
import kyoten.node.BootFile;
import kyoten.node.FileName;
import kyoten.wire.MalformedException;

/**
 * What a server's log tells that its group relies on. Changes nothing and decides nothing: a server boots by {@link Scan}; this is for
 * those who damage disks on purpose and must know what enough other disks still hold, and for those who judge what a server believes.
 *
 * @param written the records, each by the number that a boot shows it with; none for one that is damaged or another group's
 * @param sound nothing is damaged or torn, and whoever wrote it was not in doubt of it
 * @param log the terms of the entries that count, by index
 * @param snapshot the entries up to this index are in a snapshot
 * @param snapshotTerm the term of the last of them
 * @param term the highest that the server is known to have been in
 * @param vote whom it voted for in that term; empty if for nobody
 * @param founded it knows with whom the group was founded, or has a snapshot, which knows the configuration after that
 */
public record DiskFacts(
        Vector<Option<LogRecord>> written,
        boolean sound,
        SortedMap<Long, Long> log,
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
        Vector<Option<LogRecord>> ours = parsed.map(one -> one.filter(record -> record.getGroup() == group));
        Vector<LogRecord> good = ours.flatMap(one -> one);
        long term = good.map(LogRecord::getTerm).max().getOrElse(0L);
        // Nobody votes twice in a term; records before the vote tell of none, which comes first in the order of texts.
        String vote = good.filter(record -> record.getTerm() == term)
                .map(LogRecord::getVotedFor)
                .max()
                .getOrElse("");
        Option<LogRecord> beginning = good.filter(LogRecord::getBegins).lastOption();
        long snapshot = beginning.map(LogRecord::getPrevIndex).getOrElse(0L);
        long snapshotTerm = beginning.map(LogRecord::getPrevTerm).getOrElse(0L);
        boolean sound = parsed.forAll(Option::isDefined) && !good.lastOption().exists(LogRecord::getDoubtful);
        boolean founded = snapshot > 0 || good.exists(LogRecord::hasFounding);
        return new DiskFacts(ours, sound, log(good), snapshot, snapshotTerm, term, vote, founded);
    }

    private static SortedMap<Long, Long> log(Vector<LogRecord> records) {
        TreeMap<Long, Long> terms = new TreeMap<>();
        for (LogRecord record : records) {
            if (record.getEntriesCount() > 0 || record.getBegins()) {
                terms.tailMap(keptBefore(record), false).clear();
                record.getEntriesList().forEach(entry -> terms.put(entry.getIndex(), entry.getTerm()));
            }
        }
        return Collections.unmodifiableSortedMap(terms);
    }

    /** Up to which index what was written before a record still counts. */
    private static long keptBefore(LogRecord record) {
        return record.getBegins() ? 0 : record.getPrevIndex();
    }

    /** By record, what would be gone with it alone. */
    public Vector<Vector<Fact>> records() {
        long disk = written.flatMap(one -> one)
                .map(LogRecord::getDiskId)
                .filter(id -> id != 0)
                .lastOption()
                .getOrElse(0L);
        return entries()
                .zipWith(
                        onceTold(
                                written,
                                new Voted(term, vote),
                                record -> !vote.isEmpty()
                                        && record.getTerm() == term
                                        && record.getVotedFor().equals(vote)),
                        Vector::appendAll)
                .zipWith(
                        onceTold(written, new Belongs(disk), record -> disk != 0 && record.getDiskId() == disk),
                        Vector::appendAll)
                .zipWith(onceTold(written, new Founded(), LogRecord::hasFounding), Vector::appendAll);
    }

    /**
     * The entries of each record that no later record replaces. On a disk that is not sound none does: what a server in doubt has got since
     * comes before what stands behind the damaged place, and leaves it there.
     */
    private Vector<Vector<Fact>> entries() {
        Vector<Vector<Fact>> facts = Vector.empty();
        long kept = Long.MAX_VALUE;
        for (Option<LogRecord> record : written.reverse()) {
            Vector<Fact> own = Vector.empty();
            for (Entry entry : record.map(LogRecord::getEntriesList).getOrElse(java.util.List.of())) {
                if (entry.getIndex() <= kept) {
                    own = own.append(new Present(entry.getIndex(), entry.getTerm()));
                }
            }
            facts = facts.prepend(own);
            if (sound && record.exists(one -> one.getEntriesCount() > 0 || one.getBegins())) {
                kept = Math.min(kept, keptBefore(record.get()));
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
        Vector<Fact> facts = Vector.ofAll(log.entrySet())
                .map(entry -> (Fact) new Present(entry.getKey(), entry.getValue()))
                .append(new Present(snapshot, snapshotTerm))
                .append(new Founded());
        return vote.isEmpty() ? facts : facts.append(new Voted(term, vote));
    }

    /**
     * The last entry that the snapshot on a disk holds; 0 if there is none, or it is damaged.
     *
     * @param bulk what a bulk file holds; nothing if there is none
     */
    public static long snapshotOn(int group, Function<FileName, ByteString> bulk) {
        try {
            ByteString file = bulk.apply(Names.of(group).snapshot());
            return file.isEmpty() ? 0 : SnapshotFile.lastIndex(file);
        } catch (MalformedException e) {
            return 0;
        }
    }

    /**
     * Whether the entry can be read from the disk, or is in a snapshot. Behind a damaged place, what the log got since does not replace what
     * stands there, though it comes before it.
     */
    public boolean tells(Present entry) {
        return entry.index() <= snapshot
                || written.exists(record -> record.exists(one -> one.getEntriesList().stream()
                        .anyMatch(each -> each.getIndex() == entry.index() && each.getTerm() == entry.term())));
    }

    /** Whether this server, as its disk is, can't act against the fact: it has the entry; it can't vote otherwise. */
    public boolean holds(Fact fact) {
        if (fact instanceof Present entry) {
            return entry.index() <= snapshot
                    || Option.of(log.get(entry.index())).contains(entry.term());
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
