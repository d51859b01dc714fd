package kyoten.site;

import com.google.protobuf.ByteString;
import com.google.protobuf.InvalidProtocolBufferException;
import io.vavr.control.Option;
import kyoten.causal.Sibling;
import kyoten.causal.VersionVector;
import kyoten.node.NodeId;
import kyoten.raft.Machine.Chunk;
import kyoten.site.message.KeyPart;
import kyoten.site.message.LocalPart;
import kyoten.site.message.ServerBoot;
import kyoten.site.message.SessionOutcome;
import kyoten.site.message.SessionPart;
import kyoten.site.message.SiblingPart;
import kyoten.site.message.SnapshotCursor;
import kyoten.site.message.SnapshotHead;
import kyoten.site.message.SnapshotPart;
import kyoten.site.message.StreamPart;
import kyoten.wire.MalformedException;

/**
 * Cuts a store into the parts of a snapshot: first the head with the streams, then the sessions, then the keys, each in
 * order. A part ends once it has {@link #TARGET} bytes; what is bigger than that, a key with many values, goes on in the
 * next.
 */
final class SnapshotWriter {
    /** In bytes. A key's first sibling, and what read answers, may go beyond it. */
    static final int TARGET = 128 << 10;

    /** Below all indexes; not 0, for a cursor of defaults is empty, and would mean the first part. */
    private static final long FIRST_SESSION = 1;

    private final Store root;
    private final SnapshotPart.Builder part = SnapshotPart.newBuilder();
    private int bytes;
    private Option<SnapshotCursor> next = Option.none();

    private SnapshotWriter(Store root) {
        this.root = root;
    }

    /** The part at a cursor; empty for the first. */
    static Chunk chunk(Store root, ByteString cursor) {
        SnapshotWriter writer = new SnapshotWriter(root);
        if (cursor.isEmpty()) {
            writer.head();
            writer.next = Option.some(
                    SnapshotCursor.newBuilder().setSession(FIRST_SESSION).build());
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
        if (cursor.hasKey()) {
            keys(cursor.getKey(), cursor.getSibling());
        } else {
            sessions(cursor.getSession());
        }
    }

    private void head() {
        SnapshotHead.Builder head = SnapshotHead.newBuilder()
                .setTime(root.time())
                .setEpoch(root.epochs().current())
                .addAllClosedEpochs(root.epochs().closed());
        root.epochs().boots().forEach((server, boot) -> head.addBoots(boot(server, boot)));
        part.setHead(head);
        for (int i = 0; i < Streams.COUNT; i++) {
            StreamState stream = root.streams().get(i);
            if (!stream.equals(StreamState.NEW)) {
                part.addStreams(StreamPart.newBuilder()
                        .setStream(i)
                        .setApplied(Vectors.message(stream.applied()))
                        .setCollected(Vectors.message(stream.collected())));
            }
        }
    }

    static ServerBoot boot(NodeId server, long boot) {
        return ServerBoot.newBuilder().setServer(server.name()).setBoot(boot).build();
    }

    /** From the first session on whose index is not below the given one. */
    private void sessions(long from) {
        for (Session session : root.sessions().values()) {
            if (session.key().index() < from) {
                continue;
            } else if (bytes >= TARGET) {
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
    }

    /** Whether there is room for another key. */
    private boolean key(ByteString key, KeyState state, int firstSibling) {
        if (bytes >= TARGET) {
            return stopAt(key, firstSibling);
        }
        KeyPart.Builder message = KeyPart.newBuilder().setKey(key);
        if (firstSibling == 0) {
            begin(message, state);
        }
        for (int i = firstSibling; i < state.siblings().live().size(); i++) {
            if (bytes >= TARGET && i > firstSibling) { // else it would begin here for ever
                part.addKeys(message);
                return stopAt(key, i);
            }
            SiblingPart sibling = message(state.siblings().live().get(i));
            message.addSiblings(sibling);
            bytes += sibling.getSerializedSize();
        }
        part.addKeys(message);
        bytes += key.size();
        return true;
    }

    private boolean stopAt(ByteString key, int sibling) {
        next = Option.some(
                SnapshotCursor.newBuilder().setKey(key).setSibling(sibling).build());
        return false;
    }

    private void begin(KeyPart.Builder message, KeyState state) {
        message.setSeen(Vectors.message(state.siblings().seen()));
        for (Local local : state.local()) {
            LocalPart.Builder own =
                    LocalPart.newBuilder().setDot(Vectors.message(local.dot())).setReplaced(local.replaced());
            local.value().forEach(own::setValue);
            message.setLocal(own);
        }
        bytes += message.getSeen().getSerializedSize() + message.getLocal().getSerializedSize();
    }

    private static SiblingPart message(Sibling sibling) {
        SiblingPart.Builder message = SiblingPart.newBuilder().setDot(Vectors.message(sibling.dot()));
        if (sibling.content() instanceof Sibling.Value value) {
            message.setValue(value.bytes());
        } else if (sibling.content() instanceof Sibling.Tombstone tombstone) {
            VersionVector covers = tombstone.covers();
            message.setCovers(Vectors.message(covers));
        } else {
            throw new IllegalStateException("unknown content " + sibling.content());
        }
        return message.build();
    }
}
