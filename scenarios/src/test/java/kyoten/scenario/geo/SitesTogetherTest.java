package kyoten.scenario.geo;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import kyoten.client.ClientAnswer;
import kyoten.client.ClientCall;
import kyoten.geo.Marks;
import kyoten.gossip.message.ServerPart;
import kyoten.sim.Fault;
import kyoten.site.Limits;
import kyoten.site.message.AdminReply;
import kyoten.site.message.AdminRequest;
import kyoten.site.message.JoinSite;
import kyoten.site.message.LeaveSite;
import org.junit.jupiter.api.Test;

/** What sites do for each other, one thing at a time. */
class SitesTogetherTest {

    @Test
    void what_is_written_at_one_site_is_soon_at_the_others() {
        Cluster cluster = Cluster.of("tokyo", "osaka", "nagoya");

        cluster.write("tokyo", "k", "of tokyo");
        cluster.write("osaka", "k", "of osaka");
        cluster.pass(1);

        assertThat(cluster.gread("nagoya", "k")).containsExactly("of osaka", "of tokyo");
    }

    @Test
    void a_site_that_joins_gets_what_the_others_had() {
        Cluster cluster = Cluster.of("tokyo", "osaka");
        for (int i = 0; i < 50; i++) {
            cluster.write("tokyo", "k" + i, "v" + i);
        }
        cluster.pass(5);
        cluster.start("kobe");

        AdminReply reply = cluster.order("kobe", join("tokyo/1"));
        cluster.pass(10);

        assertThat(reply.hasDone()).as(reply.toString()).isTrue();
        assertThat(cluster.gread("kobe", "k7")).containsExactly("v7");
        cluster.write("kobe", "k7", "of kobe");
        cluster.pass(1);
        assertThat(cluster.gread("osaka", "k7")).containsExactly("of kobe", "v7");
    }

    @Test
    void a_site_that_leaves_hands_over_what_it_has() {
        Cluster cluster = Cluster.of("tokyo", "osaka");
        cluster.write("osaka", "k", "v");

        AdminReply reply = cluster.order(
                "osaka",
                AdminRequest.newBuilder().setLeaveSite(LeaveSite.newBuilder().setSite("osaka")));

        assertThat(reply.hasDone()).as(reply.toString()).isTrue();
        cluster.pass(2);
        assertThat(cluster.gread("tokyo", "k")).containsExactly("v");
        assertThat(cluster.store("osaka").standing().isMember()).isFalse();
        assertThat(cluster.store("tokyo").standing().history().members().size()).isEqualTo(1);
    }

    @Test
    void a_site_that_is_switched_off_as_soon_as_it_has_left_has_left_for_the_others_too() {
        Cluster cluster = Cluster.of("tokyo", "osaka");
        cluster.order("osaka", leave("osaka"));
        Cluster.servers("osaka").forEach(cluster.world::crash);

        cluster.pass(2);

        assertThat(cluster.store("tokyo").standing().history().members().size()).isEqualTo(1);
    }

    @Test
    void clients_of_a_site_that_has_left_are_refused_what_they_write_and_answered_what_they_read() {
        Cluster cluster = Cluster.of("tokyo", "osaka");
        cluster.write("osaka", "k", "v");
        cluster.order("osaka", leave("osaka"));
        ClientCall late = new ClientCall.Write(Cluster.bytes("k"), Cluster.bytes("late"));

        assertThat(cluster.ask("osaka", late)).isEqualTo(new ClientAnswer.Refused(ClientAnswer.Refusal.FENCED));
        assertThat(cluster.gread("osaka", "k")).containsExactly("v");
    }

    @Test
    void what_everybody_has_is_forgotten() {
        Cluster cluster = Cluster.of("tokyo", "osaka");
        cluster.write("tokyo", "k", "v");
        cluster.pass(5);

        assertThat(cluster.store("tokyo")
                        .streams()
                        .filter(stream -> !stream.logs()
                                .values()
                                .forAll(log -> log.logged().isEmpty())))
                .isEmpty();
    }

    @Test
    void a_site_that_was_away_for_longer_than_the_log_is_brought_up_by_comparing_trees() {
        Limits oneUpdate = Limits.DEFAULT.with(1, Limits.DEFAULT.partBytes());
        Cluster cluster = Cluster.of(oneUpdate, "tokyo", "osaka");
        cluster.write("tokyo", "k", "old");
        cluster.write("osaka", "k", "beside it");
        cluster.pass(1);
        cluster.cut("tokyo", "osaka");
        cluster.write("tokyo", "k", "newer");
        cluster.write("tokyo", "k", "newest");
        cluster.pass(5);

        cluster.world.apply(new Fault.HealAll());
        cluster.pass(6);

        assertThat(cluster.gread("osaka", "k")).containsExactly("beside it", "newest");
        assertThat(cluster.gread("tokyo", "k")).containsExactly("beside it", "newest");
    }

