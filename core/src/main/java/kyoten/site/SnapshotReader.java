package kyoten.site;

import com.google.protobuf.ByteString;
import com.google.protobuf.InvalidProtocolBufferException;
import io.vavr.collection.Array;
import io.vavr.collection.Seq;
import io.vavr.collection.Vector;
import io.vavr.control.Option;
import kyoten.causal.Dot;
import kyoten.causal.Sibling;
import kyoten.causal.Siblings;
import kyoten.site.message.KeyPart;
import kyoten.site.message.LocalPart;
import kyoten.site.message.SessionPart;
import kyoten.site.message.SiblingPart;
import kyoten.site.message.SnapshotHead;
import kyoten.site.message.SnapshotPart;
import kyoten.site.message.StreamPart;
import kyoten.wire.MalformedException;

/** Builds a store from the parts of a snapshot. */
final class SnapshotReader {
    private Store store = Store.EMPTY;

    private SnapshotReader() {}

    /**
     * The store that was cut into some parts.
     *
     * @throws MalformedException if they are no snapshot
     */
    static Store restore(Seq<ByteString> parts) {
        SnapshotReader reader = new SnapshotReader();
        int place = 0;
        for (ByteString bytes : parts) {
            reader.add(parse(bytes), place++);
        }
        if (place == 0) {
            throw new MalformedException("snapshot of no parts");
        }
        return reader.store;
    }

    private static SnapshotPart parse(ByteString bytes) {
        try {
            return SnapshotPart.parseFrom(bytes);
        } catch (InvalidProtocolBufferException e) {
            throw new MalformedException("part of a snapshot", e);
        }
    }

    private void add(SnapshotPart part, int place) {
        if (part.hasHead() != (place == 0)) {
            throw new MalformedException("part " + place + " of a snapshot is out of place");
        } else if (part.hasHead()) {
            head(part.getHead());
        }
        part.getStreamsList().forEach(this::stream);
        part.getSessionsList().forEach(this::session);
        part.getKeysList().forEach(this::key);
    }

    private void head(SnapshotHead head) {
        Epochs epochs = new Epochs(
                head.getEpoch(), StoreMachine.boots(head.getBootsList()), Vector.ofAll(head.getClosedEpochsList()));
        store = store.with(epochs).at(head.getTime());
    }

    private void stream(StreamPart part) {
        if (part.getStream() < 0 || part.getStream() >= Streams.COUNT) {
            throw new MalformedException("stream " + part.getStream() + " of " + Streams.COUNT);
        }
        StreamState stream = new StreamState(Vectors.vector(part.getApplied()), Vectors.vector(part.getCollected()));
        store = new Store(
                store.time(),
                store.epochs(),
                store.streams().update(part.getStream(), stream),
                store.sessions(),
                store.keys());
    }

    private void session(SessionPart part) {
        Array<Session.Done> outcomes = Array.ofAll(part.getOutcomesList())
                .map(done -> new Session.Done(done.getSequence(), done.getOutcome()));
        store = store.with(
                new Session(StoreMachine.key(part.getId()), part.getLastUsed(), part.getLastSequence(), outcomes));
    }

    private void key(KeyPart part) {
        KeyState before = store.key(part.getKey());
        KeyState after = new KeyState(
                new Siblings(
                        before.siblings()
                                .live()
                                .appendAll(Vector.ofAll(part.getSiblingsList()).map(SnapshotReader::sibling)),
                        before.siblings().seen().join(Vectors.vector(part.getSeen()))),
                part.hasLocal() ? Option.some(local(part.getLocal())) : before.local());
        store = new Store(
                store.time(),
                store.epochs(),
                store.streams(),
                store.sessions(),
                store.keys().put(part.getKey(), after));
    }

    private static Local local(LocalPart part) {
        Option<ByteString> value = part.hasValue() ? Option.some(part.getValue()) : Option.none();
        return new Local(Vectors.dot(part.getDot()), value, part.getReplaced());
    }

    private static Sibling sibling(SiblingPart part) {
        Dot dot = Vectors.dot(part.getDot());
        return part.hasValue()
                ? new Sibling(dot, new Sibling.Value(part.getValue()))
                : new Sibling(dot, new Sibling.Tombstone(Vectors.vector(part.getCovers())));
    }
}
