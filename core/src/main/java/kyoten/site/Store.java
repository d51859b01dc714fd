package kyoten.site;

import com.google.protobuf.ByteString;
import io.vavr.collection.SortedMap;
import io.vavr.collection.TreeMap;
import io.vavr.collection.Vector;

/**
 * All that the servers of a group agree on. An immutable value, so that a snapshot is a reference to it.
 *
 * @param time the log's clock, in nanoseconds: how long leaders have led
 * @param epochs of the site
 * @param streams all {@link Streams#COUNT} of them
 * @param sessions by the index of the entry that opened them
 * @param keys all keys that were ever updated and not collected
 */
public record Store(
        long time,
        Epochs epochs,
        Vector<StreamState> streams,
        SortedMap<Long, Session> sessions,
        KeyTree<KeyState> keys) {

    static final Store EMPTY =
            new Store(0, Epochs.NONE, Vector.fill(Streams.COUNT, StreamState.NEW), TreeMap.empty(), KeyTree.empty());

    KeyState key(ByteString key) {
        return keys.get(key).getOrElse(KeyState.ABSENT);
    }

    StreamState streamOf(ByteString key) {
        return streams.get(Streams.of(key));
    }

    Store at(long newTime) {
        return newTime <= time ? this : new Store(newTime, epochs, streams, sessions, keys);
    }

    Store with(Epochs newEpochs) {
        return new Store(time, newEpochs, streams, sessions, keys);
    }

    Store withSessions(SortedMap<Long, Session> newSessions) {
        return new Store(time, epochs, streams, newSessions, keys);
    }

    Store with(Session session) {
        return withSessions(sessions.put(session.key().index(), session));
    }

    /** With a key, and the stream that it is in, as an update left them. */
    Store updated(ByteString key, KeyState state, StreamState stream) {
        return new Store(time, epochs, streams.update(Streams.of(key), stream), sessions, keys.put(key, state));
    }
}
