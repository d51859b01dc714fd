package kyoten.raft;

import static org.assertj.core.api.Assertions.assertThat;

import io.vavr.control.Option;
import java.time.Duration;
import kyoten.node.NodeId;
import org.junit.jupiter.api.Test;

/** What a server does not do, and what it says of it. */
class RefusalTest {

    private static Lab led() {
        return Lab.settled("a b c", Lab.SMALL);
    }

    private static void assertRefused(Lab lab, String name, long ticket, String why) {
        Outcome.Refused refused = (Outcome.Refused) lab.get(name).outcomes.stream()
                .filter(o -> o instanceof Outcome.Refused one && one.ticket() == ticket)
                .findFirst()
                .orElseThrow();
        assertThat(refused.reason()).isEqualTo(why);
        assertThat(refused.leader()).isEqualTo(Option.some(new NodeId("a")));
    }

    @Test
    void who_does_not_lead_refuses_and_says_who_does() {
        Lab lab = led();
        assertRefused(lab, "b", lab.propose("b", "x"), "not the leader");
        assertRefused(lab, "b", lab.read("b"), "not the leader");
        long change = lab.change("b", (r, s, ticket, env) -> r.remove(s, new NodeId("c"), ticket, env));
        assertRefused(lab, "b", change, "not the leader");
    }

    @Test
    void as_many_entries_are_under_way_as_may_be_and_no_more() {
        Lab lab = Lab.settled("a b c", new RaftOptions.Limits(4, 1 << 16, 3, 1_000_000, 2));
        lab.cut("a");
        for (int i = 0; i < 3; i++) {
            assertThat(lab.refused("a", lab.propose("a", "w" + i))).isFalse();
        }
        assertRefused(lab, "a", lab.propose("a", "one too many"), "too many entries are under way");
        lab.heal();
        lab.run(Duration.ofMillis(200));
        long later = lab.propose("a", "later");
        lab.rest();
        assertThat(lab.applied("a", later)).isTrue();
    }

    @Test
    void members_are_added_promoted_and_removed_if_that_makes_sense() {
        Lab lab = led();
        assertRefused(
                lab,
                "a",
                lab.change("a", (r, s, t, env) -> r.addLearner(s, new NodeId("b"), t, env)),
                "a member already");
        assertRefused(
                lab, "a", lab.change("a", (r, s, t, env) -> r.promote(s, new NodeId("b"), t, env)), "not a learner");
        assertRefused(
                lab, "a", lab.change("a", (r, s, t, env) -> r.promote(s, new NodeId("x"), t, env)), "not a learner");
        assertRefused(
                lab, "a", lab.change("a", (r, s, t, env) -> r.remove(s, new NodeId("x"), t, env)), "not a member");
        lab.add("x", "", Lab.SMALL);
        lab.change("a", (r, s, t, env) -> r.addLearner(s, new NodeId("x"), t, env));
        lab.rest();
        assertRefused(
                lab, "a", lab.change("a", (r, s, t, env) -> r.promote(s, new NodeId("x"), t, env)), "not caught up");
    }

    @Test
    void the_last_voter_stays_and_a_learner_beside_it_may_go() {
        Lab lab = Lab.settled("a", Lab.SMALL);
        assertRefused(
                lab,
                "a",
                lab.change("a", (r, s, t, env) -> r.remove(s, new NodeId("a"), t, env)),
                "the last voter stays");
        lab.change("a", (r, s, t, env) -> r.addLearner(s, new NodeId("x"), t, env));
        lab.rest();
        long gone = lab.change("a", (r, s, t, env) -> r.remove(s, new NodeId("x"), t, env));
        lab.rest();
        assertThat(lab.applied("a", gone)).isTrue();
    }

    /** Nobody else has to answer: the leader's own sync may be over before the change is asked for. */
    @Test
    void a_leader_alone_commits_the_removal_of_the_other_by_itself() {
        Lab lab = Lab.settled("a b", Lab.SMALL);
        lab.cut("b");
        long gone = lab.change("a", (r, s, t, env) -> r.remove(s, new NodeId("b"), t, env));
        lab.syncAll("a");
        assertThat(lab.applied("a", gone)).isTrue();
    }

