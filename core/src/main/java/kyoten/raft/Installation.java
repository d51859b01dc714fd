package kyoten.raft;

import com.google.protobuf.ByteString;
import io.vavr.collection.List;
import io.vavr.collection.Vector;
import io.vavr.control.Option;
import kyoten.node.NodeId;
import kyoten.wire.MalformedException;

/** A snapshot that a follower gets from its leader (§5). */
final class Installation {
    private Installation() {}

    static <T> void onSnapshotRequest(Turn<T> turn, NodeId from, RaftEnvelope message) {
        SnapshotRequest request = message.getSnapshotRequest();
        if (message.getTerm() < turn.hard.term()) {
            answer(turn, from, message.getNumber(), request.getLastIndex(), request.getLastTerm(), 0, false);
            return;
        }
        Elections.heardLeader(turn, from);
        long index = request.getLastIndex();
        long term = request.getLastTerm();
        if (index <= turn.commit) {
            // Never over newer entries: what is committed here holds all of it already.
            onAlreadyThere(turn, from, message, index, term);
            return;
        }
        if (turn.saving.isDefined()) {
            turn.ignored("a snapshot is being written");
            return;
        }
        int wanted = turn.incoming
                .filter(known -> known.from().equals(from) && known.index() == index && known.term() == term)
                .map(known -> known.chunks().size())
                .getOrElse(0);
        if (request.getOrdinal() != 0 && request.getOrdinal() != wanted) {
            answer(turn, from, message.getNumber(), index, term, wanted, false);
            return;
        }
        takeIn(turn, from, message, request);
    }

    private static <T> void onAlreadyThere(Turn<T> turn, NodeId from, RaftEnvelope message, long index, long term) {
        if (turn.disk.synced() < index) {
            turn.ignored("committed, but not synced here yet");
            return;
        }
        turn.incoming = Option.none();
        answer(turn, from, message.getNumber(), index, term, 0, true);
    }

    private static <T> void takeIn(Turn<T> turn, NodeId from, RaftEnvelope message, SnapshotRequest request) {
        Vector<ByteString> before =
                request.getOrdinal() == 0 ? Vector.empty() : turn.incoming.get().chunks();
        Vector<ByteString> chunks = before.append(request.getChunk());
        long index = request.getLastIndex();
        long term = request.getLastTerm();
        if (!request.getLast()) {
            turn.incoming = Option.some(new Snapshot.Incoming(from, index, term, chunks));
            answer(turn, from, message.getNumber(), index, term, chunks.size(), false);
            return;
        }
        turn.incoming = Option.none();
        T root;
        try {
            root = turn.machine.restore(chunks);
        } catch (MalformedException e) {
            turn.ignored("the chunks are no snapshot");
            answer(turn, from, message.getNumber(), index, term, 0, false);
            return;
        }
        Snapshot<T> arrived = new Snapshot<>(index, term, Configuration.of(request.getMembers()), root);
        Snapshots.save(turn, arrived, Option.some(new Snapshot.Reply(from, message.getNumber(), message.getTerm())));
    }

    /** It is durable, and only now takes the place of the state. Newer entries may have come meanwhile. */
    static <T> void onSaved(Turn<T> turn, Snapshot<T> arrived, Snapshot.Reply reply) {
        if (arrived.index() > turn.commit) {
            install(turn, arrived);
        } else if (arrived.index() > turn.snapshot.index()) {
            turn.snapshot = arrived;
            Snapshots.compact(turn);
        }
        if (reply.term() == turn.hard.term() && turn.disk.synced() >= arrived.index()) {
            answer(turn, reply.to(), reply.number(), arrived.index(), arrived.term(), 0, true);
        }
    }

    private static <T> void install(Turn<T> turn, Snapshot<T> arrived) {
        long index = arrived.index();
        turn.snapshot = arrived;
        turn.value = arrived.root();
        turn.commit = index;
        turn.nextCut = index + turn.options.limits().snapshotEvery();
        if (turn.log.matches(index, arrived.term())) {
            turn.disk = turn.disk.reaching(index);
            Snapshots.compact(turn);
        } else {
            turn.log = Log.after(index, arrived.term());
            turn.disk = turn.disk.restarted(index);
            turn.held = new RaftState.Held(turn.held.forHard(), Vector.empty());
            turn.configurations = List.of(new RaftState.Configured(index, arrived.configuration()));
        }
        turn.note(Marks.SNAPSHOT_INSTALLED, "at " + index);
        turn.outcome(new Outcome.Restored(index));
    }

    private static <T> void answer(
            Turn<T> turn, NodeId to, long number, long index, long term, int wanted, boolean installed) {
        SnapshotResponse response = SnapshotResponse.newBuilder()
                .setLastIndex(index)
                .setLastTerm(term)
                .setWanted(wanted)
                .setInstalled(installed)
                .setDoubtful(!turn.doubt.isSure())
                .setSynced(turn.disk.synced())
                .build();
        turn.send(to, turn.envelope(number).setSnapshotResponse(response).build());
    }
}
