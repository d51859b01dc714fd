package kyoten.raft;

import kyoten.node.NodeId;

/** The follower's side of replication (§3.5). */
final class Appends {
    private Appends() {}

    static <T> void onAppendRequest(Turn<T> turn, NodeId from, RaftEnvelope message) {
        AppendRequest request = message.getAppendRequest();
        if (message.getTerm() < turn.hard.term()) {
            reject(turn, from, message, turn.log.lastIndex() + 1, 0);
            return;
        }
        Elections.heardLeader(turn, from);
        Doubts.onLeadersWord(turn, request);
        long prev = request.getPrevIndex();
        if (prev > turn.log.lastIndex()) {
            reject(turn, from, message, turn.log.lastIndex() + 1, 0);
            return;
        }
        if (prev >= turn.log.baseIndex() && turn.log.term(prev) != request.getPrevTerm()) {
            if (prev <= turn.commit) {
                throw new IllegalStateException("the leader's entry " + prev + " differs from a committed one");
            }
            long term = turn.log.term(prev);
            reject(turn, from, message, Math.max(turn.log.firstOfTerm(term), turn.commit + 1), term);
            return;
        }
        int count = request.getEntriesCount();
        long reach = prev;
        // A full disk takes nothing in: what can't be written would only pile up in memory.
        if (count > 0 && !turn.disk.full()) {
            takeIn(turn, request);
            Doubts.onTakenIn(turn);
            reach = prev + count;
        }
        long commit = Math.min(request.getCommit(), reach);
        if (commit > turn.commit) {
            Commit.to(turn, commit);
        }
        accept(turn, from, message, reach, count > 0);
    }

    /**
     * Appends the entries that are new. Those that are there already are left alone, and what follows them too: the
     * request may be an old one that was late (§3.5).
     */
    private static <T> void takeIn(Turn<T> turn, AppendRequest request) {
        for (Entry entry : request.getEntriesList()) {
            long index = entry.getIndex();
            if (index <= turn.log.baseIndex() || turn.log.matches(index, entry.getTerm())) {
                continue;
            }
            if (index <= turn.log.lastIndex()) {
                turn.truncate(index - 1);
            }
            if (entry.getTerm() > turn.hard.term()) {
                throw new IllegalStateException("entry " + index + " is of a term to come: " + entry.getTerm());
            }
            turn.append(entry);
        }
    }

    /** Answers with what is synced: at once to a heartbeat, after the sync to entries (rule R2). */
    private static <T> void accept(Turn<T> turn, NodeId to, RaftEnvelope message, long reach, boolean entries) {
        long index = entries ? reach : Math.min(reach, turn.disk.synced());
        AppendResponse.Builder response = response(turn, message)
                .setMatched(true)
                .setIndex(index)
                .setPending(index
                        < message.getAppendRequest().getPrevIndex()
                                + message.getAppendRequest().getEntriesCount());
        RaftEnvelope answer = turn.envelope(message.getNumber())
                .setAppendResponse(response.setSynced(Math.max(index, turn.disk.synced())))
                .build();
        turn.sendWhenSynced(index, to, answer);
    }

    private static <T> void reject(Turn<T> turn, NodeId to, RaftEnvelope message, long index, long hintTerm) {
        turn.send(
                to,
                turn.envelope(message.getNumber())
                        .setAppendResponse(
                                response(turn, message).setIndex(index).setHintTerm(hintTerm))
                        .build());
    }

    private static <T> AppendResponse.Builder response(Turn<T> turn, RaftEnvelope message) {
        return AppendResponse.newBuilder()
                .setRound(message.getAppendRequest().getRound())
                .setDoubtful(!turn.doubt.isSure())
                .setNoRoom(turn.disk.full())
                .setSynced(turn.disk.synced());
    }
}
