package kyoten.baseline;

import io.vavr.collection.Vector;
import io.vavr.control.Option;
import kyoten.baseline.Role.Syncing;
import kyoten.baseline.message.Opening;
import kyoten.baseline.message.Record;

/**
 * The role of a server that holds what its master holds, or is about to.
 *
 * @param configuration of which it is a slave
 * @param opening the stream that it takes in
 * @param held how many records of the stream are what the master held when it opened it
 * @param collected the first records of the stream, as long as they are not all that the master held
 * @param received how many records of the stream it has taken in
 * @param safe how many of them are safe on its disk
 * @param round the greatest that it has heard of in this stream
 * @param syncing the operation of the disk that is under way
 */
record Slave(
        Configuration configuration,
        Opening opening,
        long held,
        Vector<Record> collected,
        long received,
        long safe,
        long round,
        Option<Syncing> syncing)
        implements Role {

    /** As its disk shows it. */
    static Slave booted(Configuration configuration, Opening opening, long records) {
        return new Slave(configuration, opening, 0, Vector.empty(), records, records, 0, Option.none());
    }

    /** One that has nothing of a stream yet. */
    static Slave beginning(Configuration configuration, Opening opening, long held) {
        return new Slave(configuration, opening, held, Vector.empty(), 0, 0, 0, Option.none());
    }

    /** Whether all that the master held is safe on its disk. */
    boolean installed() {
        return safe >= held;
    }

    /** How many records the master may take for safe: not all that it held before they have been put in place together. */
    long acknowledged() {
        return installed() ? safe : Math.min(received, held - 1);
    }

    Slave heard(long newRound) {
        return new Slave(configuration, opening, held, collected, received, safe, newRound, syncing);
    }

    /** It has taken in more records of what the master held, but not all of them. */
    Slave collected(Vector<Record> records) {
        return new Slave(configuration, opening, held, records, records.size(), safe, round, syncing);
    }

    /** It has taken in so many records, which are to be made safe. */
    Slave received(long records) {
        return new Slave(configuration, opening, held, Vector.empty(), records, safe, round, syncing);
    }

    /** An operation makes safe what it has taken in. */
    Slave syncing(long operation, long records) {
        Option<Syncing> next = Option.some(new Syncing(operation, records));
        return new Slave(configuration, opening, held, collected, received, safe, round, next);
    }

    /** The operation is done. */
    Slave synced() {
        return new Slave(
                configuration, opening, held, collected, received, syncing.get().records(), round, Option.none());
    }
}
