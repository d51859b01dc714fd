package kyoten.raft;

import io.vavr.control.Option;
import kyoten.node.NodeId;

/** Transfer of leadership (§3.10). */
final class Handovers {
    private Handovers() {}

    static <T> void transfer(Turn<T> turn, NodeId to) {
        if (!(turn.role instanceof Leader leader)) {
            turn.ignored("not the leader");
            return;
        }
        int i = leader.peers().find(to);
        if (i < 0 || !leader.peers().get(i).counts()) {
            turn.ignored("not a voter that could lead");
            return;
        }
        turn.role = leader.with(Option.some(new Leader.Handover(to, turn.env.now() + turn.electionNanos())));
        turn.note(Marks.HANDOVER_BEGUN, "to " + to);
        onProgress(turn, i);
    }

    /** The target campaigns once it has the whole log. No proposal is taken in meanwhile, so that it gets there. */
    static <T> void onProgress(Turn<T> turn, int i) {
        Leader leader = turn.leader();
        Progress peer = leader.peers().get(i);
        if (leader.handover().isEmpty()
                || !leader.handover().get().to().equals(peer.node())
                || peer.match() != turn.log.lastIndex()) {
            return;
        }
        turn.send(
                peer.node(),
                turn.envelope(0).setTimeoutNow(TimeoutNow.getDefaultInstance()).build());
    }

    static <T> void onTick(Turn<T> turn) {
        Leader leader = turn.leader();
        if (leader.handover().exists(handover -> handover.deadline() <= turn.env.now())) {
            turn.role = leader.with(Option.none());
        }
    }

    /** A leader that can't write any more looks for one that can. */
    static <T> void onFullDisk(Turn<T> turn) {
        if (!(turn.role instanceof Leader leader) || leader.handover().isDefined()) {
            return;
        }
        Option<Progress> best = Option.none();
        for (int i = 0; i < leader.peers().size(); i++) {
            Progress peer = leader.peers().get(i);
            if (peer.counts()
                    && !peer.standing().noRoom()
                    && peer.match() >= turn.commit
                    && (best.isEmpty() || peer.match() > best.get().match())) {
                best = Option.some(peer);
            }
        }
        best.forEach(peer -> transfer(turn, peer.node()));
    }

    static <T> void onTimeoutNow(Turn<T> turn, NodeId from) {
        if (!turn.role.knownLeader().contains(from)) {
            turn.ignored("not from the leader");
            return;
        }
        if (!Elections.mayCampaign(turn)) {
            turn.ignored("may not campaign");
            return;
        }
        Elections.campaign(turn, true);
    }
}
