package kyoten.baseline;

import io.vavr.collection.Queue;
import io.vavr.collection.TreeMap;
import io.vavr.collection.Vector;
import io.vavr.control.Option;
import kyoten.baseline.Role.Naming;
import kyoten.baseline.Role.Progress;
import kyoten.baseline.Role.Read;
import kyoten.baseline.Role.Syncing;
import kyoten.baseline.message.Opening;
import kyoten.baseline.message.Record;
import kyoten.node.NodeId;

/**
 * The role of a server that answers clients.
 *
 * @param stream what it sends to its slaves
 * @param safe how many records of the stream are safe on its own disk
 * @param applied how many of them everybody holds, and its content shows
 * @param waiting the greatest number of an update of each session that is not applied yet
 * @param slaves how far each of them is
 * @param reads that wait for a round that began after they arrived, the eldest first
 * @param round the last one that it has begun
 * @param syncing the operation of the disk that is under way
 * @param naming the order that made it master, as long as that is not safe on its disk
 */
record Master(
        Stream stream,
        long safe,
        long applied,
        TreeMap<String, Long> waiting,
        TreeMap<NodeId, Progress> slaves,
        Queue<Read> reads,
        long round,
        Option<Syncing> syncing,
        Option<Naming> naming)
        implements Role {

    /**
     * What a master sends to its slaves: all that it held when it became master or booted, and the updates since.
     *
     * @param held how many records are what it held
     * @param dropped how many records at the beginning are not needed any more
     * @param records those that follow them
     */
    record Stream(Opening opening, long held, long dropped, Vector<Record> records) {

        /** How many records it has had so far. */
        long end() {
            return dropped + records.size();
        }

        /** The record at a place, counted from 1. */
        Record at(long place) {
            return records.get((int) (place - dropped - 1));
        }

        /** The records after so many. */
        Vector<Record> after(long place) {
            return records.drop((int) (place - dropped));
        }

        Stream append(Record record) {
            return new Stream(opening, held, dropped, records.append(record));
        }

        Stream drop(long place) {
            return new Stream(opening, held, place, after(place));
        }
    }

    /** A master that has just begun. */
    static Master beginning(Stream stream, Iterable<NodeId> slaves, Option<Naming> naming) {
        TreeMap<NodeId, Progress> progress = TreeMap.empty();
        for (NodeId slave : slaves) {
            progress = progress.put(slave, Progress.NONE);
        }
        return new Master(
                stream,
                stream.held(),
                stream.held(),
                TreeMap.empty(),
                progress,
                Queue.empty(),
                0,
                Option.none(),
                naming);
    }

    /** How many records of the stream all servers have. */
    long everywhere() {
        return slaves.values().map(Progress::acknowledged).fold(safe, Math::min);
    }

    /** The round that all slaves have answered. */
    long answeredRound() {
        return slaves.values().map(Progress::round).fold(Long.MAX_VALUE, Math::min);
    }

    Master with(NodeId slave, Progress progress) {
        return new Master(stream, safe, applied, waiting, slaves.put(slave, progress), reads, round, syncing, naming);
    }

    /** A read waits for a round that begins with it. */
    Master reading(Read read) {
        return new Master(stream, safe, applied, waiting, slaves, reads.enqueue(read), read.round(), syncing, naming);
    }

    /** An update waits. */
    Master updating(Record record, String session) {
        TreeMap<String, Long> more = waiting.put(session, record.getUpdate().getNumber());
        return new Master(stream.append(record), safe, applied, more, slaves, reads, round, syncing, naming);
    }

    /** An operation makes the whole stream safe. */
    Master syncing(long operation) {
        Option<Syncing> next = Option.some(new Syncing(operation, stream.end()));
        return new Master(stream, safe, applied, waiting, slaves, reads, round, next, naming);
    }

    /** The operation is done. */
    Master synced() {
        long safer = syncing.get().records();
        return new Master(stream, safer, applied, waiting, slaves, reads, round, Option.none(), naming);
    }

    /** So many records have been applied. */
    Master applied(long place, TreeMap<String, Long> stillWaiting, Queue<Read> stillReading) {
        return new Master(stream.drop(place), safe, place, stillWaiting, slaves, stillReading, round, syncing, naming);
    }

    /** What made it master is safe. */
    Master named() {
        return new Master(stream, safe, applied, waiting, slaves, reads, round, syncing, Option.none());
    }
}
