package kyoten.scenario.microraft;

import io.microraft.RaftEndpoint;
import io.microraft.model.log.LogEntry;
import io.microraft.model.log.RaftGroupMembersView;
import io.microraft.model.log.SnapshotChunk;
import io.microraft.model.log.SnapshotEntry;
import io.microraft.persistence.RestoredRaftState;
import io.vavr.collection.Seq;
import io.vavr.control.Option;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import kyoten.node.BootFile;
import org.jspecify.annotations.Nullable;

/** What a {@link GuestStore} has left on the disk. */
final class Restored {
    private final TreeMap<Long, LogEntry> entries = new TreeMap<>();
    private final TreeMap<Long, TreeMap<Integer, SnapshotChunk>> chunks = new TreeMap<>();
    private @Nullable Member self;
    private boolean voting;
    private @Nullable RaftGroupMembersView members;
    private int term;
    private @Nullable RaftEndpoint votedFor;

    private final long whole;
    private final boolean damaged;

    /** Reads the log as far as it is whole: a crash tears what was not synced. */
    Restored(Seq<BootFile> files) {
        Seq<BootFile.LogRecord> all = files.filter(file -> file.file().equals(GuestStore.FILE))
                .flatMap(file -> ((BootFile.Log) file).records());
        Seq<BootFile.LogRecord> good = all.takeWhile(record -> record instanceof BootFile.Good);
        whole = good.size();
        damaged = good.size() < all.size();
        good.forEach(record -> RaftReader.of(((BootFile.Good) record).bytes(), this::read));
    }

    /** How many records stand before the first damage. */
    long whole() {
        return whole;
    }

    /** Whether there is any damage. */
    boolean damaged() {
        return damaged;
    }

    private Restored read(RaftReader reader) throws IOException {
        switch (GuestStore.Kind.values()[reader.small()]) {
            case ENDPOINT -> {
                self = reader.member();
                voting = reader.flag();
            }
            case MEMBERS -> members = reader.view();
            case TERM -> {
                term = reader.small();
                votedFor = reader.flag() ? reader.member() : null;
            }
            case ENTRY -> {
                LogEntry entry = reader.entry();
                entries.put(entry.getIndex(), entry);
            }
            case CHUNK -> {
                SnapshotChunk chunk = reader.chunk();
                chunks.computeIfAbsent(chunk.getIndex(), index -> new TreeMap<>())
                        .put(chunk.getSnapshotChunkIndex(), chunk);
            }
            case CUT_FROM -> entries.tailMap(reader.number()).clear();
            case CUT_UNTIL -> {
                long index = reader.number();
                entries.headMap(index, true).clear();
                chunks.headMap(index).clear();
            }
            case FORGET_CHUNKS -> chunks.remove(reader.number());
        }
        return this;
    }

    /** The state to go on with; none if the server has never been up. */
    Option<RestoredRaftState> state() {
        if (self == null || members == null) {
            return Option.none();
        }
        var state = RaftReader.MODEL
                .createRaftEndpointPersistentStateBuilder()
                .setLocalEndpoint(self)
                .setVoting(voting)
                .build();
        var terms = RaftReader.MODEL
                .createRaftTermPersistentStateBuilder()
                .setTerm(term)
                .setVotedFor(votedFor)
                .build();
        return Option.some(new RestoredRaftState(state, members, terms, snapshot(), new ArrayList<>(entries.values())));
    }

    private @Nullable SnapshotEntry snapshot() {
        for (Map.Entry<Long, TreeMap<Integer, SnapshotChunk>> one :
                chunks.descendingMap().entrySet()) {
            List<SnapshotChunk> parts = new ArrayList<>(one.getValue().values());
            if (parts.size() == parts.get(0).getSnapshotChunkCount()) {
                return RaftReader.MODEL
                        .createSnapshotEntryBuilder()
                        .setIndex(one.getKey())
                        .setTerm(parts.get(0).getTerm())
                        .setSnapshotChunks(parts)
                        .setGroupMembersView(parts.get(0).getGroupMembersView())
                        .build();
            }
        }
        return null;
    }
}
