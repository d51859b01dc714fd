package kyoten.scenario.geo;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import io.vavr.collection.Vector;
import java.math.BigInteger;
import kyoten.client.ClientAnswer;
import kyoten.client.ClientAnswer.Refusal;
import kyoten.client.ClientAnswer.Resolved;
import kyoten.client.ClientCall;
import kyoten.sim.Fault;
import kyoten.site.Limits;
import kyoten.site.message.AdminReply;
import kyoten.site.message.AdminRequest;
import kyoten.site.message.LeaveSite;
import kyoten.site.message.ListResolvers;
import kyoten.site.message.SetResolver;
import kyoten.site.resolver.Resolver;
import kyoten.site.resolver.Resolver.Resolution;
import kyoten.site.resolver.Resolvers;
import org.junit.jupiter.api.Test;

/** What becomes of the values of several sites where a resolver is chosen, and of counters and sets. */
class ResolversTogetherTest {
    private static final Resolver THROWING = values -> {
        throw new IllegalStateException("a user's bug");
    };

    private static AdminRequest.Builder choose(String prefix, String resolver) {
        return AdminRequest.newBuilder()
                .setSetResolver(SetResolver.newBuilder()
                        .setPrefix(Cluster.bytes(prefix))
                        .setResolver(resolver));
    }

    private static Cluster cluster(Resolvers resolvers) {
        return Cluster.of(Limits.DEFAULT, resolvers, "tokyo", "osaka");
    }

    /** Values of both sites, the one of osaka later. */
    private static Cluster withTwoValues(Resolvers resolvers) {
        Cluster cluster = cluster(resolvers);
        cluster.write("tokyo", "key", "of tokyo");
        cluster.pass(1);
        cluster.write("osaka", "key", "of osaka");
        cluster.pass(1);
        return cluster;
    }

    private static void choose(Cluster cluster, String prefix, String resolver) {
        AdminReply reply = cluster.order("tokyo", choose(prefix, resolver));
        assertThat(reply.hasDone()).as(reply.toString()).isTrue();
    }

    private static ByteString[] bytes(String... texts) {
        return Vector.of(texts).map(Cluster::bytes).toJavaArray(ByteString[]::new);
    }

    @Test
    void the_last_writer_is_shown_at_all_sites_and_the_other_is_reported() {
        Cluster cluster = withTwoValues(Resolvers.USUAL);
        choose(cluster, "k", "last-writer");
        cluster.pass(1);
        for (String site : cluster.sites()) {
            ClientAnswer.Values answer = cluster.look(site, "key");
            assertThat(answer.values()).containsExactly(bytes("of osaka"));
            assertThat(answer.resolved()).isEqualTo(new Resolved("last-writer", Vector.of(bytes("of tokyo")), ""));
        }
    }

    @Test
    void a_resolver_writes_nothing_and_can_be_taken_away() {
        Cluster cluster = withTwoValues(Resolvers.USUAL);
        choose(cluster, "k", "last-writer");
        cluster.look("tokyo", "key");
        choose(cluster, "k", "");
        assertThat(cluster.gread("tokyo", "key")).containsExactly("of osaka", "of tokyo");
        assertThat(cluster.look("tokyo", "key").resolved()).isEqualTo(Resolved.NOT);
    }

    @Test
    void the_context_of_an_answer_stands_for_what_it_discarded_too() {
        Cluster cluster = withTwoValues(Resolvers.USUAL);
        choose(cluster, "k", "last-writer");
        ByteString context = cluster.look("tokyo", "key").context();
        ClientCall gwrite = new ClientCall.Gwrite(Cluster.bytes("key"), Cluster.bytes("both"), context, true);
        assertThat(cluster.ask("tokyo", gwrite)).isEqualTo(new ClientAnswer.Overwritten());
    }

    @Test
    void the_longest_prefix_counts() {
        Cluster cluster = withTwoValues(Resolvers.USUAL);
        choose(cluster, "", "last-writer");
        choose(cluster, "ke", "keep-all");
        assertThat(cluster.look("tokyo", "key").resolved().resolver()).isEqualTo("keep-all");
        assertThat(cluster.gread("tokyo", "key")).containsExactly("of osaka", "of tokyo");
        choose(cluster, "key", "last-writer");
        assertThat(cluster.gread("tokyo", "key")).containsExactly("of osaka");
    }

