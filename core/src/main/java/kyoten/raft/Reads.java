package kyoten.raft;

import io.vavr.collection.Queue;

/** Linearizable reads without clocks (§6.4, rule R3). */
final class Reads {
    private Reads() {}

    static <T> void read(Turn<T> turn, long ticket) {
        if (!(turn.role instanceof Leader leader)) {
            turn.refuse(ticket, "not the leader");
            return;
        }
        // A round that is under way began before this read: a new leader may have answered others since. It waits for
        // the
        // next one, together with all that arrive meanwhile.
        boolean underWay = leader.confirmed() < leader.round();
        long index = Math.max(turn.commit, leader.firstIndex());
        Leader.Reading reading = new Leader.Reading(ticket, index, leader.round() + 1);
        turn.role = leader.withReads(leader.reads().enqueue(reading));
        if (!underWay) {
            beginRound(turn);
            Replication.broadcast(turn);
            confirm(turn);
        }
    }

    /** Begins a round if a read waits for one. The requests sent from now on ask for it. */
    static <T> boolean beginRound(Turn<T> turn) {
        Leader leader = turn.leader();
        if (leader.reads().isEmpty() || leader.reads().last().round() <= leader.round()) {
            return false;
        }
        turn.role = leader.withRound(leader.round() + 1);
        return true;
    }

    /** A majority may have answered a round. */
    static <T> void confirm(Turn<T> turn) {
        Leader leader = turn.leader();
        if (leader.confirmed() == leader.round()) {
            return;
        }
        long confirmed = Commit.majority(turn, leader, leader.round(), true);
        if (confirmed <= leader.confirmed()) {
            return;
        }
        turn.role = leader.confirming(confirmed);
        serve(turn);
        if (confirmed == leader.round() && beginRound(turn)) {
            Replication.broadcast(turn);
            confirm(turn);
        }
    }

    static <T> void serve(Turn<T> turn) {
        Leader leader = turn.leader();
        Queue<Leader.Reading> reads = leader.reads();
        while (!reads.isEmpty()
                && reads.head().round() <= leader.confirmed()
                && reads.head().index() <= turn.commit) {
            turn.outcome(new Outcome.ReadReady(reads.head().ticket()));
            reads = reads.tail();
        }
        if (reads != leader.reads()) {
            turn.role = leader.withReads(reads);
        }
    }
}
