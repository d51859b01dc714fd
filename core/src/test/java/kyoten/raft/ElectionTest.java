package kyoten.raft;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import kyoten.node.Event;
import kyoten.node.NodeId;
import kyoten.raft.Lab.Packet;
import kyoten.raft.RaftEnvelope.MessageCase;
import org.junit.jupiter.api.Test;

class ElectionTest {

    private static Lab led(String founders) {
        Lab lab = Lab.of(founders);
        lab.bootAll();
        lab.run(Duration.ofMillis(200));
        lab.elect("a");
        assertThat(lab.leader()).isEqualTo("a");
        return lab;
    }

    private static RaftEnvelope vote(Lab lab, String candidate, long term, boolean transfer) {
        RaftState<?> state = lab.state(candidate);
        return RaftEnvelope.newBuilder()
                .setTerm(term)
                .setNumber(99)
                .setBootId(state.bootId())
                .setDiskId(state.hard().diskId())
                .setVoteRequest(VoteRequest.newBuilder()
                        .setTransfer(transfer)
                        .setLastIndex(100)
                        .setLastTerm(term - 1))
                .build();
    }

    @Test
    void a_vote_leaves_after_its_sync_and_not_before() {
        Lab lab = led("a b c");
        lab.now += Duration.ofSeconds(1).toNanos();
        lab.receive(new Packet("b", "c", vote(lab, "b", 5, false)));
        assertThat(lab.between("c", "b", MessageCase.VOTE_RESPONSE)).isEmpty();
        lab.syncAll("c");
        assertThat(lab.between("c", "b", MessageCase.VOTE_RESPONSE)).hasSize(1);
    }

    @Test
    void a_vote_is_not_given_twice_after_a_restart() {
        Lab lab = led("a b c");
        lab.now += Duration.ofSeconds(1).toNanos();
        lab.receive(new Packet("b", "c", vote(lab, "b", 5, false)));
        lab.syncAll("c");
        lab.wire.clear();
        lab.restart("c");
        lab.receive(new Packet("a", "c", vote(lab, "a", 5, false)));
        lab.syncAll("c");
        List<Packet> answers = lab.between("c", "a", MessageCase.VOTE_RESPONSE);
        assertThat(answers).hasSize(1);
        assertThat(answers.get(0).message().getVoteResponse().getGranted()).isFalse();
    }

    @Test
    void whoever_hears_a_leader_ignores_a_candidate_unless_the_leader_sent_it() {
        Lab lab = led("a b c");
        long term = lab.state("c").term();
        lab.receive(new Packet("b", "c", vote(lab, "b", term + 1, false)));
        assertThat(lab.state("c").term()).isEqualTo(term);
        lab.receive(new Packet("b", "c", vote(lab, "b", term + 1, true)));
        assertThat(lab.state("c").term()).isEqualTo(term + 1);
    }

    @Test
    void a_server_that_was_cut_off_disturbs_nobody_when_it_comes_back() {
        Lab lab = led("a b c");
        long term = lab.state("a").term();
        lab.cut("c");
        lab.run(Duration.ofSeconds(5));
        assertThat(lab.state("c").term()).isEqualTo(term);
        lab.heal();
        lab.run(Duration.ofSeconds(1));
        assertThat(lab.leader()).isEqualTo("a");
        assertThat(lab.state("a").term()).isEqualTo(term);
    }

    @Test
    void a_leader_without_a_majority_steps_down_and_says_what_became_of_its_work() {
        Lab lab = led("a b c");
        lab.cut("a");
        long write = lab.propose("a", "x");
        long read = lab.read("a");
        lab.run(Duration.ofSeconds(1));
        assertThat(lab.state("a").isLeader()).isFalse();
        assertThat(lab.has("a", o -> o.equals(new Outcome.Abandoned(write)))).isTrue();
        assertThat(lab.refused("a", read)).isTrue();
        assertThat(lab.has("a", o -> o instanceof Outcome.Deposed)).isTrue();
    }

    @Test
    void learners_do_not_keep_a_leader_in_office() {
        Lab lab = led("a b c");
        lab.add("x", "", Lab.SMALL);
        lab.boot("x");
        lab.change("a", (raft, state, ticket, env) -> raft.addLearner(state, new NodeId("x"), ticket, env));
        lab.run(Duration.ofMillis(300));
        lab.passes = packet -> List.of("a", "x").containsAll(List.of(packet.from(), packet.to()));
        lab.run(Duration.ofSeconds(1));
        assertThat(lab.state("a").isLeader()).isFalse();
    }