    @Test
    void discarded_values_that_are_too_many_for_a_page_come_on_several() {
        Cluster cluster = cluster(Resolvers.USUAL);
        choose(cluster, "", "last-writer");
        String long300 = "x".repeat(300 << 10);
        for (String value : new String[] {"a", "b", "c"}) {
            ByteString bytes = Cluster.bytes(long300 + value);
            cluster.ask("tokyo", new ClientCall.Gwrite(Cluster.bytes("key"), bytes, ByteString.EMPTY, false));
        }
        ClientAnswer.Values answer = cluster.look("tokyo", "key");
        assertThat(answer.values()).containsExactly(bytes(long300 + "c"));
        assertThat(answer.resolved().discarded()).containsExactly(bytes(long300 + "a", long300 + "b"));
    }

    @Test
    void where_a_users_function_throws_the_values_stay_and_the_server_lives() {
        Cluster cluster = withTwoValues(Resolvers.USUAL.with("mine", THROWING));
        choose(cluster, "key", "mine");
        ClientAnswer.Values answer = cluster.look("tokyo", "key");
        assertThat(answer.values()).containsExactlyInAnyOrder(bytes("of osaka", "of tokyo"));
        assertThat(answer.resolved().discarded()).isEmpty();
        assertThat(answer.resolved().error())
                .isEqualTo("the resolver 'mine' failed: java.lang.IllegalStateException: a user's bug");
        cluster.write("tokyo", "key", "goes on");
        assertThat(cluster.gread("tokyo", "key")).contains("goes on");
    }

    @Test
    void a_users_function_answers_where_it_is_registered() {
        Resolver longest = values ->
                Resolution.only(values.maxBy(written -> written.value().size()).get(), values);
        Cluster cluster = withTwoValues(Resolvers.USUAL.with("longest", longest));
        cluster.write("tokyo", "key", "much longer");
        choose(cluster, "key", "longest");
        assertThat(cluster.gread("tokyo", "key")).containsExactly("much longer");
    }

    @Test
    void what_makes_no_sense_is_refused_and_changes_nothing() {
        Cluster cluster = cluster(Resolvers.USUAL);
        assertRefused(
                cluster.order("tokyo", choose("k", "last-writter")),
                "there is no resolver named 'last-writter'; this site knows counter, keep-all, last-writer, set");
        assertRefused(
                cluster.order("tokyo", choose("x".repeat(1025), "counter")),
                "a prefix has at most 1024 bytes, as keys have; this one has 1025");
        assertThat(cluster.store("tokyo").standing().history().prefixes().rules())
                .isEmpty();
    }

    private static void assertRefused(AdminReply reply, String reason) {
        assertThat(reply.getRefused().getReason()).isEqualTo(reason);
    }

    @Test
    void choices_are_listed_at_every_site() {
        Cluster cluster = cluster(Resolvers.USUAL);
        choose(cluster, "c/", "counter");
        choose(cluster, "s/", "set");
        choose(cluster, "s/", "");
        cluster.pass(1);
        AdminReply list =
                cluster.order("osaka", AdminRequest.newBuilder().setListResolvers(ListResolvers.getDefaultInstance()));
        assertThat(list.getResolvers().getPrefixesList())
                .extracting(part -> part.getPrefix().toStringUtf8() + " " + part.getResolver())
                .containsExactly("c/ counter");
        assertThat(list.getResolvers().getNamesList()).contains("counter", "set", "keep-all", "last-writer");
    }