    @Test
    void who_knows_of_no_leader_names_none() {
        Lab lab = Lab.of("a b c");
        lab.bootAll();
        long read = lab.read("a");
        assertThat(lab.has("a", o -> o.equals(new Outcome.Refused(read, "not the leader", Option.none()))))
                .isTrue();
    }

    @Test
    void what_a_state_tells_of_itself_is_so() {
        Lab lab = led();
        assertThat(lab.state("a").isReadyLeader()).isTrue();
        assertThat(lab.state("b").isReadyLeader()).isFalse();
        assertThat(lab.state("a").isEnded()).isFalse();
        assertThat(lab.state("a").isFull()).isFalse();
        lab.get("b").disk.full = true;
        lab.propose("a", "x");
        lab.rest();
        assertThat(lab.state("b").isFull()).isTrue();
        assertThat(lab.get("a").raft.ownsTimer("raft/0/election")).isTrue();
        assertThat(lab.get("a").raft.ownsTimer("site/0/election")).isFalse();
    }

    @Test
    void a_leader_is_ready_with_the_first_entry_of_its_term() {
        Lab lab = led();
        lab.passes = packet -> packet.kind() != RaftEnvelope.MessageCase.APPEND_RESPONSE;
        lab.elect("b");
        assertThat(lab.state("b").isLeader()).isTrue();
        assertThat(lab.state("b").isReadyLeader()).isFalse();
        lab.heal();
        lab.rest();
        assertThat(lab.state("b").commitIndex()).isEqualTo(lab.state("b").lastIndex());
        assertThat(lab.state("b").isReadyLeader()).isTrue();
    }

    @Test
    void a_leader_tells_of_the_boots_of_all_members() {
        Lab lab = led();
        assertThat(lab.state("b").boots(new NodeId("b"))).isEmpty();
        assertThat(lab.state("a")
                        .boots(new NodeId("a"))
                        .map(boot -> boot.server().name()))
                .containsExactly("a", "b", "c");
        assertThat(lab.state("a").boots(new NodeId("a")))
                .allMatch(boot -> boot.trusted() && boot.reachesTerm() && boot.voter() && boot.bootId() != 0);
        lab.add("x", "", Lab.SMALL);
        lab.change("a", (r, s, t, env) -> r.addLearner(s, new NodeId("x"), t, env));
        RaftState.ServerBoot x = lab.state("a").boots(new NodeId("a")).last();
        assertThat(x.voter()).isFalse();
        assertThat(x.reachesTerm()).isFalse();
        assertThat(lab.state("a").boots(new NodeId("z")).size())
                .as("itself no voter")
                .isEqualTo(3);
    }

    @Test
    void peers_are_equal_if_all_that_is_known_of_them_is() {
        Configuration.Member member = new Configuration.Member(new NodeId("b"), true, 7);
        Peers peers = Peers.of(Progress.begin(member, 5, 1, 2));
        Peers others = Peers.of(Progress.begin(member, 6, 1, 2));
        assertThat(peers).isEqualTo(Peers.of(Progress.begin(member, 5, 1, 2))).isNotEqualTo(others);
        assertThat(peers.hashCode()).isNotEqualTo(others.hashCode());
        assertThat(peers.equals(null)).isFalse();
        assertThat(peers.toString()).contains("node=b");
    }

    @Test
    void a_learner_that_has_all_that_is_committed_may_vote_wherever_its_name_stands() {
        Lab lab = Lab.settled("a b c", new RaftOptions.Limits(4, 1 << 16, 1000, 1_000_000, 0));
        lab.add("Z", "", Lab.SMALL);
        lab.boot("Z");
        lab.change("a", (r, s, t, env) -> r.addLearner(s, new NodeId("Z"), t, env));
        lab.run(Duration.ofMillis(500));
        long promoted = lab.change("a", (r, s, t, env) -> r.promote(s, new NodeId("Z"), t, env));
        lab.rest();
        assertThat(lab.applied("a", promoted)).isTrue();
    }

    @Test
    void what_waited_for_a_server_is_committed_when_that_is_removed() {
        Lab lab = Lab.settled("a b", Lab.SMALL);
        lab.cut("b");
        long word = lab.propose("a", "x");
        lab.syncAll("a");
        assertThat(lab.applied("a", word)).isFalse();
        lab.change("a", (r, s, t, env) -> r.remove(s, new NodeId("b"), t, env));
        assertThat(lab.applied("a", word)).as("a alone is a majority of itself").isTrue();
    }
}
