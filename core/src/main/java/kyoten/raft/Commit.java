package kyoten.raft;

import io.vavr.collection.Queue;
import io.vavr.control.Option;
import java.util.Arrays;
import java.util.OptionalLong;

/** The commit index, and what follows from it (§3.6.2). */
final class Commit {
    private Commit() {}

    /** A leader commits what a majority of the voters has synced, if it is of its own term. */
    static <T> void advance(Turn<T> turn) {
        Leader leader = turn.leader();
        if (turn.commit == turn.log.lastIndex()) {
            return;
        }
        long index = majority(turn, leader, turn.disk.synced(), false);
        // Figure 8: an entry of an older term, though on a majority, can still be replaced. It commits with one of this
        // term.
        if (index > turn.commit && turn.log.term(index) == turn.hard.term()) {
            to(turn, index);
            afterCommit(turn);
        }
    }

    /** What a majority of the voters has reached: the match index, or the round of reads. */
    static <T> long majority(Turn<T> turn, Leader leader, long own, boolean rounds) {
        Peers peers = leader.peers();
        long[] reached = new long[peers.size() + 1];
        int voters = 0;
        for (int i = 0; i < peers.size(); i++) {
            Progress peer = peers.get(i);
            if (peer.member().voter()) {
                reached[voters++] =
                        !peer.counts() ? 0 : rounds ? peer.standing().round() : peer.match();
            }
        }
        if (turn.configuration().isVoter(turn.self())) {
            reached[voters++] = own;
        }
        if (voters == 0) {
            return 0;
        }
        Arrays.sort(reached, 0, voters);
        return reached[(voters - 1) / 2];
    }

    /** Applies what is committed up to the index. */
    static <T> void to(Turn<T> turn, long index) {
        if (index < turn.commit || index > turn.log.lastIndex()) {
            throw new IllegalStateException(
                    "commit goes from " + turn.commit + " to " + index + ", the log ends at " + turn.log.lastIndex());
        }
        Queue<Leader.Ticket> tickets = turn.role instanceof Leader leader ? leader.tickets() : Queue.empty();
        while (turn.commit < index) {
            Entry entry = turn.log.entry(turn.commit + 1);
            OptionalLong ticket = OptionalLong.empty();
            if (!tickets.isEmpty() && tickets.head().index() == entry.getIndex()) {
                ticket = OptionalLong.of(tickets.head().ticket());
                tickets = tickets.tail();
            }
            apply(turn, entry, ticket);
            turn.commit = entry.getIndex();
        }
        if (turn.role instanceof Leader leader && leader.tickets() != tickets) {
            turn.role = leader.withTickets(tickets);
        }
        Snapshots.cutIfDue(turn);
    }

    private static <T> void apply(Turn<T> turn, Entry entry, OptionalLong ticket) {
        switch (entry.getKind()) {
            case COMMAND -> {
                Machine.Applied<T> applied =
                        turn.machine.apply(turn.value, entry.getIndex(), entry.getTerm(), entry.getPayload());
                turn.value = applied.state();
                turn.applied(entry, ticket, applied.result());
            }
            case CONFIGURATION -> turn.applied(entry, ticket, Configuration.of(entry.getPayload()));
            case EMPTY -> {}
            default -> throw new IllegalStateException("entry of an unknown kind: " + entry.getKind());
        }
    }

    private static <T> void afterCommit(Turn<T> turn) {
        Reads.serve(turn);
        RaftState.Configured newest = turn.configurations.head();
        // §4.2.2: a leader that is no member any more leads until that is committed.
        if (newest.index() <= turn.commit
                && newest.configuration().member(turn.self()).isEmpty()) {
            Elections.follow(turn, Option.none());
        }
    }
}
