package kyoten.raft;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import kyoten.node.NodeId;
import kyoten.raft.Lab.Packet;
import kyoten.raft.RaftEnvelope.MessageCase;
import org.junit.jupiter.api.Test;

/** Who asks for votes, who gets them, and for how long everybody waits. */
class VoteTest {
    private static final String ELECTION = "raft/0/election";
    private static final String HEARTBEAT = "raft/0/heartbeat";

    private static Lab led(String founders) {
        return Lab.settled(founders, Lab.SMALL);
    }

    private static RaftEnvelope ask(Lab lab, String candidate, long term, VoteRequest.Builder request) {
        return RaftEnvelope.newBuilder()
                .setTerm(term)
                .setNumber(99)
                .setBootId(lab.state(candidate).bootId())
                .setDiskId(lab.state(candidate).hard().diskId())
                .setVoteRequest(request)
                .build();
    }

    private static VoteRequest.Builder complete() {
        return VoteRequest.newBuilder().setLastIndex(100).setLastTerm(50);
    }

    private static RaftEnvelope answer(Lab lab, String from, String to) {
        List<Packet> answers = lab.between(from, to, MessageCase.VOTE_RESPONSE);
        assertThat(answers).hasSize(1);
        return answers.get(0).message();
    }

    private static RaftEnvelope voteOf(Lab lab, String voter, long term, long number, boolean granted) {
        return RaftEnvelope.newBuilder()
                .setTerm(term)
                .setNumber(number)
                .setBootId(lab.state(voter).bootId())
                .setDiskId(lab.state(voter).hard().diskId())
                .setVoteResponse(VoteResponse.newBuilder().setGranted(granted))
                .build();
    }

    @Test
    void a_term_in_which_nobody_got_the_vote_has_it_still_to_give() {
        Lab lab = led("a b c");
        lab.now += Duration.ofSeconds(1).toNanos();
        lab.receive(new Packet("b", "c", ask(lab, "b", 60, VoteRequest.newBuilder())));
        lab.syncAll("c");
        assertThat(answer(lab, "c", "b").getVoteResponse().getGranted()).isFalse();
        lab.receive(new Packet("a", "c", ask(lab, "a", 60, complete())));
        lab.syncAll("c");
        assertThat(answer(lab, "c", "a").getVoteResponse().getGranted()).isTrue();
        assertThat(lab.state("c").contact().quietSince()).as("who votes waits").isEqualTo(lab.now);
    }

    @Test
    void a_candidate_of_an_older_term_is_told_the_newer_and_follows_it() {
        Lab lab = led("a b c");
        lab.now += Duration.ofSeconds(1).toNanos();
        long term = lab.state("c").term();
        lab.receive(new Packet("b", "c", ask(lab, "b", term - 1, complete())));
        assertThat(answer(lab, "c", "b").getTerm()).isEqualTo(term);
        lab.receive(new Packet("c", "b", voteOf(lab, "c", term + 3, 1, false)));
        assertThat(lab.state("b").term()).isEqualTo(term + 3);
    }

    @Test
    void a_prevote_for_a_term_that_has_begun_is_refused_with_that_term() {
        Lab lab = led("a b c");
        lab.now += Duration.ofSeconds(1).toNanos();
        long term = lab.state("c").term();
        lab.receive(new Packet("b", "c", ask(lab, "b", term, complete().setPrevote(true))));
        assertThat(answer(lab, "c", "b").getVoteResponse().getGranted()).isFalse();
        assertThat(answer(lab, "c", "b").getTerm()).isEqualTo(term);
    }

    @Test
    void a_leader_lives_until_a_whole_election_timeout_has_passed() {
        Lab lab = led("a b c");
        long term = lab.state("c").term();
        lab.now = lab.state("c").contact().quietSince() + Duration.ofMillis(300).toNanos() - 1;
        lab.receive(new Packet("b", "c", ask(lab, "b", term + 1, complete().setPrevote(true))));
        assertThat(lab.between("c", "b", MessageCase.VOTE_RESPONSE)).isEmpty();
        lab.now++;
        lab.receive(new Packet("b", "c", ask(lab, "b", term + 1, complete().setPrevote(true))));
        assertThat(answer(lab, "c", "b").getVoteResponse().getGranted()).isTrue();
    }

    @Test
    void the_vote_of_a_learner_or_of_another_disk_counts_for_nothing() {
        Lab lab = led("a b c");
        lab.add("x", "", Lab.SMALL);
        lab.boot("x");
        lab.change("a", (raft, state, ticket, env) -> raft.addLearner(state, new NodeId("x"), ticket, env));
        lab.run(Duration.ofMillis(300));
        lab.passes = packet -> packet.kind() != MessageCase.VOTE_RESPONSE
                || packet.message().getVoteResponse().getPrevote();
        lab.elect("b");
        Role.Candidate candidate = (Role.Candidate) lab.state("b").role();
        long term = lab.state("b").term();
        lab.receive(new Packet("x", "b", voteOf(lab, "x", term, candidate.number(), true)));
        RaftEnvelope otherDisk = voteOf(lab, "c", term, candidate.number(), true).toBuilder()
                .setDiskId(5)
                .build();
        lab.receive(new Packet("c", "b", otherDisk));
        assertThat(((Role.Candidate) lab.state("b").role()).votes()).containsExactly(new NodeId("b"));
        lab.receive(new Packet("c", "b", voteOf(lab, "c", term, candidate.number(), true)));
        assertThat(lab.state("b").isLeader()).isTrue();
    }