    @Test
    void additions_at_both_sides_of_a_cut_are_all_counted() {
        Cluster cluster = cluster(Resolvers.USUAL);
        choose(cluster, "c/", "counter");
        cluster.pass(1);
        ByteString key = Cluster.bytes("c/visits");
        cluster.cut("tokyo", "osaka");
        for (int i = 1; i <= 5; i++) {
            assertThat(cluster.ask("tokyo", new ClientCall.Add(key, i))).isEqualTo(new ClientAnswer.Done());
            assertThat(cluster.ask("osaka", new ClientCall.Add(key, -10 * i))).isEqualTo(new ClientAnswer.Done());
        }
        assertThat(cluster.ask("tokyo", new ClientCall.Count(key)))
                .isEqualTo(new ClientAnswer.Counted(BigInteger.valueOf(15), false));
        cluster.world.apply(new Fault.HealAll());
        cluster.pass(4);
        for (String site : cluster.sites()) {
            assertThat(cluster.ask(site, new ClientCall.Count(key)))
                    .isEqualTo(new ClientAnswer.Counted(BigInteger.valueOf(15 - 150), false));
        }
    }

    @Test
    void an_element_that_is_put_again_at_the_other_side_of_a_cut_survives_its_removal() {
        Cluster cluster = cluster(Resolvers.USUAL);
        choose(cluster, "s/", "set");
        ByteString key = Cluster.bytes("s/tags");
        cluster.ask("tokyo", new ClientCall.Insert(key, Cluster.bytes("removed")));
        cluster.ask("tokyo", new ClientCall.Insert(key, Cluster.bytes("put again")));
        cluster.pass(1);
        cluster.cut("tokyo", "osaka");
        cluster.ask("tokyo", new ClientCall.Remove(key, Cluster.bytes("removed")));
        cluster.ask("tokyo", new ClientCall.Remove(key, Cluster.bytes("put again")));
        cluster.ask("osaka", new ClientCall.Insert(key, Cluster.bytes("put again")));
        cluster.world.apply(new Fault.HealAll());
        cluster.pass(4);
        for (String site : cluster.sites()) {
            assertThat(cluster.ask(site, new ClientCall.Elements(key)))
                    .isEqualTo(new ClientAnswer.Members(Vector.of(bytes("put again")), false));
        }
    }

    @Test
    void a_key_is_a_counter_only_by_its_resolver() {
        Cluster cluster = cluster(Resolvers.USUAL);
        ByteString key = Cluster.bytes("c/visits");
        assertThat(cluster.ask("tokyo", new ClientCall.Add(key, 1)))
                .isEqualTo(new ClientAnswer.Refused(Refusal.NOT_A_COUNTER));
        choose(cluster, "c/", "counter");
        cluster.write("tokyo", "c/text", "text");
        assertThat(cluster.ask("tokyo", new ClientCall.Add(Cluster.bytes("c/text"), 1)))
                .isEqualTo(new ClientAnswer.Refused(Refusal.NOT_A_COUNTER));
        assertThat(cluster.look("tokyo", "c/text").resolved().error()).contains("is no counter");
        assertThat(cluster.gread("tokyo", "c/text")).containsExactly("text");
    }

    @Test
    void a_site_that_has_left_answers_reads_with_a_mark_and_refuses_writes() {
        Cluster cluster = cluster(Resolvers.USUAL);
        choose(cluster, "c/", "counter");
        cluster.write("osaka", "key", "v");
        assertThat(cluster.look("osaka", "key").fenced()).isFalse();
        cluster.order(
                "osaka",
                AdminRequest.newBuilder().setLeaveSite(LeaveSite.newBuilder().setSite("osaka")));

        ClientAnswer read = cluster.ask("osaka", new ClientCall.Read(Cluster.bytes("key")));
        assertThat(((ClientAnswer.Value) read).fenced()).isTrue();
        assertThat(cluster.look("osaka", "key").fenced()).isTrue();
        ClientAnswer page = cluster.ask("osaka", new ClientCall.Scan(ByteString.EMPTY, ByteString.EMPTY, 10));
        assertThat(((ClientAnswer.Page) page).entries())
                .allMatch(entry -> entry.read().fenced());
        ClientCall add = new ClientCall.Add(Cluster.bytes("c/visits"), 1);
        assertThat(cluster.ask("osaka", add)).isEqualTo(new ClientAnswer.Refused(Refusal.FENCED));
        assertThat(cluster.order("osaka", choose("k", "counter")).getRefused().getReason())
                .isEqualTo("this site is no member of the cluster");
    }
}
