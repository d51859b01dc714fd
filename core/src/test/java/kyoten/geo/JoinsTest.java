package kyoten.geo;

import static org.assertj.core.api.Assertions.assertThat;

import io.vavr.collection.Vector;
import java.time.Duration;
import java.util.List;
import kyoten.geo.message.GeoEnvelope;
import kyoten.geo.message.JoinRefused;
import kyoten.geo.message.JoinRequest;
import kyoten.geo.message.NotLeader;
import kyoten.gossip.History;
import kyoten.gossip.message.ServerPart;
import kyoten.node.Effect;
import kyoten.site.message.AdminReply;
import kyoten.site.message.AdminRequest;
import kyoten.site.message.JoinSite;
import org.junit.jupiter.api.Test;

/** Rule X6, the end that joins. */
class JoinsTest {
    private static final OtherSite OSAKA = OtherSite.of("osaka");

    private final LoneLeader tokyo = LoneLeader.newcomer();

    private static AdminRequest.Builder join(String... servers) {
        JoinSite.Builder join = JoinSite.newBuilder();
        for (String server : servers) {
            join.addServers(ServerPart.newBuilder().setName(server).setAddress(server + ":1"));
        }
        return AdminRequest.newBuilder().setJoinSite(join);
    }

    private static String reason(List<AdminReply> replies) {
        assertThat(replies).hasSize(1);
        return replies.get(0).getRefused().getReason();
    }

    private JoinRequest asked(int server) {
        return tokyo.sentTo(server == 1 ? OSAKA.first() : OSAKA.second()).get(0).getJoin();
    }

    /** Whom it asked: 1, 2 or nobody. */
    private String whom() {
        return (tokyo.sentTo(OSAKA.first()).isEmpty() ? "" : "1")
                + (tokyo.sentTo(OSAKA.second()).isEmpty() ? "" : "2");
    }

    private void notLeader(OtherSite from, String leader) {
        tokyo.receive(
                from.first(),
                GeoEnvelope.newBuilder().setNotLeader(NotLeader.newBuilder().setLeader(leader)));
    }

    private void refuse(long number) {
        tokyo.receive(
                OSAKA.first(),
                GeoEnvelope.newBuilder()
                        .setJoinRefused(
                                JoinRefused.newBuilder().setNumber(number).setReason("so")));
    }

    @Test
    void a_site_that_is_told_to_join_sends_the_first_server_what_it_is() {
        assertThat(tokyo.order(join("osaka/1", "osaka/2"))).isEmpty();

        History itself = History.of(asked(1).getHistory());
        assertThat(itself.joined()).hasSize(1);
        assertThat(itself.joined().head()._1)
                .isEqualTo(tokyo.store().standing().self().get());
        assertThat(itself.joined().head()._2.servers().addresses().get(LoneLeader.SELF))
                .contains("tokyo:1");
        assertThat(itself.joined().head()._2.epoch())
                .contains(tokyo.store().epochs().current());
        assertThat(whom()).isEqualTo("1");
        assertThat(tokyo.effects())
                .contains(new Effect.Meet(OSAKA.first(), "osaka/1:1"), new Effect.Meet(OSAKA.second(), "osaka/2:1"));
    }

    @Test
    void an_order_that_names_nobody_is_refused() {
        assertThat(reason(tokyo.order(join()))).contains("names no server");
    }

    @Test
    void a_site_that_is_one_of_several_or_has_left_any_joins_nobody() {
        LoneLeader founder = LoneLeader.among(OSAKA);
        assertThat(reason(founder.order(join("kobe/1")))).contains("not alone");

        LoneLeader alone = LoneLeader.among();
        alone.hear(OSAKA, Said.history(alone.history().left(OSAKA.incarnation(), OSAKA.incarnation())));
        assertThat(reason(alone.order(join("kobe/1")))).contains("not alone");
        assertThat(LoneLeader.among().order(join("kobe/1"))).isEmpty();
    }

    @Test
    void one_join_is_under_way_at_a_time() {
        tokyo.order(join("osaka/1"));
        assertThat(tokyo.orderAgain(join("osaka/1"))).isEmpty();
        assertThat(tokyo.ignored()).containsExactly("the operator asks again");
        assertThat(whom()).isEmpty();
        assertThat(reason(tokyo.order(join("osaka/2")))).contains("another join is under way");
    }

    @Test
    void who_does_not_answer_is_asked_again_by_turns() {
        tokyo.order(join("osaka/1", "osaka/2"));
        long number = asked(1).getNumber();
        StringBuilder when = new StringBuilder();
        for (int tick = 2; tick <= 20; tick++) {
            tokyo.tick();
            when.append(whom().isEmpty() ? "-" : whom());
        }

        assertThat(when).hasToString("---2----1----2----1");
        assertThat(asked(1).getNumber()).isEqualTo(number);
    }

    @Test
    void an_operator_is_told_in_the_end_that_nobody_answers() {
        tokyo.order(join("osaka/1", "osaka/2"));
        tokyo.pass(Duration.ofMillis(9_800));
        tokyo.tick();
        assertThat(tokyo.replies()).isEmpty();
        tokyo.tick();
        assertThat(reason(tokyo.replies())).contains("nobody answered", "osaka/1, osaka/2");
        tokyo.ticks(10);
        assertThat(tokyo.replies()).isEmpty();
        assertThat(whom()).isEmpty();
    }

    @Test
    void whoever_is_named_by_the_server_that_was_asked_is_asked_at_once() {
        tokyo.order(join("osaka/1"));
        notLeader(OSAKA, "osaka/2");
        assertThat(whom()).isEqualTo("2");
        assertThat(tokyo.lead().joining().get().servers()).containsExactly(OSAKA.second(), OSAKA.first());
        notLeader(OSAKA, "osaka/1");
        assertThat(whom()).isEmpty();
        tokyo.ticks(4);
        assertThat(whom()).isEqualTo("1");
        notLeader(OSAKA, "osaka/1");
        assertThat(whom()).isEmpty();
    }

    @Test
    void a_refusal_ends_the_join_that_it_is_of() {
        tokyo.order(join("osaka/1"));
        long number = asked(1).getNumber();
        refuse(number + 1);
        assertThat(tokyo.ignored()).containsExactly("the refusal of another join");
        assertThat(tokyo.replies()).isEmpty();
        refuse(number);
        assertThat(reason(tokyo.replies())).isEqualTo("so");
        assertThat(tokyo.order(join("osaka/1"))).isEmpty();
        assertThat(whom()).isEqualTo("1");
    }

    @Test
    void an_operator_is_told_once_the_site_is_not_alone_any_more() {
        tokyo.order(join("osaka/1"));
        History of = History.of(asked(1).getHistory()).merge(History.of(Vector.of(OSAKA.member())));
        tokyo.holdDisk();
        tokyo.hear(OSAKA, Said.history(of));
        assertThat(tokyo.replies()).isEmpty();
        tokyo.releaseDisk();

        assertThat(tokyo.replies()).hasSize(1);
        assertThat(tokyo.replies().get(0).hasDone()).isTrue();
        assertThat(tokyo.store().standing().isMember()).isTrue();
        assertThat(tokyo.lead().joining()).isEmpty();
    }

    @Test
    void what_changes_while_the_site_is_alone_is_no_answer() {
        tokyo.order(join("osaka/1"));
        tokyo.hear(OSAKA, Said.history(History.of(asked(1).getHistory())));

        assertThat(tokyo.history().members()).hasSize(1);
        assertThat(tokyo.replies()).isEmpty();
    }
}
