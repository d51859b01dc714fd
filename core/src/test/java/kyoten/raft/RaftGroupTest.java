package kyoten.raft;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class RaftGroupTest {

    @Test
    void three_servers_that_meet_for_the_first_time_elect_a_leader_and_take_writes_in() {
        Lab lab = Lab.of("a b c");
        lab.bootAll();
        lab.run(Duration.ofSeconds(2));
        String leader = lab.leader();
        assertThat(leader).isNotEmpty();
        long ticket = lab.propose(leader, "x");
        lab.run(Duration.ofMillis(200));
        assertThat(lab.applied(leader, ticket)).isTrue();
        assertThat(lab.words("a")).containsExactly("x");
        assertThat(lab.words("b")).containsExactly("x");
        assertThat(lab.words("c")).containsExactly("x");
    }

    @Test
    void a_group_of_one_serves_alone() {
        Lab lab = Lab.of("a");
        lab.bootAll();
        lab.run(Duration.ofSeconds(1));
        long write = lab.propose("a", "x");
        long read = lab.read("a");
        lab.rest();
        assertThat(lab.applied("a", write)).isTrue();
        assertThat(lab.readReady("a", read)).isTrue();
        lab.restart("a");
        lab.run(Duration.ofSeconds(1));
        assertThat(lab.words("a")).containsExactly("x");
    }
}
