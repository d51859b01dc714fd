package kyoten.scenario.geo;

import static org.assertj.core.api.Assertions.assertThat;

import io.vavr.collection.Vector;
import java.util.ArrayList;
import java.util.List;
import kyoten.node.NodeId;
import kyoten.raft.Marks;
import kyoten.sim.Fault;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Rule S3: a site goes on in its epoch as long as a majority of its servers is known to hold what it did in it. */
class VouchingTest {
    private static final String TOKYO = "tokyo";

    private Cluster cluster;
    private long epoch;

    @BeforeEach
    void begin() {
        cluster = Cluster.of(TOKYO);
        epoch = epoch();
        assertThat(epoch).isNotZero();
    }

    private long epoch() {
        return cluster.store(TOKYO).epochs().current();
    }

    private NodeId leader() {
        return cluster.leader(TOKYO).get();
    }

    private void restart(NodeId... servers) {
        Vector.of(servers).forEach(cluster.world::crash);
        cluster.pass(0.5);
        Vector.of(servers).forEach(cluster.world::boot);
        cluster.pass(3);
    }

    private Vector<NodeId> others() {
        return Cluster.servers(TOKYO).remove(leader());
    }

    @Test
    void a_rolling_restart_keeps_it() {
        for (NodeId server : Cluster.servers(TOKYO)) {
            restart(server);
        }
        assertThat(epoch()).isEqualTo(epoch);
    }

    @Test
    void a_new_leader_keeps_it() {
        cluster.world.crash(leader());
        cluster.pass(3);
        assertThat(epoch()).isEqualTo(epoch);
    }

    @Test
    void a_restart_of_most_at_once_ends_it() {
        restart(leader(), others().head());
        assertThat(epoch()).isNotEqualTo(epoch);
    }

    @Test
    void a_restart_of_all_at_once_ends_it_once() {
        restart(Cluster.servers(TOKYO).toJavaArray(NodeId[]::new));
        long next = epoch();
        cluster.pass(5);
        assertThat(next).isNotEqualTo(epoch);
        assertThat(epoch()).isEqualTo(next);
        assertThat(cluster.store(TOKYO).epochs().closed()).containsExactly(epoch);
    }

    @Test
    void a_leader_waits_for_a_server_that_may_know_before_it_ends_it() {
        NodeId old = leader();
        NodeId away = others().head();
        Vector<NodeId> near = Cluster.servers(TOKYO).remove(away);
        cluster.world.apply(new Fault.Cut(near.toJavaList(), List.of(away)));
        cluster.world.apply(new Fault.Cut(List.of(away), near.toJavaList()));
        List<NodeId> elected = new ArrayList<>();
        cluster.world.onNote((node, mark, detail) -> {
            if (mark.equals(Marks.BECAME_LEADER)) {
                elected.add(node);
            }
        });
        cluster.world.crash(old);
        cluster.pass(0.3);
        cluster.world.boot(old);
        cluster.pass(0.6);
        assertThat(elected).hasSize(1);
        assertThat(cluster.leader(TOKYO)).as("who takes updates").isEmpty();
        cluster.world.apply(new Fault.HealAll());
        cluster.pass(3);
        assertThat(epoch()).isEqualTo(epoch);
    }

    @Test
    void a_leader_does_not_wait_for_ever() {
        NodeId old = leader();
        cluster.world.crash(others().head());
        restart(old);
        cluster.pass(10);
        assertThat(epoch()).isNotEqualTo(epoch);
        cluster.write(TOKYO, "k", "v");
    }
}
