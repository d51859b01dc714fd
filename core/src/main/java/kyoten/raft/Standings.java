package kyoten.raft;

/** What a leader makes of what a peer says of itself: its boots and its disk (rules R6 and S3). */
final class Standings {
    private Standings() {}

    /** Takes note of a response that was awaited. */
    static <T> Progress heard(Turn<T> turn, Progress peer, RaftEnvelope message, AppendResponse response) {
        Progress.Standing before = peer.standing();
        Progress answered = peer.with(peer.window().answered(message.getNumber()));
        Progress.Standing standing =
                before.heard(turn.env.now(), response.getRound(), response.getNoRoom(), message.getDiskId());
        if (before.bootId() == message.getBootId()) {
            return onSameBoot(turn, answered.with(standing), message, response);
        }
        if (before.bootId() == 0) {
            // An earlier boot may have answered, too: its late words must not pass for a restart.
            Progress first = answered.with(answered.window().forgotten())
                    .with(standing.booted(message.getBootId(), message.getBootId()));
            return onSameBoot(turn, first, message, response);
        }
        return onRestart(turn, answered, standing, message, response);
    }

    private static <T> Progress onSameBoot(Turn<T> turn, Progress peer, RaftEnvelope message, AppendResponse response) {
        Progress.Trust trust = trust(turn, peer, message, response);
        Progress.Trust before = peer.standing().trust();
        if (trust == before) {
            return peer;
        }
        // Once barred in a leadership, a peer stays so: its word before that is worth nothing.
        if (before == Progress.Trust.STRANGER) {
            return peer;
        }
        long target = trust == Progress.Trust.DOUBTFUL ? turn.log.lastIndex() : 0;
        return peer.with(peer.standing().trusted(trust, target));
    }

    private static <T> Progress.Trust trust(
            Turn<T> turn, Progress peer, RaftEnvelope message, AppendResponse response) {
        if (!turn.isDiskOf(peer.member(), message.getDiskId())) {
            return Progress.Trust.STRANGER;
        }
        return response.getDoubtful() ? Progress.Trust.DOUBTFUL : Progress.Trust.TRUSTED;
    }

    /** The peer has restarted since it was last heard. No answer of its former boot is taken any more. */
    private static <T> Progress onRestart(
            Turn<T> turn,
            Progress answered,
            Progress.Standing standing,
            RaftEnvelope message,
            AppendResponse response) {
        long boot = message.getBootId();
        Progress forgotten = answered.with(answered.window().forgotten());
        boolean sameDisk = turn.isDiskOf(forgotten.member(), message.getDiskId())
                && (forgotten.member().diskId() != 0
                        || standing.diskId() == answered.standing().diskId());
        boolean kept = sameDisk && !response.getDoubtful() && response.getSynced() >= forgotten.match();
        if (kept) {
            // It still has all that this leader saw it acknowledge: the leader vouches for it (rule S3).
            return onSameBoot(turn, forgotten.with(standing.booted(boot, standing.firstBoot())), message, response);
        }
        // It may have more than this leader: what nobody committed, of an earlier term.
        long next = Math.min(response.getSynced(), turn.log.lastIndex()) + 1;
        Progress over = forgotten.with(standing.booted(boot, boot)).startingOver(next);
        boolean rolledBack =
                sameDisk && !response.getDoubtful() && forgotten.member().voter();
        if (rolledBack) {
            turn.note(Marks.ROLLED_BACK, "");
            return over.with(over.standing().trusted(Progress.Trust.STRANGER, 0));
        }
        return onSameBoot(turn, over, message, response);
    }
}
