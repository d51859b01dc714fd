package kyoten.site;

import com.google.protobuf.ByteString;
import com.google.protobuf.InvalidProtocolBufferException;
import io.vavr.Tuple2;
import io.vavr.collection.Vector;
import io.vavr.control.Option;
import kyoten.causal.Origin;
import kyoten.gossip.Incarnation;
import kyoten.node.NodeId;
import kyoten.raft.Machine.Chunk;
import kyoten.site.message.Absorb;
import kyoten.site.message.KeyCursor;
import kyoten.site.message.KeyPart;
import kyoten.site.message.LogCursor;
import kyoten.site.message.LogPart;
import kyoten.site.message.ServerBoot;
import kyoten.site.message.SessionOutcome;
import kyoten.site.message.SessionPart;
import kyoten.site.message.SnapshotCursor;
import kyoten.site.message.SnapshotHead;
import kyoten.site.message.SnapshotPart;
import kyoten.site.message.StagedCursor;
import kyoten.site.message.StreamPart;
import kyoten.site.message.UpdatePart;
import kyoten.wire.MalformedException;

/**
 * Cuts a store into the parts of a snapshot: the head, the streams, the sessions, the keys, the streams' logs, and what is
 * kept aside of exchanges, each in order. A part ends once it has {@link Limits#partBytes}; what is bigger than that, a key
 * with many values or a long log, goes on in the next.
 */
final class SnapshotWriter {
    private final Store root;
    private final int partBytes;
    private final SnapshotPart.Builder part = SnapshotPart.newBuilder();
    private int bytes;
    private Option<SnapshotCursor> next = Option.none();

    private SnapshotWriter(Store root, int partBytes) {
        this.root = root;
        this.partBytes = partBytes;
    }

    /**
     * The part at a cursor; empty for the first.
     *
     * @param partBytes what can't be divided, and what read answers, may go beyond it
     */
    static Chunk chunk(Store root, ByteString cursor, int partBytes) {
        SnapshotWriter writer = new SnapshotWriter(root, partBytes);
        if (cursor.isEmpty()) {
            writer.head();
            writer.streams(0);
        } else {
            writer.from(parse(cursor));
        }
        return new Chunk(writer.part.build().toByteString(), writer.next.map(SnapshotCursor::toByteString));
    }

    private static SnapshotCursor parse(ByteString cursor) {
        try {
            return SnapshotCursor.parseFrom(cursor);
        } catch (InvalidProtocolBufferException e) {
            throw new MalformedException("cursor of a snapshot", e);
        }
    }

    private void from(SnapshotCursor cursor) {
        switch (cursor.getAtCase()) {
            case STREAM -> streams(cursor.getStream());
            case SESSION -> sessions(cursor.getSession());
            case KEY -> keys(cursor.getKey().getKey(), cursor.getKey().getSibling());
            case LOG -> logs(cursor.getLog());
            case STAGED -> staged(cursor.getStaged());
            case AT_NOT_SET -> throw new MalformedException("cursor of a snapshot that points nowhere");
        }
    }

    private boolean isFull() {
        return bytes >= partBytes;
    }

    private void head() {
        Standing standing = root.standing();
        SnapshotHead.Builder head = SnapshotHead.newBuilder()
                .setTime(root.time())
                .setHybrid(root.hybrid())
                .setEpoch(standing.epochs().current())
                .addAllClosedEpochs(standing.epochs().closed())
                .setHistory(standing.history().toMessage())
                .setDraining(standing.draining());
        standing.self().map(Incarnation::toMessage).forEach(head::setIncarnation);
        root.sweep().from().forEach(head::setSweep);
        head.setSweepAgain(root.sweep().repeats());
        standing.epochs().boots().forEach((server, boot) -> head.addBoots(boot(server, boot)));
        part.setHead(head);
        bytes += part.getHead().getSerializedSize();
    }

    static ServerBoot boot(NodeId server, long boot) {
        return ServerBoot.newBuilder().setServer(server.name()).setBoot(boot).build();
    }

    private void streams(int from) {
        for (int i = from; i < Streams.COUNT; i++) {
            StreamState stream = root.streams().get(i);
            if (stream.applied().isEmpty()
                    && stream.collected().isEmpty()
                    && stream.stable().isEmpty()) {
                continue;
            } else if (isFull()) {
                next = Option.some(SnapshotCursor.newBuilder().setStream(i).build());
                return;
            }
            StreamPart message = StreamPart.newBuilder()
                    .setStream(i)
                    .setApplied(Vectors.message(stream.applied()))
                    .setCollected(Vectors.message(stream.collected()))
                    .setStable(Vectors.message(stream.stable()))
                    .build();
            part.addStreams(message);
            bytes += message.getSerializedSize();
        }
        sessions(0);
    }

