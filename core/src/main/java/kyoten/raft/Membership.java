package kyoten.raft;

import com.google.protobuf.ByteString;
import io.vavr.collection.Queue;
import io.vavr.control.Option;
import kyoten.node.NodeId;

/** Changes of the configuration, one server at a time (§4). */
final class Membership {
    private Membership() {}

    /** A new leader, which knows nothing yet of its peers. */
    static <T> Leader leader(Turn<T> turn, long firstIndex) {
        Leader blank = new Leader(Peers.of(), firstIndex, 0, 0, Queue.empty(), Queue.empty(), Option.none(), 0);
        return blank.with(peers(turn, blank));
    }

    private static <T> Peers peers(Turn<T> turn, Leader leader) {
        return Peers.of(turn.configuration()
                .members()
                .reject(member -> member.node().equals(turn.self()))
                .map(member -> progress(turn, leader, member))
                .toJavaArray(Progress[]::new));
    }

    private static <T> Progress progress(Turn<T> turn, Leader leader, Configuration.Member member) {
        int i = leader.peers().find(member.node());
        return i >= 0
                ? leader.peers().get(i).with(member)
                : Progress.begin(member, turn.log.lastIndex() + 1, leader.numberFloor(), turn.env.now());
    }

    static <T> void addLearner(Turn<T> turn, NodeId node, long ticket) {
        if (refused(turn, ticket)) {
            return;
        }
        if (turn.configuration().member(node).isDefined()) {
            turn.refuse(ticket, "a member already");
            return;
        }
        change(turn, turn.configuration().with(new Configuration.Member(node, false, 0)), ticket);
    }

    static <T> void promote(Turn<T> turn, NodeId node, long ticket) {
        if (refused(turn, ticket)) {
            return;
        }
        Leader leader = turn.leader();
        int i = leader.peers().find(node);
        if (i < 0 || leader.peers().get(i).member().voter()) {
            turn.refuse(ticket, "not a learner");
            return;
        }
        Progress peer = leader.peers().get(i);
        Progress.Standing standing = peer.standing();
        boolean caughtUp = standing.diskId() != 0
                && standing.trust() == Progress.Trust.TRUSTED
                && peer.match()
                        >= Math.max(
                                leader.firstIndex(),
                                turn.commit - turn.options.limits().tail());
        if (!caughtUp) {
            turn.refuse(ticket, "not caught up");
            return;
        }
        change(turn, turn.configuration().with(new Configuration.Member(node, true, standing.diskId())), ticket);
    }

    static <T> void remove(Turn<T> turn, NodeId node, long ticket) {
        if (refused(turn, ticket)) {
            return;
        }
        Option<Configuration.Member> member = turn.configuration().member(node);
        if (member.isEmpty()) {
            turn.refuse(ticket, "not a member");
            return;
        }
        if (member.get().voter() && turn.configuration().voters().size() == 1) {
            turn.refuse(ticket, "the last voter stays");
            return;
        }
        change(turn, turn.configuration().without(node), ticket);
    }

    private static <T> boolean refused(Turn<T> turn, long ticket) {
        Option<String> why = whyNot(turn);
        why.forEach(reason -> turn.refuse(ticket, reason));
        return why.isDefined();
    }

    /** What forbids a change now. The second guard is the one that Ongaro found missing in 2015. */
    private static <T> Option<String> whyNot(Turn<T> turn) {
        if (!(turn.role instanceof Leader leader)) {
            return Option.some("not the leader");
        }
        if (turn.commit < leader.firstIndex()) {
            return Option.some("no entry of this term is committed yet");
        }
        if (turn.configurations.head().index() > turn.commit) {
            return Option.some("another change is under way");
        }
        return Proposals.whyNot(turn, leader);
    }

    private static <T> void change(Turn<T> turn, Configuration changed, long ticket) {
        ByteString payload = changed.toMessage().toByteString();
        Entry entry = Replication.entry(turn, Entry.Kind.CONFIGURATION, payload);
        turn.append(entry);
        Leader leader =
                turn.leader().withTickets(turn.leader().tickets().enqueue(new Leader.Ticket(entry.getIndex(), ticket)));
        long floor = leader.numberFloor();
        for (int i = 0; i < leader.peers().size(); i++) {
            // Whoever is added again is asked under numbers that its former membership never saw.
            floor = Math.max(floor, leader.peers().get(i).window().sent());
        }
        Leader floored = leader.withNumberFloor(floor);
        turn.role = floored.with(peers(turn, floored));
        Replication.pumpAll(turn);
        Commit.advance(turn);
        if (turn.role instanceof Leader) {
            // Who is left may have answered the round already; of a leader that is left alone nobody else ever will.
            Reads.confirm(turn);
        }
    }
}
