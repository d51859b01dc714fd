package kyoten.gossip;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import io.vavr.collection.SortedMap;
import io.vavr.collection.TreeMap;
import io.vavr.collection.Vector;
import kyoten.node.NodeId;
import kyoten.node.SiteId;
import org.junit.jupiter.api.Test;

/** Rule X6: of what was said twice, the later word counts. Any choice would make a semilattice, but not this one. */
class LatestTest {
    private static final ByteString PREFIX = ByteString.copyFromUtf8("p");
    private static final SiteId TOKYO = new SiteId("tokyo");

    @Test
    void the_later_addresses_count_whoever_hears_of_them() {
        Member founder = Member.founder(Incarnation.founder(TOKYO), at("h:9"));
        Member moved = founder.at(at("h:5"));
        assertThat(moved.merge(founder)).isEqualTo(moved);
        assertThat(founder.merge(moved)).isEqualTo(moved);
        assertThat(moved.servers()).isEqualTo(new Servers(1, at("h:5")));
    }

    @Test
    void of_two_addresses_of_one_version_the_greater_counts() {
        Servers lesser = new Servers(1, at("h:1"));
        Servers greater = new Servers(1, at("h:2"));
        assertThat(lesser.merge(greater)).isEqualTo(greater);
        assertThat(greater.merge(lesser)).isEqualTo(greater);
    }

    @Test
    void of_two_ordinals_of_an_epoch_the_greater_counts() {
        Member early = Member.of(Incarnation.founder(TOKYO)).in(7);
        Member late = early.in(8).in(7);
        assertThat(early.merge(late).epoch()).containsExactly(7L);
        assertThat(early.merge(late).epochs()).containsExactly(8L, 7L);
        assertThat(early.in(8).merge(late)).isEqualTo(late);
        assertThat(late.merge(early.in(8))).isEqualTo(late);
    }

    @Test
    void the_later_rule_of_a_prefix_counts_whoever_hears_of_it() {
        Prefixes early = Prefixes.NONE.with(PREFIX, "set");
        Prefixes late = early.with(PREFIX, "counter");
        assertThat(early.merge(late)).isEqualTo(late);
        assertThat(late.merge(early)).isEqualTo(late);
        assertThat(Prefixes.NONE.merge(late)).isEqualTo(late);
        assertThat(late.rules().get(PREFIX)).containsExactly(new Prefixes.Rule(2, "counter"));
    }

    @Test
    void of_two_rules_of_one_version_the_greater_name_counts() {
        Prefixes counter = Prefixes.NONE.with(PREFIX, "counter");
        Prefixes set = Prefixes.NONE.with(PREFIX, "set");
        assertThat(counter.merge(set)).isEqualTo(set);
        assertThat(set.merge(counter)).isEqualTo(set);
    }

    @Test
    void a_history_takes_over_the_rules_that_it_hears_of() {
        Prefixes rules = Prefixes.NONE.with(PREFIX, "set");
        History founded = History.of(Vector.of(Member.of(Incarnation.founder(TOKYO))));
        assertThat(founded.merge(founded.with(rules)).prefixes()).isEqualTo(rules);
    }

    private static SortedMap<NodeId, String> at(String address) {
        return TreeMap.of(new NodeId("a"), address);
    }
}