    @Test
    void who_asks_waits_as_long_again_and_asks_under_another_number() {
        Lab lab = led("a b c");
        lab.now += Duration.ofSeconds(1).toNanos();
        long before = lab.state("b").numbers();
        lab.fire("b", "election");
        assertThat(lab.get("b").timers).containsKey(ELECTION);
        assertThat(lab.state("b").contact().quietSince()).isEqualTo(lab.now);
        assertThat(lab.state("b").numbers()).isEqualTo(before + 1);
        lab.passes = packet -> packet.message().getVoteResponse().getPrevote()
                || packet.message().getVoteRequest().getPrevote();
        lab.now += Duration.ofMillis(5).toNanos();
        lab.rest();
        assertThat(lab.state("b").role()).isInstanceOf(Role.Candidate.class);
        assertThat(lab.state("b").contact().quietSince()).isEqualTo(lab.now);
        assertThat(lab.state("b").numbers()).isEqualTo(before + 2);
    }

    @Test
    void who_may_not_campaign_asks_nobody_and_waits_on() {
        Lab lab = led("a b c");
        lab.add("x", "", Lab.SMALL);
        lab.boot("x");
        lab.change("a", (raft, state, ticket, env) -> raft.addLearner(state, new NodeId("x"), ticket, env));
        lab.run(Duration.ofMillis(300));
        lab.crash("a");
        lab.now += Duration.ofSeconds(5).toNanos();
        lab.fire("x", "election");
        assertThat(lab.between("x", "b", MessageCase.VOTE_REQUEST)).isEmpty();
        assertThat(lab.get("x").timers).containsKey(ELECTION);
        assertThat(lab.state("x").contact().quietSince()).isEqualTo(lab.now);
    }

    @Test
    void a_server_that_knows_itself_removed_does_not_campaign() {
        Lab lab = led("a b c");
        lab.change("a", (r, s, ticket, env) -> r.remove(s, new NodeId("a"), ticket, env));
        lab.rest();
        assertThat(lab.state("a").isLeader()).isFalse();
        lab.wire.clear();
        lab.now += Duration.ofSeconds(1).toNanos();
        lab.fire("a", "election");
        assertThat(lab.wire).isEmpty();
    }

    @Test
    void a_leader_waits_for_no_election_and_a_deposed_one_for_no_heartbeat() {
        Lab lab = led("a b c");
        Lab.Server a = lab.get("a");
        assertThat(a.timers).containsKey(HEARTBEAT).doesNotContainKey(ELECTION);
        assertThat(lab.has(
                        "a",
                        o -> o.equals(new Outcome.BecameLeader(lab.state("a").term()))))
                .isTrue();
        lab.elect("b");
        lab.run(Duration.ofMillis(100));
        assertThat(lab.state("a").isLeader()).isFalse();
        assertThat(a.timers).containsKey(ELECTION).doesNotContainKey(HEARTBEAT);
        assertThat(lab.state("b").leader(new NodeId("b"))).containsExactly(new NodeId("b"));
        assertThat(lab.state("a").leader(new NodeId("a"))).containsExactly(new NodeId("b"));
    }

    @Test
    void the_better_of_two_logs_is_of_the_later_term_or_of_the_same_and_longer() {
        assertThat(new End(3, 1).orBetter(new End(2, 9))).isEqualTo(new End(3, 1));
        assertThat(new End(3, 1).orBetter(new End(3, 2))).isEqualTo(new End(3, 2));
    }

    @Test
    void a_server_that_must_not_trust_its_log_votes_for_what_is_as_good_as_the_best() {
        Lab lab = led("a b c");
        for (int i = 0; i < 3; i++) {
            lab.propose("a", "w" + i);
            lab.rest();
        }
        lab.run(Duration.ofMillis(100));
        End best = lab.state("a").log().end();
        lab.crash("c");
        lab.get("c").disk.damage(lab.get("c").disk.records() - 1);
        lab.boot("c");
        lab.passes =
                packet -> packet.kind() == MessageCase.DOUBT_REQUEST || packet.kind() == MessageCase.DOUBT_RESPONSE;
        lab.run(Duration.ofSeconds(1));
        assertThat(lab.state("c").isDoubtful()).isTrue();
        VoteRequest.Builder worse =
                VoteRequest.newBuilder().setLastIndex(best.index() - 1).setLastTerm(best.term());
        lab.receive(new Packet("b", "c", ask(lab, "b", 60, worse)));
        lab.syncAll("c");
        assertThat(answer(lab, "c", "b").getVoteResponse().getGranted()).isFalse();
        VoteRequest.Builder equal =
                VoteRequest.newBuilder().setLastIndex(best.index()).setLastTerm(best.term());
        lab.receive(new Packet("a", "c", ask(lab, "a", 60, equal)));
        lab.syncAll("c");
        assertThat(answer(lab, "c", "a").getVoteResponse().getGranted()).isTrue();
    }
}
