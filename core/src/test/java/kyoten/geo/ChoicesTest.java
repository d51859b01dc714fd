package kyoten.geo;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import java.util.List;
import kyoten.gossip.History;
import kyoten.gossip.Incarnation;
import kyoten.gossip.Prefixes;
import kyoten.gossip.message.PrefixPart;
import kyoten.site.Limits;
import kyoten.site.message.AdminReply;
import kyoten.site.message.AdminRequest;
import kyoten.site.message.ListResolvers;
import kyoten.site.message.SetResolver;
import org.junit.jupiter.api.Test;

/** Which resolver is for which keys. */
class ChoicesTest {
    private static final OtherSite OSAKA = OtherSite.of("osaka");
    private static final ByteString VISITS = MadeStore.bytes("visits/");

    private final LoneLeader tokyo = LoneLeader.among(OSAKA);

    private static AdminRequest.Builder choose(ByteString prefix, String resolver) {
        return AdminRequest.newBuilder()
                .setSetResolver(SetResolver.newBuilder().setPrefix(prefix).setResolver(resolver));
    }

    private static String reason(List<AdminReply> replies) {
        assertThat(replies).hasSize(1);
        return replies.get(0).getRefused().getReason();
    }

    private static void assertDone(List<AdminReply> replies, String warning) {
        assertThat(replies).hasSize(1);
        assertThat(replies.get(0).hasDone()).isTrue();
        assertThat(replies.get(0).getDone().getWarning()).contains(warning);
    }

    private Prefixes prefixes() {
        return tokyo.history().prefixes();
    }

    private History with(Prefixes other) {
        return tokyo.history().with(other);
    }

    @Test
    void a_choice_is_told_once_it_is_committed() {
        tokyo.holdDisk();
        assertThat(tokyo.order(choose(VISITS, "counter"))).isEmpty();
        assertThat(tokyo.orderAgain(choose(VISITS, "counter"))).isEmpty();
        tokyo.releaseDisk();

        assertDone(tokyo.replies(), "");
        assertThat(tokyo.replies().get(0).getDone().getWarning()).isEmpty();
        assertThat(prefixes().resolver(MadeStore.bytes("visits/home"))).contains("counter");
        assertThat(tokyo.lead().choosing()).isEmpty();
    }

    @Test
    void what_is_chosen_already_is_done() {
        tokyo.order(choose(VISITS, "counter"));
        tokyo.holdDisk();
        assertDone(tokyo.order(choose(VISITS, "counter")), "");
        assertThat(tokyo.order(choose(VISITS, "set"))).isEmpty();
    }

    @Test
    void a_choice_that_another_overtook_says_so() {
        Prefixes other = prefixes().with(VISITS, "set").with(VISITS, "set");
        tokyo.holdDisk();
        tokyo.hear(OSAKA, Said.history(with(other)));
        tokyo.order(choose(VISITS, "counter"));
        tokyo.order(choose(MadeStore.bytes("tags/"), "set"));
        tokyo.releaseDisk();

        assertThat(tokyo.replies()).hasSize(2);
        assertDone(tokyo.replies().subList(0, 1), "another operator chose 'set'");
        assertThat(tokyo.replies().get(1).getDone().getWarning()).isEmpty();
    }

    @Test
    void a_choice_waits_for_its_own_version() {
        tokyo.order(choose(VISITS, "counter"));
        tokyo.holdDisk();
        tokyo.hear(OSAKA, Said.history(with(prefixes().with(MadeStore.bytes("tags/"), "set"))));
        tokyo.order(choose(VISITS, "set"));
        tokyo.releaseDisk();

        assertDone(tokyo.replies(), "");
        assertThat(tokyo.replies().get(0).getDone().getWarning()).isEmpty();
        assertThat(prefixes().resolver(VISITS)).contains("set");
    }

    @Test
    void who_is_no_member_chooses_nothing() {
        tokyo.hear(
                OSAKA, Said.history(tokyo.history().left(Incarnation.founder(LoneLeader.TOKYO), OSAKA.incarnation())));
        assertThat(reason(tokyo.order(choose(VISITS, "counter")))).contains("no member");
    }

    @Test
    void a_prefix_is_no_longer_than_a_key() {
        int most = Limits.DEFAULT.keyBytes();
        assertDone(tokyo.order(choose(ByteString.copyFrom(new byte[most]), "counter")), "");
        assertThat(reason(tokyo.order(choose(ByteString.copyFrom(new byte[most + 1]), "counter"))))
                .contains("this one has " + (most + 1));
    }

    @Test
    void a_resolver_is_one_that_this_site_knows_or_none() {
        assertThat(reason(tokyo.order(choose(VISITS, "greatest")))).contains("no resolver named 'greatest'");
        tokyo.order(choose(VISITS, "counter"));
        assertDone(tokyo.order(choose(VISITS, "")), "");
        assertThat(prefixes().resolver(VISITS)).isEmpty();
    }

    @Test
    void there_are_resolvers_for_so_many_prefixes_and_no_more() {
        Prefixes many = prefixes();
        for (int i = 0; i < 999; i++) {
            many = many.with(MadeStore.bytes("p" + i), "set");
        }
        tokyo.hear(OSAKA, Said.history(with(many)));
        assertDone(tokyo.order(choose(VISITS, "counter")), "");
        assertThat(reason(tokyo.order(choose(MadeStore.bytes("x"), "counter")))).contains("1000 prefixes");
        assertDone(tokyo.order(choose(VISITS, "set")), "");
    }

    @Test
    void all_choices_are_listed_and_what_can_be_chosen() {
        tokyo.order(choose(VISITS, "counter"));
        tokyo.order(choose(MadeStore.bytes("tags/"), "set"));
        tokyo.order(choose(MadeStore.bytes("tags/"), ""));
        AdminReply reply = tokyo.order(AdminRequest.newBuilder().setListResolvers(ListResolvers.getDefaultInstance()))
                .get(0);

        assertThat(reply.getResolvers().getPrefixesList())
                .containsExactly(PrefixPart.newBuilder()
                        .setPrefix(VISITS)
                        .setVersion(1)
                        .setResolver("counter")
                        .build());
        assertThat(reply.getResolvers().getNamesList()).contains("counter", "set", "last-writer");
    }
}
