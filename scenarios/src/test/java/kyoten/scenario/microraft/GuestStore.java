package kyoten.scenario.microraft;

import com.google.protobuf.ByteString;
import io.microraft.RaftEndpoint;
import io.microraft.model.log.LogEntry;
import io.microraft.model.log.RaftGroupMembersView;
import io.microraft.model.log.SnapshotChunk;
import io.microraft.model.persistence.RaftEndpointPersistentState;
import io.microraft.model.persistence.RaftTermPersistentState;
import io.microraft.persistence.RaftStore;
import java.util.List;
import kyoten.node.FileName;
import kyoten.scenario.guest.Outside;

/** MicroRaft's store as one log: what it asks for, one record after the other. {@link Restored} reads it. */
final class GuestStore implements RaftStore {
    static final FileName FILE = FileName.log("raft");

    /** The kinds of records, whose ordinals stand for them. */
    enum Kind {
        ENDPOINT,
        MEMBERS,
        TERM,
        ENTRY,
        CHUNK,
        CUT_FROM,
        CUT_UNTIL,
        FORGET_CHUNKS
    }

    private final Outside outside;

    GuestStore(Outside outside) {
        this.outside = outside;
    }

    private void append(Kind kind, RaftWriter.Part part) {
        ByteString record = RaftWriter.bytes(writer -> {
            writer.number(kind.ordinal());
            part.write(writer);
        });
        outside.append(FILE, record);
    }

    @Override
    public void persistAndFlushLocalEndpoint(RaftEndpointPersistentState state) {
        append(Kind.ENDPOINT, writer -> {
            writer.member(state.getLocalEndpoint());
            writer.flag(state.isVoting());
        });
        flush();
    }

    @Override
    public void persistAndFlushInitialGroupMembers(RaftGroupMembersView members) {
        append(Kind.MEMBERS, writer -> writer.view(members));
        flush();
    }

    @Override
    public void persistAndFlushTerm(RaftTermPersistentState state) {
        RaftEndpoint votedFor = state.getVotedFor();
        append(Kind.TERM, writer -> {
            writer.number(state.getTerm());
            writer.flag(votedFor != null);
            if (votedFor != null) {
                writer.member(votedFor);
            }
        });
        flush();
    }

    @Override
    public void persistLogEntries(List<LogEntry> entries) {
        entries.forEach(entry -> append(Kind.ENTRY, writer -> writer.entry(entry)));
    }

    @Override
    public void persistSnapshotChunk(SnapshotChunk chunk) {
        append(Kind.CHUNK, writer -> writer.chunk(chunk));
    }

    @Override
    public void truncateLogEntriesFrom(long index) {
        append(Kind.CUT_FROM, writer -> writer.number(index));
    }

    @Override
    public void truncateLogEntriesUntil(long index) {
        append(Kind.CUT_UNTIL, writer -> writer.number(index));
    }

    @Override
    public void deleteSnapshotChunks(long index, int count) {
        append(Kind.FORGET_CHUNKS, writer -> writer.number(index));
    }

    @Override
    public void flush() {
        outside.sync(FILE);
    }
}
