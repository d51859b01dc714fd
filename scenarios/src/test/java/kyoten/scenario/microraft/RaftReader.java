package kyoten.scenario.microraft;

import com.google.protobuf.ByteString;
import com.google.protobuf.CodedInputStream;
import io.microraft.RaftEndpoint;
import io.microraft.model.RaftModelFactory;
import io.microraft.model.impl.DefaultRaftModelFactory;
import io.microraft.model.log.LogEntry;
import io.microraft.model.log.RaftGroupMembersView;
import io.microraft.model.log.SnapshotChunk;
import io.microraft.model.message.RaftMessage;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import kyoten.wire.MalformedException;

/** Reads what {@link RaftWriter} wrote. */
final class RaftReader {
    static final RaftModelFactory MODEL = new DefaultRaftModelFactory();

    /** The one group that there is. */
    static final String GROUP = "group";

    private final CodedInputStream in;

    private RaftReader(CodedInputStream in) {
        this.in = in;
    }

    /** Reads a part of something. */
    @FunctionalInterface
    interface Part<T> {
        T read(RaftReader reader) throws IOException;
    }

    static <T> T of(ByteString bytes, Part<T> part) {
        try {
            CodedInputStream in = bytes.newCodedInput();
            T read = part.read(new RaftReader(in));
            if (!in.isAtEnd()) {
                throw new MalformedException("bytes are left over");
            }
            return read;
        } catch (IOException e) {
            throw new MalformedException("bytes are missing: " + e.getMessage());
        }
    }

    static RaftMessage message(ByteString bytes) {
        return of(bytes, RaftReader::readMessage);
    }

    long number() throws IOException {
        return in.readUInt64();
    }

    int small() throws IOException {
        return Math.toIntExact(number());
    }

    boolean flag() throws IOException {
        return in.readBool();
    }

    ByteString bytes() throws IOException {
        return in.readBytes();
    }

    Member member() throws IOException {
        return new Member(in.readString());
    }

    Set<RaftEndpoint> members() throws IOException {
        Set<RaftEndpoint> members = new LinkedHashSet<>();
        for (long left = number(); left > 0; left--) {
            members.add(member());
        }
        return members;
    }

    RaftGroupMembersView view() throws IOException {
        return MODEL.createRaftGroupMembersViewBuilder()
                .setLogIndex(number())
                .setMembers(members())
                .setVotingMembers(members())
                .build();
    }

    LogEntry entry() throws IOException {
        return MODEL.createLogEntryBuilder()
                .setTerm(small())
                .setIndex(number())
                .setOperation(bytes())
                .build();
    }

    SnapshotChunk chunk() throws IOException {
        return MODEL.createSnapshotChunkBuilder()
                .setTerm(small())
                .setIndex(number())
                .setOperation(bytes())
                .setSnapshotChunkIndex(small())
                .setSnapshotChunkCount(small())
                .setGroupMembersView(view())
                .build();
    }

    private RaftMessage readMessage() throws IOException {
        int kind = small();
        if (kind >= RaftWriter.Kind.values().length) {
            throw new MalformedException("message of the unknown kind " + kind);
        }
        Member sender = member();
        int term = small();
        return switch (RaftWriter.Kind.values()[kind]) {
            case APPEND -> append(sender, term);
            case APPENDED ->
                MODEL.createAppendEntriesSuccessResponseBuilder()
                        .setGroupId(GROUP)
                        .setSender(sender)
                        .setTerm(term)
                        .setLastLogIndex(number())
                        .setQuerySequenceNumber(number())
                        .setFlowControlSequenceNumber(number())
                        .build();
            case NOT_APPENDED ->
                MODEL.createAppendEntriesFailureResponseBuilder()
                        .setGroupId(GROUP)
                        .setSender(sender)
                        .setTerm(term)
                        .setExpectedNextIndex(number())
                        .setQuerySequenceNumber(number())
                        .setFlowControlSequenceNumber(number())
                        .build();
            case INSTALL -> install(sender, term);
            case INSTALLED ->
                MODEL.createInstallSnapshotResponseBuilder()
                        .setGroupId(GROUP)
                        .setSender(sender)
                        .setTerm(term)
                        .setSnapshotIndex(number())
                        .setRequestedSnapshotChunkIndex(small())
                        .setQuerySequenceNumber(number())
                        .setFlowControlSequenceNumber(number())
                        .build();
            case PRE_VOTE, PRE_VOTED, VOTE, VOTED, TRIGGER -> election(RaftWriter.Kind.values()[kind], sender, term);
        };
    }

    private RaftMessage append(Member sender, int term) throws IOException {
        return MODEL.createAppendEntriesRequestBuilder()
                .setGroupId(GROUP)
                .setSender(sender)
                .setTerm(term)
                .setPreviousLogTerm(small())
                .setPreviousLogIndex(number())
                .setCommitIndex(number())
                .setLogEntries(entries())
                .setQuerySequenceNumber(number())
                .setFlowControlSequenceNumber(number())
                .build();
    }

    private List<LogEntry> entries() throws IOException {
        List<LogEntry> entries = new ArrayList<>();
        for (long left = number(); left > 0; left--) {
            entries.add(entry());
        }
        return entries;
    }

    private RaftMessage install(Member sender, int term) throws IOException {
        return MODEL.createInstallSnapshotRequestBuilder()
                .setGroupId(GROUP)
                .setSender(sender)
                .setTerm(term)
                .setSenderLeader(flag())
                .setSnapshotTerm(small())
                .setSnapshotIndex(number())
                .setTotalSnapshotChunkCount(small())
                .setSnapshotChunk(flag() ? chunk() : null)
                .setSnapshottedMembers(members())
                .setGroupMembersView(view())
                .setQuerySequenceNumber(number())
                .setFlowControlSequenceNumber(number())
                .build();
    }

    private RaftMessage election(RaftWriter.Kind kind, Member sender, int term) throws IOException {
        return switch (kind) {
            case PRE_VOTE ->
                MODEL.createPreVoteRequestBuilder()
                        .setGroupId(GROUP)
                        .setSender(sender)
                        .setTerm(term)
                        .setLastLogTerm(small())
                        .setLastLogIndex(number())
                        .build();
            case PRE_VOTED ->
                MODEL.createPreVoteResponseBuilder()
                        .setGroupId(GROUP)
                        .setSender(sender)
                        .setTerm(term)
                        .setGranted(flag())
                        .build();
            case VOTE ->
                MODEL.createVoteRequestBuilder()
                        .setGroupId(GROUP)
                        .setSender(sender)
                        .setTerm(term)
                        .setLastLogTerm(small())
                        .setLastLogIndex(number())
                        .setSticky(flag())
                        .build();
            case VOTED ->
                MODEL.createVoteResponseBuilder()
                        .setGroupId(GROUP)
                        .setSender(sender)
                        .setTerm(term)
                        .setGranted(flag())
                        .build();
            case TRIGGER ->
                MODEL.createTriggerLeaderElectionRequestBuilder()
                        .setGroupId(GROUP)
                        .setSender(sender)
                        .setTerm(term)
                        .setLastLogTerm(small())
                        .setLastLogIndex(number())
                        .build();
            default -> throw new IllegalArgumentException("no message of elections: " + kind);
        };
    }
}
