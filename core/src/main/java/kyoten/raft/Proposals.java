package kyoten.raft;

import com.google.protobuf.ByteString;
import io.vavr.collection.Seq;
import io.vavr.control.Option;

/** Commands that are taken in by a leader. */
final class Proposals {
    private Proposals() {}

    static <T> void propose(Turn<T> turn, Seq<Proposal> proposals) {
        proposals.forEach(proposal -> take(turn, proposal.ticket(), proposal.command()));
        if (turn.role instanceof Leader) {
            Replication.pumpAll(turn);
        }
    }

    private static <T> void take(Turn<T> turn, long ticket, ByteString command) {
        if (!(turn.role instanceof Leader leader)) {
            turn.refuse(ticket, "not the leader");
            return;
        }
        Option<String> why = whyNot(turn, leader);
        if (why.isDefined()) {
            turn.refuse(ticket, why.get());
            return;
        }
        Entry entry = Replication.entry(turn, Entry.Kind.COMMAND, command);
        turn.append(entry);
        turn.role = leader.withTickets(leader.tickets().enqueue(new Leader.Ticket(entry.getIndex(), ticket)));
    }

    /** What forbids a leader to take in an entry now. */
    static <T> Option<String> whyNot(Turn<T> turn, Leader leader) {
        if (turn.disk.full()) {
            return Option.some("no room on the disk");
        }
        if (leader.handover().isDefined()) {
            return Option.some("leadership is being handed over");
        }
        if (turn.log.lastIndex() - turn.commit >= turn.options.limits().uncommitted()) {
            return Option.some("too many entries are under way");
        }
        return Option.none();
    }
}
