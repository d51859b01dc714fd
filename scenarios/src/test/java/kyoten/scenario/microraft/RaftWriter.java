package kyoten.scenario.microraft;

import com.google.protobuf.ByteString;
import com.google.protobuf.CodedOutputStream;
import io.microraft.RaftEndpoint;
import io.microraft.model.log.BaseLogEntry;
import io.microraft.model.log.LogEntry;
import io.microraft.model.log.RaftGroupMembersView;
import io.microraft.model.log.SnapshotChunk;
import io.microraft.model.message.AppendEntriesFailureResponse;
import io.microraft.model.message.AppendEntriesRequest;
import io.microraft.model.message.AppendEntriesSuccessResponse;
import io.microraft.model.message.InstallSnapshotRequest;
import io.microraft.model.message.InstallSnapshotResponse;
import io.microraft.model.message.PreVoteRequest;
import io.microraft.model.message.PreVoteResponse;
import io.microraft.model.message.RaftMessage;
import io.microraft.model.message.TriggerLeaderElectionRequest;
import io.microraft.model.message.VoteRequest;
import io.microraft.model.message.VoteResponse;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Collection;

/** Writes MicroRaft's messages and what it stores as bytes: numbers, strings and flags one after the other, without names. */
final class RaftWriter {

    /** The types of messages, whose ordinals stand for them. */
    enum Kind {
        APPEND,
        APPENDED,
        NOT_APPENDED,
        INSTALL,
        INSTALLED,
        PRE_VOTE,
        PRE_VOTED,
        VOTE,
        VOTED,
        TRIGGER
    }

    private final CodedOutputStream out;

    private RaftWriter(CodedOutputStream out) {
        this.out = out;
    }

    /** Writes a part of something. */
    @FunctionalInterface
    interface Part {
        void write(RaftWriter writer) throws IOException;
    }

    /** The bytes of what is written. */
    static ByteString bytes(Part part) {
        ByteString.Output bytes = ByteString.newOutput();
        CodedOutputStream out = CodedOutputStream.newInstance(bytes);
        try {
            part.write(new RaftWriter(out));
            out.flush();
        } catch (IOException e) {
            throw new UncheckedIOException("memory cannot be written to", e);
        }
        return bytes.toByteString();
    }

    static ByteString message(RaftMessage message) {
        return bytes(writer -> writer.writeMessage(message));
    }

    void number(long number) throws IOException {
        out.writeUInt64NoTag(number);
    }

    void flag(boolean flag) throws IOException {
        out.writeBoolNoTag(flag);
    }

    void string(String string) throws IOException {
        out.writeStringNoTag(string);
    }

    void bytes(ByteString bytes) throws IOException {
        out.writeBytesNoTag(bytes);
    }

    void member(RaftEndpoint member) throws IOException {
        string((String) member.getId());
    }

    void members(Collection<RaftEndpoint> members) throws IOException {
        number(members.size());
        for (RaftEndpoint member : members) {
            member(member);
        }
    }

    void view(RaftGroupMembersView view) throws IOException {
        number(view.getLogIndex());
        members(view.getMembers());
        members(view.getVotingMembers());
    }

    void entry(BaseLogEntry entry) throws IOException {
        number(entry.getTerm());
        number(entry.getIndex());
        if (!(entry.getOperation() instanceof ByteString operation)) {
            throw new IllegalArgumentException("the members of this group never change: " + entry.getOperation());
        }
        bytes(operation);
    }

    void chunk(SnapshotChunk chunk) throws IOException {
        entry(chunk);
        number(chunk.getSnapshotChunkIndex());
        number(chunk.getSnapshotChunkCount());
        view(chunk.getGroupMembersView());
    }

    private void begin(Kind kind, RaftMessage message) throws IOException {
        number(kind.ordinal());
        member(message.getSender());
        number(message.getTerm());
    }

    private void writeMessage(RaftMessage message) throws IOException {
        if (message instanceof AppendEntriesRequest append) {
            append(append);
        } else if (message instanceof AppendEntriesSuccessResponse appended) {
            begin(Kind.APPENDED, appended);
            number(appended.getLastLogIndex());
            sequences(appended.getQuerySequenceNumber(), appended.getFlowControlSequenceNumber());
        } else if (message instanceof AppendEntriesFailureResponse failed) {
            begin(Kind.NOT_APPENDED, failed);
            number(failed.getExpectedNextIndex());
            sequences(failed.getQuerySequenceNumber(), failed.getFlowControlSequenceNumber());
        } else if (message instanceof InstallSnapshotRequest install) {
            install(install);
        } else if (message instanceof InstallSnapshotResponse installed) {
            begin(Kind.INSTALLED, installed);
            number(installed.getSnapshotIndex());
            number(installed.getRequestedSnapshotChunkIndex());
            sequences(installed.getQuerySequenceNumber(), installed.getFlowControlSequenceNumber());
        } else {
            election(message);
        }
    }

    private void append(AppendEntriesRequest append) throws IOException {
        begin(Kind.APPEND, append);
        number(append.getPreviousLogTerm());
        number(append.getPreviousLogIndex());
        number(append.getCommitIndex());
        number(append.getLogEntries().size());
        for (LogEntry entry : append.getLogEntries()) {
            entry(entry);
        }
        sequences(append.getQuerySequenceNumber(), append.getFlowControlSequenceNumber());
    }

    private void install(InstallSnapshotRequest install) throws IOException {
        begin(Kind.INSTALL, install);
        flag(install.isSenderLeader());
        number(install.getSnapshotTerm());
        number(install.getSnapshotIndex());
        number(install.getTotalSnapshotChunkCount());
        SnapshotChunk chunk = install.getSnapshotChunk();
        flag(chunk != null);
        if (chunk != null) {
            chunk(chunk);
        }
        members(install.getSnapshottedMembers());
        view(install.getGroupMembersView());
        sequences(install.getQuerySequenceNumber(), install.getFlowControlSequenceNumber());
    }

    private void election(RaftMessage message) throws IOException {
        if (message instanceof PreVoteRequest vote) {
            begin(Kind.PRE_VOTE, vote);
            last(vote.getLastLogTerm(), vote.getLastLogIndex());
        } else if (message instanceof PreVoteResponse voted) {
            begin(Kind.PRE_VOTED, voted);
            flag(voted.isGranted());
        } else if (message instanceof VoteRequest vote) {
            begin(Kind.VOTE, vote);
            last(vote.getLastLogTerm(), vote.getLastLogIndex());
            flag(vote.isSticky());
        } else if (message instanceof VoteResponse voted) {
            begin(Kind.VOTED, voted);
            flag(voted.isGranted());
        } else if (message instanceof TriggerLeaderElectionRequest trigger) {
            begin(Kind.TRIGGER, trigger);
            last(trigger.getLastLogTerm(), trigger.getLastLogIndex());
        } else {
            throw new IllegalArgumentException("no message of MicroRaft: " + message);
        }
    }

    private void sequences(long query, long flowControl) throws IOException {
        number(query);
        number(flowControl);
    }

    private void last(int term, long index) throws IOException {
        number(term);
        number(index);
    }
}
