package kyoten.raft;

import com.google.protobuf.ByteString;
import io.vavr.collection.TreeMap;
import io.vavr.collection.TreeSet;
import io.vavr.control.Option;
import kyoten.node.Effect;
import kyoten.node.NodeId;

/** Timeouts, candidacies, and the change from one role to another (§3.4, §9.6). */
final class Elections {
    private Elections() {}

    static <T> void onElectionTimeout(Turn<T> turn) {
        if (turn.role instanceof Leader) {
            turn.ignored("a leader needs no election");
            return;
        }
        long patience = turn.contact.quietSince() + turn.contact.timeout() - turn.env.now();
        if (patience > 0) {
            // The timer is not set anew with every append: it is cheaper to let it fire and wait for the rest.
            turn.effect(new Effect.SetTimer(turn.names.election(), patience));
            return;
        }
        if (!mayCampaign(turn)) {
            // It has heard of no leader for as long as any other would wait: who waits on must not seem to have heard
            // of one just now.
            turn.role = new Role.Follower(Option.none());
            waitAnew(turn);
            turn.ignored("may not campaign");
            return;
        }
        canvass(turn);
    }

    /**
     * Only voters with an undoubted disk that takes writes. One that its newest configuration leaves out campaigns still,
     * until it knows that to be committed: nobody else may have the log for it (§4.2.2).
     */
    static <T> boolean mayCampaign(Turn<T> turn) {
        if (!turn.doubt.isSure() || turn.disk.full()) {
            return false;
        }
        for (RaftState.Configured configured : turn.configurations) {
            if (configured
                    .configuration()
                    .member(turn.self())
                    .exists(member -> member.voter() && turn.isDiskOf(member, turn.hard.diskId()))) {
                return true;
            }
            if (configured.index() <= turn.commit) {
                return false;
            }
        }
        return false;
    }

    /** Draws a new timeout and begins to wait. */
    static <T> void waitAnew(Turn<T> turn) {
        long election = turn.electionNanos();
        long timeout = election + Long.remainderUnsigned(turn.draw("raft-election"), election);
        turn.contact = new RaftState.Contact(turn.env.now(), timeout);
        turn.effect(new Effect.SetTimer(turn.names.election(), timeout));
    }

    /** Asks who would vote for this server, before its term disturbs anybody (§9.6). */
    private static <T> void canvass(Turn<T> turn) {
        waitAnew(turn);
        long number = turn.numbers++;
        turn.role = new Role.PreCandidate(number, TreeSet.of(turn.self()));
        requestVotes(
                turn,
                turn.envelope(number).setTerm(turn.hard.term() + 1),
                VoteRequest.newBuilder().setPrevote(true));
        if (isMajority(turn, TreeSet.of(turn.self()))) {
            campaign(turn, false);
        }
    }

    static <T> void campaign(Turn<T> turn, boolean transfer) {
        waitAnew(turn);
        long number = turn.numbers++;
        turn.adopt(turn.hard.inTerm(turn.hard.term() + 1).votingFor(turn.self()));
        turn.role = new Role.Candidate(number, TreeSet.empty());
        turn.note(Marks.VOTE_GRANTED, "to itself");
        requestVotes(turn, turn.envelope(number), VoteRequest.newBuilder().setTransfer(transfer));
    }

    private static <T> void requestVotes(Turn<T> turn, RaftEnvelope.Builder envelope, VoteRequest.Builder request) {
        request.setLastIndex(turn.log.lastIndex()).setLastTerm(turn.log.lastTerm());
        RaftEnvelope message = envelope.setVoteRequest(request).build();
        for (NodeId voter : turn.configuration().voters()) {
            if (!voter.equals(turn.self())) {
                turn.send(voter, message);
            }
        }
    }

    /** A candidate's own vote counts from the moment that it is synced, not before (rule R2). */
    static <T> void onHardStateSynced(Turn<T> turn) {
        if (turn.role instanceof Role.Candidate candidate
                && turn.hardIsSynced()
                && !candidate.votes().contains(turn.self())) {
            onVote(turn, candidate, turn.self());
        }
    }