    @Test
    void a_vote_for_another_term_or_another_request_counts_for_nothing() {
        Lab lab = led("a b c");
        lab.passes = packet -> packet.kind() != MessageCase.VOTE_RESPONSE
                || packet.message().getVoteResponse().getPrevote();
        lab.now += Duration.ofSeconds(1).toNanos();
        lab.fire("b", "election");
        lab.rest();
        List<Packet> late = lab.between("c", "b", MessageCase.VOTE_RESPONSE);
        assertThat(late).isNotEmpty();
        lab.now += Duration.ofSeconds(1).toNanos();
        lab.fire("b", "election");
        lab.rest();
        long term = lab.state("b").term();
        assertThat(late.get(0).message().getTerm()).isLessThan(term);
        lab.receive(late.get(0));
        RaftEnvelope otherNumber = lab.between("c", "b", MessageCase.VOTE_RESPONSE).stream()
                .filter(packet -> packet.message().getTerm() == term)
                .findFirst()
                .orElseThrow()
                .message()
                .toBuilder()
                .setNumber(7)
                .build();
        lab.receive(new Packet("c", "b", otherNumber));
        assertThat(lab.state("b").isLeader()).isFalse();
    }

    @Test
    void a_candidate_whose_log_is_behind_gets_no_vote() {
        Lab lab = led("a b c");
        lab.cut("c");
        lab.propose("a", "x");
        lab.rest();
        lab.crash("a");
        lab.heal();
        lab.elect("c");
        assertThat(lab.leader()).isEmpty();
        lab.elect("b");
        assertThat(lab.leader()).isEqualTo("b");
    }

    @Test
    void a_higher_term_alone_does_not_reset_the_election_timer() {
        Lab lab = led("a b c");
        lab.crash("a");
        lab.now += Duration.ofMillis(100).toNanos();
        long quiet = lab.state("b").contact().quietSince();
        RaftEnvelope rejected = vote(lab, "c", 9, true).toBuilder()
                .setVoteRequest(VoteRequest.newBuilder().setTransfer(true))
                .build();
        lab.receive(new Packet("c", "b", rejected));
        assertThat(lab.state("b").term()).isEqualTo(9);
        assertThat(lab.state("b").contact().quietSince()).isEqualTo(quiet);
    }

    @Test
    void who_may_not_campaign_keeps_nobody_else_from_it() {
        Lab lab = led("a b c");
        lab.get("c").disk.full = true;
        lab.propose("a", "x");
        lab.rest();
        lab.crash("a");
        lab.now += Duration.ofSeconds(5).toNanos();
        lab.fire("c", "election");
        lab.wire.clear();
        RaftEnvelope.Builder prevote = vote(lab, "b", lab.state("c").term() + 1, false).toBuilder();
        prevote.getVoteRequestBuilder().setPrevote(true);
        lab.receive(new Packet("b", "c", prevote.build()));
        assertThat(lab.between("c", "b", MessageCase.VOTE_RESPONSE))
                .hasSize(1)
                .allMatch(packet -> packet.message().getVoteResponse().getGranted());
    }

    @Test
    void leadership_is_handed_over_without_waiting_for_a_timeout() {
        Lab lab = led("a b c");
        lab.propose("a", "x");
        Lab.Server a = lab.get("a");
        lab.take(a, a.raft.transfer(a.state, new NodeId("b"), lab.env(a)));
        long late = lab.propose("a", "y");
        lab.rest();
        assertThat(lab.leader()).isEqualTo("b");
        assertThat(lab.refused("a", late)).isTrue();
        lab.rest();
        assertThat(lab.words("b")).containsExactly("x");
    }

    @Test
    void two_leaders_in_one_term_are_noticed_at_once() {
        Lab lab = led("a b c");
        RaftEnvelope forged = RaftEnvelope.newBuilder()
                .setTerm(lab.state("a").term())
                .setAppendRequest(AppendRequest.getDefaultInstance())
                .build();
        assertThatThrownBy(() -> lab.receive(new Packet("c", "a", forged)))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("two leaders");
        assertThatThrownBy(() -> lab.receive(new Packet("c", "b", forged)))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("two leaders");
    }

    @Test
    void a_message_of_another_group_changes_nothing() {
        Lab lab = led("a b c");
        RaftState<?> before = lab.state("b");
        lab.step(
                lab.get("b"),
                new Event.Received(
                        new NodeId("c"),
                        vote(lab, "c", 50, true).toBuilder().setGroup(1).build()));
        assertThat(lab.state("b")).isEqualTo(before);
    }
}