    /** From the first session on whose index is not below the given one. */
    private void sessions(long from) {
        for (Session session : root.sessions().values()) {
            if (session.key().index() < from) {
                continue;
            } else if (isFull()) {
                next = Option.some(SnapshotCursor.newBuilder()
                        .setSession(session.key().index())
                        .build());
                return;
            }
            SessionPart message = message(session);
            part.addSessions(message);
            bytes += message.getSerializedSize();
        }
        keys(ByteString.EMPTY, 0);
    }

    private static SessionPart message(Session session) {
        SessionPart.Builder message = SessionPart.newBuilder()
                .setId(Replies.id(session.key()))
                .setLastUsed(session.lastUsed())
                .setLastSequence(session.lastSequence());
        for (Session.Done done : session.outcomes()) {
            message.addOutcomes(
                    SessionOutcome.newBuilder().setSequence(done.sequence()).setOutcome(done.outcome()));
        }
        return message.build();
    }

    private void keys(ByteString from, int sibling) {
        root.keys().visit(from, (key, state) -> key(key, state, key.equals(from) ? sibling : 0));
        if (next.isEmpty()) {
            logs(LogCursor.getDefaultInstance());
        }
    }

    /** Whether there is room for another key. */
    private boolean key(ByteString key, KeyState state, int firstSibling) {
        if (isFull()) {
            return stopAt(key, firstSibling);
        }
        KeyPart.Builder message = KeyPart.newBuilder().setKey(key);
        if (firstSibling == 0) {
            begin(message, state);
        }
        for (int i = firstSibling; i < state.siblings().live().size(); i++) {
            if (isFull() && i > firstSibling) { // else it would begin here for ever
                part.addKeys(message);
                return stopAt(key, i);
            }
            message.addSiblings(Keys.message(state.siblings().live().get(i)));
            bytes += message.getSiblings(i - firstSibling).getSerializedSize();
        }
        part.addKeys(message);
        bytes += key.size();
        return true;
    }

    private boolean stopAt(ByteString key, int sibling) {
        KeyCursor at = KeyCursor.newBuilder().setKey(key).setSibling(sibling).build();
        next = Option.some(SnapshotCursor.newBuilder().setKey(at).build());
        return false;
    }

    private void begin(KeyPart.Builder message, KeyState state) {
        message.setSeen(Vectors.message(state.siblings().seen()));
        state.local().map(Keys::message).forEach(message::setLocal);
        bytes += message.getSeen().getSerializedSize() + message.getLocal().getSerializedSize();
    }

    private void logs(LogCursor from) {
        for (int i = from.getStream(); i < Streams.COUNT; i++) {
            Vector<Tuple2<Origin, OriginLog>> logs =
                    root.streams().get(i).logs().toVector();
            for (int j = i == from.getStream() ? from.getLog() : 0; j < logs.size(); j++) {
                boolean isFirst = i == from.getStream() && j == from.getLog();
                if (!log(i, j, logs.get(j)._1, logs.get(j)._2, isFirst ? from.getUpdate() : 0)) {
                    return;
                }
            }
        }
        staged(StagedCursor.getDefaultInstance());
    }

    /** Whether there is room for another log. */
    private boolean log(int stream, int place, Origin origin, OriginLog log, int firstUpdate) {
        if (isFull()) {
            return stopAt(stream, place, firstUpdate);
        }
        long firstN = log.first() + firstUpdate;
        LogPart.Builder message = LogPart.newBuilder()
                .setStream(stream)
                .setSite(origin.site().name())
                .setEpoch(origin.epoch())
                .setFirstN(firstN)
                .setHashBefore(log.hashBefore(firstN));
        for (int i = firstUpdate; i < log.logged().size(); i++) {
            if (isFull()) {
                part.addLogs(message);
                return stopAt(stream, place, i);
            }
            UpdatePart update = log.logged().get(i).update().toMessage();
            message.addUpdates(update);
            bytes += update.getSerializedSize();
        }
        part.addLogs(message);
        bytes += origin.site().name().length() + 3 * Long.BYTES;
        return true;
    }

    private boolean stopAt(int stream, int place, int update) {
        LogCursor at = LogCursor.newBuilder()
                .setStream(stream)
                .setLog(place)
                .setUpdate(update)
                .build();
        next = Option.some(SnapshotCursor.newBuilder().setLog(at).build());
        return false;
    }

    private void staged(StagedCursor from) {
        for (int i = from.getStream(); i < Streams.COUNT; i++) {
            Vector<Absorb> parts =
                    root.streams().get(i).staged().map(Staged::parts).getOrElse(Vector.empty());
            for (int j = i == from.getStream() ? from.getPart() : 0; j < parts.size(); j++) {
                if (isFull()) {
                    StagedCursor at =
                            StagedCursor.newBuilder().setStream(i).setPart(j).build();
                    next = Option.some(SnapshotCursor.newBuilder().setStaged(at).build());
                    return;
                }
                part.addStaged(parts.get(j));
                bytes += parts.get(j).getSerializedSize();
            }
        }
    }
}