    static <T> void onVote(Turn<T> turn, Role.Candidate candidate, NodeId voter) {
        TreeSet<NodeId> votes = candidate.votes().add(voter);
        turn.role = new Role.Candidate(candidate.number(), votes);
        if (votes.contains(turn.self()) && isMajority(turn, votes)) {
            lead(turn);
        }
    }

    static <T> void onPrevote(Turn<T> turn, Role.PreCandidate candidate, NodeId voter) {
        TreeSet<NodeId> grants = candidate.grants().add(voter);
        turn.role = new Role.PreCandidate(candidate.number(), grants);
        if (isMajority(turn, grants)) {
            campaign(turn, false);
        }
    }

    private static <T> boolean isMajority(Turn<T> turn, TreeSet<NodeId> nodes) {
        Configuration configuration = turn.configuration();
        return nodes.count(configuration::isVoter) >= configuration.majority();
    }

    private static <T> void lead(Turn<T> turn) {
        if (!turn.hardIsSynced() || !turn.hard.vote().contains(turn.self())) {
            throw new IllegalStateException("leads without a synced vote of its own: " + turn.hard);
        }
        long first = turn.log.lastIndex() + 1;
        turn.role = Membership.leader(turn, first);
        turn.effect(new Effect.CancelTimer(turn.names.election()));
        turn.effect(new Effect.SetTimer(
                turn.names.heartbeat(), turn.options.timing().heartbeat().toNanos()));
        turn.note(Marks.BECAME_LEADER, "term " + turn.hard.term());
        turn.outcome(new Outcome.BecameLeader(turn.hard.term()));
        // §6.4, §4.1: what is committed is known, and the configuration may change, once this entry is committed.
        turn.append(Replication.entry(turn, Entry.Kind.EMPTY, ByteString.EMPTY));
        Replication.pumpAll(turn);
    }

    /** A higher term was heard. The election timer goes on as it is: resetting it here would let a term chase elections. */
    static <T> void adopt(Turn<T> turn, long term) {
        turn.adopt(turn.hard.inTerm(term));
        follow(turn, Option.none());
    }

    /** Follows the leader of the current term, whatever this server was before. */
    static <T> void follow(Turn<T> turn, Option<NodeId> leader) {
        if (turn.role instanceof Role.Follower follower && follower.leader().equals(leader)) {
            return;
        }
        boolean deposed = turn.role instanceof Leader;
        if (deposed) {
            depose(turn);
        }
        turn.role = new Role.Follower(leader);
        if (deposed) {
            turn.outcome(new Outcome.Deposed());
            waitAnew(turn);
        }
    }

    /** Tells of everything that waited for this leader. */
    static <T> void depose(Turn<T> turn) {
        Leader leader = turn.leader();
        turn.role = new Role.Follower(Option.none());
        leader.tickets().forEach(ticket -> turn.outcome(new Outcome.Abandoned(ticket.ticket())));
        leader.reads().forEach(read -> turn.refuse(read.ticket(), "leadership was lost"));
        turn.transfers = TreeMap.empty();
        turn.effect(new Effect.CancelTimer(turn.names.heartbeat()));
        turn.note(Marks.STEPPED_DOWN, "term " + turn.hard.term());
    }

    /** An append, or a chunk of a snapshot, of the current term: its sender leads. */
    static <T> void heardLeader(Turn<T> turn, NodeId leader) {
        if (turn.role instanceof Leader) {
            throw new IllegalStateException(
                    "two leaders in term " + turn.hard.term() + ": " + leader + ", " + turn.self());
        }
        Option<NodeId> known = turn.role.knownLeader();
        if (known.isDefined() && !known.get().equals(leader)) {
            throw new IllegalStateException(
                    "two leaders in term " + turn.hard.term() + ": " + leader + ", " + known.get());
        }
        if (known.isEmpty()) {
            follow(turn, Option.some(leader));
        }
        turn.contact = new RaftState.Contact(turn.env.now(), turn.contact.timeout());
    }

    /** Stickiness (§4.2.3): whoever has heard of a living leader helps nobody to depose it. */
    static <T> boolean hasLivingLeader(Turn<T> turn) {
        return turn.role instanceof Leader
                || (turn.role.knownLeader().isDefined()
                        && turn.env.now() - turn.contact.quietSince() < turn.electionNanos());
    }
}
