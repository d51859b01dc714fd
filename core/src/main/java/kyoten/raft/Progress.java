package kyoten.raft;

import kyoten.node.NodeId;

/**
 * What a leader knows of one peer.
 *
 * @param member the peer as the configuration has it
 * @param match up to here the peer's log is the leader's, and synced
 * @param next the next entry to send
 * @param mode how entries are sent
 * @param window the requests under way
 * @param standing what the peer said of itself
 */
record Progress(Configuration.Member member, long match, long next, Mode mode, Window window, Standing standing) {

    /** How entries are sent to a peer. */
    enum Mode {
        /** One request at a time, until one is accepted: the leader does not know where the logs part. */
        PROBE,
        /** Pipelined (§10.2.1). */
        STREAM,
        /** The entries that the peer lacks are gone; it gets a snapshot. */
        SNAPSHOT
    }

    /** How far a peer's word goes. */
    enum Trust {
        TRUSTED,
        /** It found damage at boot: counts for no commit until it has been caught up. */
        DOUBTFUL,
        /** Its disk is not the one that the configuration knows, or was rolled back: it gets entries, and never counts. */
        STRANGER
    }

    /**
     * What the peer said of itself.
     *
     * @param bootId its latest boot; 0 before its first response
     * @param firstBoot the earliest boot in this leadership that the leader vouches to be the same disk as it is now
     * @param trust how far its word goes
     * @param target a doubtful peer is caught up when it has this entry
     * @param noRoom its disk is full
     * @param heardAt when it last answered
     * @param round the newest round of reads that it answered
     * @param diskId the disk that it spoke of last
     */
    record Standing(
            long bootId,
            long firstBoot,
            Trust trust,
            long target,
            boolean noRoom,
            long heardAt,
            long round,
            long diskId) {

        static Standing unheard(long now) {
            return new Standing(0, 0, Trust.TRUSTED, 0, false, now, 0, 0);
        }

        Standing heard(long now, long newRound, boolean isFull, long disk) {
            return new Standing(bootId, firstBoot, trust, target, isFull, now, Math.max(round, newRound), disk);
        }

        Standing booted(long newBoot, long first) {
            return new Standing(newBoot, first, trust, target, noRoom, heardAt, round, diskId);
        }

        Standing trusted(Trust newTrust, long newTarget) {
            return new Standing(bootId, firstBoot, newTrust, newTarget, noRoom, heardAt, round, diskId);
        }
    }

    Progress {
        if (next <= match) {
            throw new IllegalStateException(member.node() + ": next " + next + " is not beyond match " + match);
        }
    }

    static Progress begin(Configuration.Member member, long next, long number, long now) {
        return new Progress(member, 0, next, Mode.PROBE, Window.startingAt(number), Standing.unheard(now));
    }

    NodeId node() {
        return member.node();
    }

    /** Whether the peer counts for a commit. */
    boolean counts() {
        return member.voter() && standing.trust == Trust.TRUSTED;
    }

    Progress with(Configuration.Member changed) {
        return new Progress(changed, match, next, mode, window, standing);
    }

    Progress with(Window changed) {
        return new Progress(member, match, next, mode, changed, standing);
    }

    Progress with(Standing changed) {
        return new Progress(member, match, next, mode, window, changed);
    }

    Progress with(Mode changed) {
        return new Progress(member, match, next, changed, window, standing);
    }

    Progress sending(long newNext, boolean entries) {
        return new Progress(member, match, newNext, mode, window.sending(entries), standing);
    }

    /** The match index never goes back, whatever order answers come in. */
    Progress matched(long index) {
        return index <= match ? this : new Progress(member, index, Math.max(next, index + 1), mode, window, standing);
    }

    Progress probing(long newNext) {
        return new Progress(member, match, Math.max(newNext, match + 1), Mode.PROBE, window.lost(), standing);
    }

    /** The peer came back with less than it had: what it acknowledged before says nothing of it now. */
    Progress startingOver(long newNext) {
        return new Progress(member, 0, Math.max(newNext, 1), Mode.PROBE, window.forgotten(), standing);
    }
}