    /** Patience that doubled with each of these would take 21 seconds. */
    @Test
    void questions_of_a_comparison_that_are_lost_are_asked_anew_before_long() {
        Limits oneUpdate = Limits.DEFAULT.with(1, Limits.DEFAULT.partBytes());
        Cluster cluster = Cluster.of(oneUpdate, "tokyo", "osaka");
        cluster.write("tokyo", "k", "old");
        cluster.pass(1);
        cluster.cut("tokyo", "osaka");
        cluster.write("tokyo", "k", "newer");
        cluster.write("tokyo", "k", "newest");
        cluster.pass(5);
        AtomicInteger lost = new AtomicInteger();
        cluster.world.onNote((node, mark, detail) -> {
            if (mark.equals(Marks.EXCHANGE_BEGUN) && lost.getAndIncrement() < 3) {
                cluster.cut("tokyo", "osaka");
                cluster.world.at(cluster.world.now() + 50_000_000, () -> cluster.world.apply(new Fault.HealAll()));
            }
        });

        cluster.world.apply(new Fault.HealAll());
        cluster.pass(10);

        assertThat(lost.get()).isGreaterThan(3);
        assertThat(cluster.gread("osaka", "k")).containsExactly("newest");
    }

    /** A status that left after the answer, and is a little faster, says that the question was heard. */
    @Test
    void an_answer_that_takes_long_on_a_narrow_way_is_not_taken_for_lost() {
        Limits oneUpdate = Limits.DEFAULT.with(1, Limits.DEFAULT.partBytes());
        Cluster cluster = Cluster.of(oneUpdate, "tokyo", "osaka");
        String large = "x".repeat(100_000);
        cluster.cut("tokyo", "osaka");
        cluster.write("tokyo", "k", "newer");
        cluster.write("tokyo", "k", large);
        cluster.pass(5);

        cluster.world.apply(new Fault.HealAll());
        cluster.world.apply(new Fault.NarrowLink(
                Cluster.servers("tokyo").asJava(), Cluster.servers("osaka").asJava(), 60_000, 1_000_000));
        cluster.world.apply(new Fault.Reordering(
                Cluster.servers("tokyo").asJava(), Cluster.servers("osaka").asJava(), 500_000, 200_000_000));
        List<String> givenUp = new ArrayList<>();
        cluster.world.onNote((node, mark, detail) -> {
            if (mark.equals(Marks.EXCHANGE_GIVEN_UP)) {
                givenUp.add(detail);
            }
        });
        cluster.pass(10);

        assertThat(givenUp).isEmpty();
        assertThat(cluster.gread("osaka", "k")).containsExactly(large);
    }

    @Test
    void a_site_that_is_cut_off_from_another_gets_its_updates_through_a_third() {
        Cluster cluster = Cluster.of("tokyo", "osaka", "nagoya");
        cluster.cut("tokyo", "nagoya");
        cluster.pass(3);

        cluster.write("tokyo", "k", "v");
        cluster.pass(3);

        assertThat(cluster.gread("nagoya", "k")).containsExactly("v");
    }

    @Test
    void a_site_that_was_away_gets_what_it_missed() {
        Cluster cluster = Cluster.of("tokyo", "osaka");
        cluster.cut("tokyo", "osaka");
        cluster.write("tokyo", "k", "v");
        cluster.pass(20);
        assertThat(cluster.gread("osaka", "k")).isEmpty();

        cluster.world.apply(new Fault.HealAll());
        cluster.pass(3);

        assertThat(cluster.gread("osaka", "k")).containsExactly("v");
    }

    @Test
    void what_makes_no_sense_is_refused_with_a_reason() {
        Cluster cluster = Cluster.of("tokyo", "osaka");

        assertRefused(cluster.order("tokyo", leave("osaka")), "ask a server of osaka itself");
        assertRefused(cluster.order("tokyo", leave("kobe")), "no member named kobe; the members are osaka, tokyo");
        assertRefused(cluster.order("tokyo", join("osaka/1")), "not alone");

        cluster.order("osaka", leave("osaka"));
        cluster.pass(2);
        assertRefused(cluster.order("tokyo", leave("tokyo")), "last site");
    }

    @Test
    void a_site_does_not_join_where_nobody_answers() {
        Cluster cluster = Cluster.of("tokyo");
        cluster.start("kobe");

        assertRefused(cluster.order("kobe", join("kyoto/1")), "nobody answered");
        assertRefused(cluster.order("kobe", join("kobe/2")), "can't join itself");
    }

    @Test
    void a_site_does_not_join_another_cluster() {
        Cluster cluster = Cluster.of("tokyo");
        cluster.startElsewhere("kobe");

        assertRefused(cluster.order("kobe", join("tokyo/1")), "this is another cluster");
        cluster.pass(2);
        assertThat(cluster.store("tokyo").standing().history().members()).hasSize(1);
        assertThat(cluster.store("kobe").standing().history().members()).isEmpty();
    }

    private static void assertRefused(AdminReply reply, String reason) {
        assertThat(reply.getRefused().getReason()).contains(reason);
    }

    private static AdminRequest.Builder leave(String site) {
        return AdminRequest.newBuilder().setLeaveSite(LeaveSite.newBuilder().setSite(site));
    }

    private static AdminRequest.Builder join(String server) {
        return AdminRequest.newBuilder()
                .setJoinSite(
                        JoinSite.newBuilder().addServers(ServerPart.newBuilder().setName(server)));
    }
}
