package kyoten.site;

import com.google.protobuf.ByteString;
import io.vavr.collection.SortedMap;
import io.vavr.collection.TreeMap;
import io.vavr.collection.Vector;
import io.vavr.control.Option;
import kyoten.raft.Machine;

/**
 * All that the servers of a group agree on. An immutable value, so that a snapshot is a reference to it.
 *
 * @param time the log's clock, in nanoseconds: how long leaders have led
 * @param hybrid the site's hybrid logical clock, in nanoseconds since 1970: of the last update that it made or heard of
 * @param standing what the site is in its cluster
 * @param streams all {@link Streams#COUNT} of them
 * @param sessions by the index of the entry that opened them
 * @param keys all keys that were ever updated and not collected
 * @param sweep how far the search for what may be collected has got
 */
public record Store(
        long time,
        long hybrid,
        Standing standing,
        Vector<StreamState> streams,
        SortedMap<Long, Session> sessions,
        KeyTree<KeyState> keys,
        Sweep sweep) {

    /** The store of a site before the first command. */
    static Store of(Standing standing) {
        return new Store(
                0,
                0,
                standing,
                Vector.fill(Streams.COUNT, StreamState.NEW),
                TreeMap.empty(),
                KeyTree.empty(),
                Sweep.OVER);
    }

    public Epochs epochs() {
        return standing.epochs();
    }

    public KeyState key(ByteString key) {
        return keys.get(key).getOrElse(KeyState.ABSENT);
    }

    public StreamState streamOf(ByteString key) {
        return streams.get(Streams.of(key));
    }

    /** All of it, as in a snapshot of one part after the other: equal stores have equal bytes. */
    public ByteString bytes() {
        ByteString bytes = ByteString.EMPTY;
        Option<ByteString> cursor = Option.some(ByteString.EMPTY);
        while (cursor.isDefined()) {
            Machine.Chunk chunk = SnapshotWriter.chunk(this, cursor.get(), Limits.DEFAULT.partBytes());
            bytes = bytes.concat(chunk.bytes());
            cursor = chunk.next();
        }
        return bytes;
    }

    Store at(long newTime) {
        return newTime <= time ? this : new Store(newTime, hybrid, standing, streams, sessions, keys, sweep);
    }

    /** After hearing of an update of another site, by the hybrid logical clock's time. */
    Store heard(long updateTime) {
        return updateTime <= hybrid ? this : new Store(time, updateTime, standing, streams, sessions, keys, sweep);
    }

    Store with(Standing newStanding) {
        return new Store(time, hybrid, newStanding, streams, sessions, keys, sweep);
    }

    Store with(Epochs newEpochs) {
        return with(standing.with(newEpochs));
    }

    Store with(Sweep newSweep) {
        return new Store(time, hybrid, standing, streams, sessions, keys, newSweep);
    }

    /** Whether a {@code Collect} would find something to do, even without streams. */
    public boolean isSweepDue() {
        return sweep.from().isDefined();
    }

    Store withSessions(SortedMap<Long, Session> newSessions) {
        return new Store(time, hybrid, standing, streams, newSessions, keys, sweep);
    }

    Store with(Session session) {
        return withSessions(sessions.put(session.key().index(), session));
    }

    Store with(int stream, StreamState state) {
        return new Store(time, hybrid, standing, streams.update(stream, state), sessions, keys, sweep);
    }

    /**
     * With a key changed, in its stream, too.
     *
     * @param stream as the update left it, but for the key
     */
    Store updated(ByteString key, KeyState before, KeyState after, StreamState stream) {
        byte[] bytes = key.toByteArray();
        StreamState changed = stream.changed(bytes, key, before.siblings(), after.siblings());
        return new Store(
                time,
                hybrid,
                standing,
                streams.update(Streams.of(key), changed),
                sessions,
                after.isGone() ? keys.remove(bytes) : keys.put(bytes, after),
                sweep);
    }
}
