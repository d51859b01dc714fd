package kyoten.raft;

import kyoten.node.NodeId;

/** What holds for every message: group, life, term (rule R1). Then to the handler of its family. */
final class Receiving {
    private Receiving() {}

    static <T> void onMessage(Turn<T> turn, NodeId from, RaftEnvelope message) {
        if (message.getGroup() != turn.options.group()) {
            turn.ignored("another group");
            return;
        }
        if (turn.role instanceof Role.Loading) {
            turn.ignored("still reading the disk");
            return;
        }
        if (turn.role instanceof Role.Ended) {
            turn.ignored("the disk has failed");
            return;
        }
        switch (message.getMessageCase()) {
            // Of these two families, prevotes carry terms that nobody has entered yet.
            case VOTE_REQUEST -> Votes.onVoteRequest(turn, from, message);
            case VOTE_RESPONSE -> Votes.onVoteResponse(turn, from, message);
            default -> onTermed(turn, from, message);
        }
    }

    private static <T> void onTermed(Turn<T> turn, NodeId from, RaftEnvelope message) {
        if (message.getTerm() > turn.hard.term()) {
            Elections.adopt(turn, message.getTerm());
        }
        switch (message.getMessageCase()) {
            case APPEND_REQUEST -> Appends.onAppendRequest(turn, from, message);
            case SNAPSHOT_REQUEST -> Installation.onSnapshotRequest(turn, from, message);
            case DOUBT_REQUEST -> Doubts.onDoubtRequest(turn, from, message);
            default -> onResponse(turn, from, message);
        }
    }

    private static <T> void onResponse(Turn<T> turn, NodeId from, RaftEnvelope message) {
        if (message.getTerm() < turn.hard.term()) {
            turn.ignored("older term");
            return;
        }
        switch (message.getMessageCase()) {
            case APPEND_RESPONSE -> Replication.onAppendResponse(turn, from, message);
            case SNAPSHOT_RESPONSE -> Snapshots.onSnapshotResponse(turn, from, message);
            case TIMEOUT_NOW -> Handovers.onTimeoutNow(turn, from);
            case DOUBT_RESPONSE -> Doubts.onDoubtResponse(turn, from, message);
            default -> turn.ignored("an empty envelope");
        }
    }
}
