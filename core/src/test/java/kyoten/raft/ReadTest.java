package kyoten.raft;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import kyoten.raft.Lab.Packet;
import kyoten.raft.RaftEnvelope.MessageCase;
import org.junit.jupiter.api.Test;

class ReadTest {

    private static Lab led(String founders) {
        return Lab.led(founders, Lab.SMALL);
    }

    @Test
    void a_read_needs_a_round_that_began_after_it() {
        Lab lab = led("a b c");
        long first = lab.read("a");
        lab.between("a", "b", MessageCase.APPEND_REQUEST).forEach(lab::deliver);
        // b has answered for the first read; b and c may follow another leader by now.
        long second = lab.read("a");
        lab.between("b", "a", MessageCase.APPEND_RESPONSE).forEach(lab::deliver);
        assertThat(lab.readReady("a", first)).isTrue();
        assertThat(lab.readReady("a", second)).isFalse();
        lab.rest();
        assertThat(lab.readReady("a", second)).isTrue();
    }

    @Test
    void reads_that_arrive_during_a_round_share_the_next_one() {
        Lab lab = led("a b c");
        lab.read("a");
        for (int i = 0; i < 10; i++) {
            lab.read("a");
        }
        assertThat(lab.between("a", "b", MessageCase.APPEND_REQUEST)).hasSize(1);
        lab.rest();
        assertThat(lab.get("a").outcomes.stream().filter(o -> o instanceof Outcome.ReadReady))
                .hasSize(11);
        assertThat(((Leader) lab.state("a").role()).round()).isEqualTo(2);
    }

    @Test
    void a_deposed_leader_that_does_not_know_it_yet_answers_no_read() {
        Lab lab = led("a b c");
        lab.cut("a");
        lab.now += Duration.ofSeconds(1).toNanos();
        lab.elect("b");
        lab.propose("b", "x");
        lab.rest();
        assertThat(lab.state("a").isLeader()).isTrue();
        long read = lab.read("a");
        lab.heal();
        lab.rest();
        assertThat(lab.readReady("a", read)).isFalse();
        assertThat(lab.refused("a", read)).isTrue();
    }

    @Test
    void a_new_leader_answers_no_read_before_an_entry_of_its_term_is_committed() {
        Lab lab = led("a b c");
        lab.propose("a", "x");
        // b and c have the entry, and only a knows that it is committed.
        lab.passes = packet -> !(packet.to().equals("b") || packet.to().equals("c"))
                || packet.message().getAppendRequest().getEntriesCount() > 0;
        lab.rest();
        lab.crash("a");
        lab.wire.clear();
        lab.passes = packet -> packet.kind() != MessageCase.APPEND_REQUEST
                || packet.message().getAppendRequest().getEntriesCount() == 0;
        lab.elect("b");
        assertThat(lab.leader()).isEqualTo("b");
        assertThat(lab.words("b")).isEmpty();
        long read = lab.read("b");
        lab.rest();
        assertThat(lab.readReady("b", read)).isFalse();
        lab.heal();
        lab.run(Duration.ofMillis(200));
        assertThat(lab.readReady("b", read)).isTrue();
        assertThat(lab.words("b")).containsExactly("x");
    }

    @Test
    void answers_of_learners_confirm_nothing() {
        Lab lab = led("a b c");
        lab.add("x", "", Lab.SMALL);
        lab.boot("x");
        lab.change("a", (r, s, ticket, env) -> r.addLearner(s, new kyoten.node.NodeId("x"), ticket, env));
        lab.run(Duration.ofMillis(300));
        lab.passes = packet -> List.of("a", "x").containsAll(List.of(packet.from(), packet.to()));
        long read = lab.read("a");
        lab.rest();
        assertThat(lab.readReady("a", read)).isFalse();
    }

    @Test
    void a_late_answer_to_an_earlier_round_confirms_no_later_one() {
        Lab lab = led("a b c");
        lab.read("a");
        Packet held = lab.between("a", "b", MessageCase.APPEND_REQUEST).get(0);
        lab.between("a", "c", MessageCase.APPEND_REQUEST).forEach(lab::deliver);
        lab.between("c", "a", MessageCase.APPEND_RESPONSE).forEach(lab::deliver);
        lab.wire.clear();
        long read = lab.read("a");
        lab.wire.clear();
        lab.receive(held);
        lab.between("b", "a", MessageCase.APPEND_RESPONSE).forEach(lab::deliver);
        assertThat(lab.readReady("a", read)).isFalse();
    }

    @Test
    void reads_that_waited_for_a_server_are_answered_when_that_is_removed() {
        Lab lab = led("a b");
        lab.rest();
        lab.cut("b");
        long first = lab.read("a");
        long second = lab.read("a");
        lab.change("a", (r, s, ticket, env) -> r.remove(s, new kyoten.node.NodeId("b"), ticket, env));
        lab.run(Duration.ofSeconds(1));
        assertThat(lab.state("a").isLeader()).isTrue();
        assertThat(lab.readReady("a", first)).isTrue();
        assertThat(lab.readReady("a", second)).isTrue();
        long third = lab.read("a");
        assertThat(lab.readReady("a", third)).isTrue();
    }

    @Test
    void a_round_that_is_over_asks_nobody_again() {
        Lab lab = led("a b c");
        lab.rest();
        lab.passes = packet -> false;
        long read = lab.read("a");
        lab.between("a", "b", MessageCase.APPEND_REQUEST).forEach(lab::deliver);
        lab.between("b", "a", MessageCase.APPEND_RESPONSE).forEach(lab::deliver);
        assertThat(lab.readReady("a", read)).isTrue();
        assertThat(lab.between("a", "b", MessageCase.APPEND_REQUEST)).isEmpty();
    }

    @Test
    void a_round_that_nobody_answered_yet_is_asked_for_again_and_no_other() {
        Lab lab = led("a b c");
        lab.rest();
        lab.passes = packet -> false;
        lab.read("a");
        lab.run(Duration.ofMillis(110));
        assertThat(((Leader) lab.state("a").role()).round()).isEqualTo(1);
    }
}
