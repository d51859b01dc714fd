package kyoten.site;

import com.google.protobuf.ByteString;
import com.google.protobuf.InvalidProtocolBufferException;
import io.vavr.collection.Array;
import io.vavr.collection.Seq;
import io.vavr.collection.Vector;
import io.vavr.control.Option;
import kyoten.causal.Dot;
import kyoten.causal.Origin;
import kyoten.causal.Siblings;
import kyoten.gossip.History;
import kyoten.gossip.Incarnation;
import kyoten.site.message.Absorb;
import kyoten.site.message.KeyPart;
import kyoten.site.message.LogPart;
import kyoten.site.message.SessionPart;
import kyoten.site.message.SnapshotHead;
import kyoten.site.message.SnapshotPart;
import kyoten.site.message.StreamPart;
import kyoten.site.message.UpdatePart;
import kyoten.wire.MalformedException;

/** Builds a store from the parts of a snapshot. */
final class SnapshotReader {
    private Store store;

    private SnapshotReader(Store empty) {
        store = empty;
    }

    /**
     * The store that was cut into some parts.
     *
     * @throws MalformedException if they are no snapshot
     */
    static Store restore(Seq<ByteString> parts) {
        if (parts.isEmpty()) {
            throw new MalformedException("snapshot of no parts");
        }
        SnapshotPart first = parse(parts.head());
        if (!first.hasHead()) {
            throw new MalformedException("a snapshot begins without its head");
        }
        SnapshotReader reader = new SnapshotReader(head(first.getHead()));
        reader.add(first);
        for (ByteString bytes : parts.tail()) {
            SnapshotPart part = parse(bytes);
            if (part.hasHead()) {
                throw new MalformedException("a snapshot has two heads");
            }
            reader.add(part);
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

    private static Store head(SnapshotHead head) {
        Epochs epochs = new Epochs(
                head.getEpoch(), StoreMachine.boots(head.getBootsList()), Vector.ofAll(head.getClosedEpochsList()));
        Option<Incarnation> self =
                head.hasIncarnation() ? Option.some(Incarnation.of(head.getIncarnation())) : Option.none();
        Standing standing = new Standing(epochs, History.of(head.getHistory()), self, head.getDraining());
        Option<ByteString> sweep = head.hasSweep() ? Option.some(head.getSweep()) : Option.none();
        return Store.of(standing)
                .at(head.getTime())
                .heard(head.getHybrid())
                .with(new Sweep(sweep, head.getSweepAgain()));
    }

    private void add(SnapshotPart part) {
        part.getStreamsList().forEach(this::stream);
        part.getSessionsList().forEach(this::session);
        part.getKeysList().forEach(this::key);
        part.getLogsList().forEach(this::log);
        part.getStagedList().forEach(this::staged);
    }

    private StreamState stream(int number) {
        if (!Streams.isOne(number)) {
            throw new MalformedException("stream " + number + " of " + Streams.COUNT);
        }
        return store.streams().get(number);
    }

    private void stream(StreamPart part) {
        StreamState stream = stream(part.getStream())
                .withVectors(
                        Vectors.vector(part.getApplied()),
                        Vectors.vector(part.getCollected()),
                        Vectors.vector(part.getStable()));
        store = store.with(part.getStream(), stream);
    }

    private void session(SessionPart part) {
        Array<Session.Done> outcomes = Array.ofAll(part.getOutcomesList())
                .map(done -> new Session.Done(done.getSequence(), done.getOutcome()));
        store = store.with(
                new Session(StoreMachine.key(part.getId()), part.getLastUsed(), part.getLastSequence(), outcomes));
    }

    private void key(KeyPart part) {
        KeyState before = store.key(part.getKey());
        Siblings siblings = Keys.siblings(before.siblings(), part);
        Option<Local> local = part.hasLocal() ? Option.some(Keys.local(part.getLocal())) : before.local();
        store = store.updated(part.getKey(), before, new KeyState(siblings, local), store.streamOf(part.getKey()));
    }

    private void log(LogPart part) {
        StreamState stream = stream(part.getStream());
        Origin origin = Vectors.origin(part.getSite(), part.getEpoch());
        if (part.getFirstN() < 1) {
            throw new MalformedException("a log begins with update " + part.getFirstN());
        }
        OriginLog log =
                stream.logs().get(origin).getOrElse(OriginLog.behind(part.getFirstN() - 1, part.getHashBefore()));
        if (log.last() + 1 != part.getFirstN() || log.hash() != part.getHashBefore()) {
            throw new MalformedException(
                    "the log of " + origin + " goes on with " + part.getFirstN() + " after " + log.last());
        }
        for (UpdatePart update : part.getUpdatesList()) {
            log = log.appended(LoggedUpdate.of(new Dot(origin, log.last() + 1), update));
        }
        store = store.with(part.getStream(), stream.withLogs(stream.logs().put(origin, log)));
    }

    private void staged(Absorb part) {
        StreamState stream = stream(part.getStream());
        Option<Staged> before = stream.staged();
        if (before.isEmpty() != (part.getOrdinal() == 0) || before.exists(kept -> !kept.isNext(part))) {
            throw new MalformedException("part " + part.getOrdinal() + " of an exchange is out of place");
        }
        Staged staged = before.isEmpty() ? Staged.begun(part) : before.get().with(part);
        store = store.with(part.getStream(), stream.staging(staged));
    }
}
