package kyoten.raft;

import io.vavr.collection.Queue;
import io.vavr.control.Option;
import kyoten.node.NodeId;

/**
 * A server that leads.
 *
 * @param peers all others of the configuration
 * @param firstIndex the empty entry with which its term began
 * @param round the newest round of reads that was started
 * @param confirmed the newest round that a majority answered
 * @param tickets the proposals that are not committed yet, by index
 * @param reads the reads that are not answered yet, by arrival
 * @param handover a transfer of leadership under way
 * @param numberFloor a peer that is added gets requests numbered from here on: none of an earlier membership has such a number
 */
record Leader(
        Peers peers,
        long firstIndex,
        long round,
        long confirmed,
        Queue<Ticket> tickets,
        Queue<Reading> reads,
        Option<Handover> handover,
        long numberFloor)
        implements Role {

    /** A proposal. */
    record Ticket(long index, long ticket) {}

    /**
     * A read (§6.4).
     *
     * @param index the state must reach this entry
     * @param round a round that was started after the read arrived
     */
    record Reading(long ticket, long index, long round) {}

    /**
     * A transfer of leadership (§3.10).
     *
     * @param deadline when the leader gives it up
     */
    record Handover(NodeId to, long deadline) {}

    Leader with(Peers changed) {
        return new Leader(changed, firstIndex, round, confirmed, tickets, reads, handover, numberFloor);
    }

    Leader with(int peer, Progress changed) {
        return with(peers.with(peer, changed));
    }

    Leader withTickets(Queue<Ticket> changed) {
        return new Leader(peers, firstIndex, round, confirmed, changed, reads, handover, numberFloor);
    }

    Leader withReads(Queue<Reading> changed) {
        return new Leader(peers, firstIndex, round, confirmed, tickets, changed, handover, numberFloor);
    }

    Leader withRound(long changed) {
        return new Leader(peers, firstIndex, changed, confirmed, tickets, reads, handover, numberFloor);
    }

    Leader confirming(long newConfirmed) {
        return new Leader(peers, firstIndex, round, newConfirmed, tickets, reads, handover, numberFloor);
    }

    Leader with(Option<Handover> changed) {
        return new Leader(peers, firstIndex, round, confirmed, tickets, reads, changed, numberFloor);
    }

    Leader withNumberFloor(long changed) {
        return new Leader(peers, firstIndex, round, confirmed, tickets, reads, handover, changed);
    }
}
