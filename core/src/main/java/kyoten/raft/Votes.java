package kyoten.raft;

import kyoten.node.NodeId;

/** Requests for votes and their answers (§3.4, §9.6). */
final class Votes {
    private Votes() {}

    static <T> void onVoteRequest(Turn<T> turn, NodeId from, RaftEnvelope message) {
        VoteRequest request = message.getVoteRequest();
        if (request.getPrevote()) {
            onPrevoteRequest(turn, from, message, request);
            return;
        }
        if (message.getTerm() < turn.hard.term()) {
            answer(turn, from, message.getNumber(), false);
            return;
        }
        if (!request.getTransfer() && Elections.hasLivingLeader(turn)) {
            turn.ignored("a leader is alive");
            return;
        }
        if (message.getTerm() > turn.hard.term()) {
            Elections.adopt(turn, message.getTerm());
        }
        boolean free = turn.hard.vote().isEmpty() || turn.hard.vote().get().equals(from);
        boolean granted = free && mayVoteFor(turn, request);
        if (granted) {
            turn.hard = turn.hard.vote().isEmpty() ? turn.hard.votingFor(from) : turn.hard;
            turn.contact = new RaftState.Contact(turn.env.now(), turn.contact.timeout());
            turn.note(Marks.VOTE_GRANTED, "");
        }
        answer(turn, from, message.getNumber(), granted);
    }

    private static <T> void onPrevoteRequest(Turn<T> turn, NodeId from, RaftEnvelope message, VoteRequest request) {
        if (message.getTerm() <= turn.hard.term()) {
            turn.send(
                    from,
                    turn.envelope(message.getNumber())
                            .setVoteResponse(VoteResponse.newBuilder().setPrevote(true))
                            .build());
            return;
        }
        if (Elections.hasLivingLeader(turn)) {
            turn.ignored("a leader is alive");
            return;
        }
        if (!mayVoteFor(turn, request)) {
            turn.ignored("would not get the vote");
            return;
        }
        turn.send(
                from,
                turn.envelope(message.getNumber())
                        .setTerm(message.getTerm())
                        .setVoteResponse(
                                VoteResponse.newBuilder().setPrevote(true).setGranted(true))
                        .build());
    }

    /** A candidate's log must be as complete as the voter's (§3.6.1), and the voter must trust its own (rule R6). */
    private static <T> boolean mayVoteFor(Turn<T> turn, VoteRequest request) {
        End candidate = new End(request.getLastTerm(), request.getLastIndex());
        if (candidate.compareTo(turn.log.end()) < 0) {
            return false;
        }
        if (turn.doubt instanceof Doubt.Floor floor) {
            return candidate.compareTo(floor.best()) >= 0;
        }
        return turn.doubt.isSure();
    }

    private static <T> void answer(Turn<T> turn, NodeId to, long number, boolean granted) {
        turn.send(
                to,
                turn.envelope(number)
                        .setVoteResponse(VoteResponse.newBuilder().setGranted(granted))
                        .build());
    }

    static <T> void onVoteResponse(Turn<T> turn, NodeId from, RaftEnvelope message) {
        VoteResponse response = message.getVoteResponse();
        if (message.getTerm() > turn.hard.term() && !(response.getPrevote() && response.getGranted())) {
            Elections.adopt(turn, message.getTerm());
            return;
        }
        if (!response.getGranted()) {
            turn.ignored("not granted");
            return;
        }
        if (!turn.configuration()
                .member(from)
                .exists(member -> member.voter() && turn.isDiskOf(member, message.getDiskId()))) {
            turn.ignored("no voter, or not its disk");
            return;
        }
        if (response.getPrevote()) {
            onPrevoteGrant(turn, from, message);
        } else {
            onVoteGrant(turn, from, message);
        }
    }

    private static <T> void onPrevoteGrant(Turn<T> turn, NodeId from, RaftEnvelope message) {
        if (message.getTerm() != turn.hard.term() + 1) {
            turn.ignored("a prevote for another term");
            return;
        }
        if (!(turn.role instanceof Role.PreCandidate candidate) || candidate.number() != message.getNumber()) {
            turn.ignored("a prevote that was not asked for");
            return;
        }
        Elections.onPrevote(turn, candidate, from);
    }

    private static <T> void onVoteGrant(Turn<T> turn, NodeId from, RaftEnvelope message) {
        if (message.getTerm() != turn.hard.term()) {
            turn.ignored("older term");
            return;
        }
        if (!(turn.role instanceof Role.Candidate candidate) || candidate.number() != message.getNumber()) {
            turn.ignored("a vote that was not asked for");
            return;
        }
        Elections.onVote(turn, candidate, from);
    }
}
