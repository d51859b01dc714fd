package kyoten.raft;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import kyoten.node.NodeId;
import kyoten.raft.Lab.Packet;
import kyoten.raft.RaftEnvelope.MessageCase;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What a leader makes of the boots that it hears of, when words are late. */
class StandingsTest {
    private Lab lab;

    @BeforeEach
    void a_leader_has_heard_nothing_of_c_yet() {
        lab = Lab.of("a b c");
        lab.bootAll();
        lab.run(Duration.ofMillis(200));
        lab.cut("c");
        lab.elect("a");
        lab.wire.clear();
        assertThat(standing().bootId()).isZero();
    }

    private Progress.Standing standing() {
        Peers peers = ((Leader) lab.state("a").role()).peers();
        return peers.get(peers.find(new NodeId("c"))).standing();
    }

    /** What "c" answers to the request, still on the wire. */
    private Packet answered(Packet request) {
        lab.deliver(request);
        lab.syncAll("c");
        List<Packet> answers = lab.between("c", "a", MessageCase.APPEND_RESPONSE);
        assertThat(answers).hasSize(1);
        return answers.get(0);
    }

    private List<Packet> requests(int count) {
        for (int i = 0; i < count; i++) {
            lab.fire("a", "heartbeat");
        }
        List<Packet> requests = lab.between("a", "c", MessageCase.APPEND_REQUEST);
        assertThat(requests).hasSize(count);
        return requests;
    }

    /** What its former boot said is heard only when the leader has seen more on the disk of "c". */
    private void catchesUpAndHears(Packet late) {
        lab.wire.remove(late);
        lab.heal();
        lab.propose("a", "new");
        lab.run(Duration.ofMillis(100));
        assertThat(lab.words("c")).containsExactly("new");
        long boot = standing().bootId();
        assertThat(boot)
                .isEqualTo(lab.state("c").bootId())
                .isNotEqualTo(late.message().getBootId());
        lab.receive(late);
        assertThat(lab.get("a").marks).doesNotContain(Marks.ROLLED_BACK + " ");
        assertThat(standing().bootId()).isEqualTo(boot);
        lab.run(Duration.ofMillis(100));
        assertThat(standing().trust()).isEqualTo(Progress.Trust.TRUSTED);
        assertThat(lab.state("c").isDoubtful()).isFalse();
    }

    @Test
    void what_a_boot_said_before_the_first_that_was_heard_is_no_roll_back() {
        Packet late = answered(requests(1).get(0));
        lab.restart("c");
        catchesUpAndHears(late);
    }

    /** The later request overtook the earlier one. */
    @Test
    void nor_is_it_when_it_answers_what_was_sent_later() {
        List<Packet> requests = requests(2);
        Packet late = answered(requests.get(1));
        lab.wire.remove(late);
        lab.restart("c");
        lab.deliver(answered(requests.get(0)));
        catchesUpAndHears(late);
    }

    /** It has what a former leader sent to it alone, and its disk is damaged besides. */
    @Test
    void who_comes_back_in_doubt_with_more_than_the_leader_has_is_sent_what_the_leader_has() {
        lab.deliver(answered(requests(1).get(0)));
        lab.wire.clear();
        Packet answer = answered(requests(1).get(0));
        long last = lab.state("a").log().lastIndex();
        RaftEnvelope.Builder more = answer.message().toBuilder();
        more.setBootId(more.getBootId() + 1)
                .getAppendResponseBuilder()
                .setMatched(true)
                .setSynced(last + 3)
                .setDoubtful(true);
        lab.receive(new Packet(answer.from(), answer.to(), more.build()));
        assertThat(standing().trust()).isEqualTo(Progress.Trust.DOUBTFUL);
        lab.wire.clear();
        assertThat(requests(1).get(0).message().getAppendRequest().getPrevIndex())
                .isEqualTo(last);
    }
}
