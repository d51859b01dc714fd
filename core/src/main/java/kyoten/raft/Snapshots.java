package kyoten.raft;

import com.google.protobuf.ByteString;
import io.vavr.control.Option;
import kyoten.node.Effect;
import kyoten.node.NodeId;

/** Snapshots that a server cuts, and those that a leader sends (§5). */
final class Snapshots {
    /** A chunk that is unanswered for so many requests is sent again. */
    private static final int PATIENCE = 4;

    private Snapshots() {}

    /** Cuts a snapshot of what has just been applied: all of it is committed, and the root is immutable. */
    static <T> void cutIfDue(Turn<T> turn) {
        if (turn.commit < turn.nextCut || turn.saving.isDefined()) {
            return;
        }
        turn.nextCut = turn.commit + turn.options.limits().snapshotEvery();
        Configuration configuration = turn.configurations
                .find(configured -> configured.index() <= turn.commit)
                .get()
                .configuration();
        Snapshot<T> cut = new Snapshot<>(turn.commit, turn.log.term(turn.commit), configuration, turn.value);
        save(turn, cut, Option.none());
        turn.note(Marks.SNAPSHOT_CUT, "at " + cut.index());
    }

    static <T> void save(Turn<T> turn, Snapshot<T> snapshot, Option<Snapshot.Reply> reply) {
        long operation = turn.disk.nextOperation();
        turn.disk = turn.disk.skippingOneOperation();
        turn.saving = Option.some(new Snapshot.Saving<>(operation, snapshot, reply));
        turn.effect(new Effect.Replace(
                operation, turn.names.snapshot(), SnapshotFile.write(turn.options.group(), snapshot, turn.machine)));
    }

    /** The file is durable. */
    static <T> void onSaved(Turn<T> turn) {
        Snapshot.Saving<T> saved = turn.saving.get();
        turn.saving = Option.none();
        if (saved.reply().isDefined()) {
            Installation.onSaved(turn, saved.snapshot(), saved.reply().get());
        } else {
            turn.snapshot = saved.snapshot();
            compact(turn);
        }
    }

    /** Without room the log stays as long as it is; the next snapshot tries again. */
    static <T> void onNoRoom(Turn<T> turn) {
        turn.saving = Option.none();
        turn.note(Marks.DISK_FULL, "snapshot");
    }

    /** Forgets the entries that the snapshot holds, but for a tail for laggards. */
    static <T> void compact(Turn<T> turn) {
        long index = turn.snapshot.index();
        long base = Math.min(index - turn.options.limits().tail(), turn.disk.synced());
        if (base > turn.log.baseIndex()) {
            turn.log = turn.log.from(base);
            turn.disk = turn.disk.wanting(Disk.Rewrite.COMPACT);
        }
        turn.configurations = turn.configurations
                .takeWhile(configured -> configured.index() > index)
                .append(new RaftState.Configured(index, turn.snapshot.configuration()));
    }

    /** The entries that the peer lacks are gone: it gets the newest snapshot. */
    static <T> void begin(Turn<T> turn, int i) {
        Progress peer = turn.leader().peers().get(i).with(Progress.Mode.SNAPSHOT);
        turn.role = turn.leader().with(i, peer);
        send(turn, i, turn.snapshot, 0, ByteString.EMPTY);
    }

    private static <T> void send(Turn<T> turn, int i, Snapshot<T> snapshot, int ordinal, ByteString cursor) {
        Progress peer = turn.leader().peers().get(i);
        Progress sending = peer.sending(peer.next(), true);
        turn.role = turn.leader().with(i, sending);
        Machine.Chunk chunk = turn.machine.chunk(snapshot.root(), cursor);
        long number = sending.window().sent();
        turn.transfers = turn.transfers.put(
                peer.node(), new Snapshot.Transfer<>(snapshot, ordinal, cursor, chunk.next(), number));
        SnapshotRequest request = SnapshotRequest.newBuilder()
                .setLastIndex(snapshot.index())
                .setLastTerm(snapshot.term())
                .setMembers(snapshot.configuration().toMessage())
                .setOrdinal(ordinal)
                .setChunk(chunk.bytes())
                .setLast(chunk.next().isEmpty())
                .build();
        turn.send(peer.node(), turn.envelope(number).setSnapshotRequest(request).build());
        turn.note(Marks.SNAPSHOT_CHUNK_SENT, "");
    }

    /** With each heartbeat: what seems lost is sent again. */
    static <T> void onTick(Turn<T> turn) {
        for (int i = 0; i < turn.leader().peers().size(); i++) {
            Progress peer = turn.leader().peers().get(i);
            Option<Snapshot.Transfer<T>> transfer = turn.transfers.get(peer.node());
            if (peer.mode() == Progress.Mode.SNAPSHOT && transfer.isDefined()) {
                Snapshot.Transfer<T> late = transfer.get();
                if (!peer.window().awaits(late.number()) || peer.window().sent() - late.number() >= PATIENCE) {
                    send(turn, i, late.snapshot(), late.ordinal(), late.cursor());
                }
            }
        }
    }

    static <T> void onSnapshotResponse(Turn<T> turn, NodeId from, RaftEnvelope message) {
        if (!(turn.role instanceof Leader leader)) {
            turn.ignored("not a leader");
            return;
        }
        int i = leader.peers().find(from);
        if (i < 0 || !leader.peers().get(i).window().awaits(message.getNumber())) {
            turn.ignored("not the answer that is awaited");
            return;
        }
        SnapshotResponse response = message.getSnapshotResponse();
        Option<Snapshot.Transfer<T>> transfer = turn.transfers.get(from);
        AppendResponse standing = AppendResponse.newBuilder()
                .setDoubtful(response.getDoubtful())
                .setSynced(response.getSynced())
                .build();
        Progress peer = Standings.heard(turn, leader.peers().get(i), message, standing);
        turn.role = leader.with(i, peer);
        if (transfer.isEmpty()
                || peer.mode() != Progress.Mode.SNAPSHOT
                || transfer.get().snapshot().index() != response.getLastIndex()
                || transfer.get().snapshot().term() != response.getLastTerm()) {
            turn.ignored("of another snapshot");
            return;
        }
        if (response.getInstalled()) {
            onInstalled(turn, i, response.getLastIndex());
        } else {
            onWanted(turn, i, transfer.get(), response.getWanted());
        }
    }

    private static <T> void onInstalled(Turn<T> turn, int i, long index) {
        Progress peer = turn.leader().peers().get(i);
        turn.transfers = turn.transfers.remove(peer.node());
        Progress reached = peer.matched(index);
        turn.role = turn.leader().with(i, reached.probing(reached.match() + 1));
        // Nothing new is committed by that: a snapshot reaches no further than what is.
        Replication.pump(turn, i);
    }

    private static <T> void onWanted(Turn<T> turn, int i, Snapshot.Transfer<T> transfer, int wanted) {
        if (wanted == transfer.ordinal() + 1 && transfer.next().isDefined()) {
            send(turn, i, transfer.snapshot(), wanted, transfer.next().get());
        } else if (wanted == transfer.ordinal()) {
            turn.ignored("has not got the chunk");
        } else {
            // The peer lost what it had. It begins again, and with the newest snapshot.
            begin(turn, i);
        }
    }
}
