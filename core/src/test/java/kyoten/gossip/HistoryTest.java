package kyoten.gossip;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.protobuf.ByteString;
import com.google.protobuf.InvalidProtocolBufferException;
import io.vavr.collection.TreeMap;
import io.vavr.collection.Vector;
import java.util.List;
import java.util.Random;
import kyoten.causal.Origin;
import kyoten.gossip.message.EpochPart;
import kyoten.gossip.message.HistoryPart;
import kyoten.gossip.message.IncarnationPart;
import kyoten.gossip.message.LeavePart;
import kyoten.gossip.message.MemberPart;
import kyoten.gossip.message.PrefixPart;
import kyoten.gossip.message.ServerPart;
import kyoten.node.NodeId;
import kyoten.node.SiteId;
import kyoten.wire.MalformedException;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;

/** Rule X6: what sites know of the membership. */
class HistoryTest {
    private static final SiteId TOKYO = new SiteId("tokyo");
    private static final SiteId OSAKA = new SiteId("osaka");
    private static final Incarnation FIRST = Incarnation.founder(TOKYO);
    private static final Incarnation SECOND = new Incarnation(TOKYO, -3);
    private static final Incarnation OTHER = Incarnation.founder(OSAKA);
    private static final List<Incarnation> INCARNATIONS = List.of(FIRST, SECOND, OTHER);

    @Provide
    Arbitrary<History> histories() {
        return Arbitraries.longs().map(seed -> random(new Random(seed)));
    }

    /** Few names, versions and ordinals, so that they meet. */
    private static History random(Random random) {
        History history = History.NONE;
        for (int i = 0; i < 6; i++) {
            Incarnation incarnation = INCARNATIONS.get(random.nextInt(INCARNATIONS.size()));
            history = switch (random.nextInt(4)) {
                case 0 -> history.left(incarnation, INCARNATIONS.get(random.nextInt(INCARNATIONS.size())));
                case 1 -> history.joined(member(incarnation, random));
                case 2 ->
                    history.joined(
                            Member.of(incarnation).in(random.nextInt(3) + 1L).in(random.nextInt(3) + 1L));
                default -> history.with(prefixes(random));
            };
        }
        return history;
    }

    private static Member member(Incarnation incarnation, Random random) {
        Member member = Member.of(incarnation);
        for (int i = random.nextInt(3); i > 0; i--) {
            member = member.at(TreeMap.of(new NodeId("s" + random.nextInt(2)), "h:" + random.nextInt(2)));
        }
        return member;
    }

    private static Prefixes prefixes(Random random) {
        Prefixes prefixes = Prefixes.NONE;
        for (int i = random.nextInt(3); i >= 0; i--) {
            String name = List.of("", "counter", "set").get(random.nextInt(3));
            prefixes = prefixes.with(ByteString.copyFromUtf8("p".repeat(random.nextInt(3))), name);
        }
        return prefixes;
    }

    @Property
    void a_merge_does_not_depend_on_the_order(
            @ForAll("histories") History a, @ForAll("histories") History b, @ForAll("histories") History c) {
        assertThat(a.merge(b)).isEqualTo(b.merge(a));
        assertThat(a.merge(b).digest()).isEqualTo(b.merge(a).digest());
        assertThat(a.merge(b).merge(c)).isEqualTo(a.merge(b.merge(c)));
        assertThat(a.merge(b).members()).isEqualTo(b.merge(a).members());
    }

    @Property
    void what_is_known_already_changes_nothing(@ForAll("histories") History a, @ForAll("histories") History b) {
        History merged = a.merge(b);
        assertThat(merged.merge(a)).isSameAs(merged);
        assertThat(merged.merge(b)).isSameAs(merged);
        assertThat(a.merge(a)).isSameAs(a);
        assertThat(a.merge(History.NONE)).isSameAs(a);
        assertThat(History.NONE.merge(a)).isEqualTo(a);
    }

    @Property
    void a_history_comes_back_from_its_message_and_its_digest_tells_it_from_others(
            @ForAll("histories") History a, @ForAll("histories") History b) {
        assertThat(History.of(a.toMessage())).isEqualTo(a);
        assertThat(a.digest() == b.digest()).isEqualTo(a.equals(b));
        assertThat(a.toMessage().equals(b.toMessage())).isEqualTo(a.equals(b));
    }

    @Property
    void nobody_who_left_is_a_member_unless_all_did(@ForAll("histories") History history) {
        assertThat(history.members().isEmpty()).isEqualTo(history.joined().isEmpty());
        for (Incarnation member : history.members().keySet()) {
            boolean allLeft = history.joined().keySet().forAll(history.left()::contains);
            assertThat(history.left().contains(member)).isEqualTo(allLeft);
        }
    }

    @Property
    void hostile_messages_end_in_the_one_exception(@ForAll("histories") History history, @ForAll long seed) {
        Random random = new Random(seed);
        byte[] bytes = history.joined(Member.of(FIRST)).toMessage().toByteArray();
        for (int i = 0; i < 3; i++) {
            bytes[random.nextInt(bytes.length)] = (byte) random.nextInt();
        }
        try {
            History parsed = History.of(HistoryPart.parseFrom(bytes));
            assertThat(History.of(parsed.toMessage())).isEqualTo(parsed);
        } catch (InvalidProtocolBufferException | MalformedException expected) {
            assertThat(expected).hasMessageNotContaining("null");
        }
    }

    @Test
    void two_sites_that_hear_of_two_lives_of_a_name_write_them_with_their_ids() {
        History history = History.of(Vector.of(Member.of(Incarnation.founder(OSAKA))));
        assertThat(history).hasToString("{osaka#0}");
        assertThat(history.joined(Member.of(SECOND)).left(OTHER, SECOND))
                .hasToString("{tokyo#fffffffffffffffd} without {osaka#0}");
        assertThat(history.hashCode()).isNotEqualTo(history.left(OTHER, OTHER).hashCode());
    }

    @Test
    void a_leave_wins_over_a_join_whichever_is_heard_first() {
        History begun = History.of(Vector.of(Member.of(OTHER)));
        History joinsLast = begun.left(FIRST, OTHER).joined(Member.of(FIRST));
        History leavesLast = begun.joined(Member.of(FIRST)).left(FIRST, OTHER);
        assertThat(joinsLast).isEqualTo(leavesLast);
        assertThat(joinsLast.members().keySet()).containsExactly(OTHER);
    }

    @Test
    void a_name_that_comes_again_is_another_member() {
        History history = History.of(Vector.of(Member.of(FIRST), Member.of(OTHER)))
                .left(FIRST, OTHER)
                .joined(Member.of(SECOND));
        assertThat(history.isMember(FIRST)).isFalse();
        assertThat(history.isMember(SECOND)).isTrue();
    }

    @Test
    void when_two_sites_let_each_other_go_the_smaller_stays() {
        History both = History.of(Vector.of(Member.of(FIRST), Member.of(OTHER)));
        assertThat(afterMutualLeaves(both, FIRST, OTHER).members().keySet()).containsExactly(OTHER);
    }

    private static History afterMutualLeaves(History history, Incarnation one, Incarnation another) {
        return history.left(one, another).merge(history.left(another, one));
    }

    @Test
    void nobody_stays_who_was_known_to_be_gone_when_the_others_let_each_other_go() {
        Incarnation third = Incarnation.founder(new SiteId("yokohama"));
        History three = History.of(Vector.of(Member.of(FIRST), Member.of(OTHER), Member.of(third)));
        for (Incarnation by : List.of(OTHER, third)) {
            History two = three.left(OTHER, by);
            assertThat(afterMutualLeaves(two, FIRST, third).members().keySet()).containsExactly(FIRST);
        }
        History anew = three.left(FIRST, OTHER).left(third, OTHER).joined(Member.of(SECOND));
        assertThat(afterMutualLeaves(anew, SECOND, OTHER).members().keySet()).containsExactly(OTHER);
        History both = three.left(OTHER, FIRST).joined(Member.of(SECOND)).left(third, FIRST);
        assertThat(afterMutualLeaves(both, FIRST, SECOND).members().keySet()).containsExactly(FIRST);
    }

    @Test
    void who_is_put_out_by_somebody_who_knew_all_the_others_leaves_does_not_stay() {
        History both = History.of(Vector.of(Member.of(FIRST), Member.of(OTHER), Member.of(SECOND)));
        History early = both.left(FIRST, OTHER);
        History late = both.left(SECOND, FIRST).left(OTHER, FIRST);
        assertThat(early.merge(late).members().keySet()).containsExactly(FIRST);
    }

    @Test
    void a_site_that_leaves_in_order_while_others_let_each_other_go_does_not_stay() {
        History three = History.of(Vector.of(Member.of(FIRST), Member.of(OTHER), Member.of(SECOND)));
        History parted = afterMutualLeaves(three, FIRST, SECOND);
        assertThat(parted.merge(three.left(OTHER, OTHER)).members().keySet()).containsExactly(FIRST);
    }

    @Test
    void of_two_tellings_of_one_leave_the_later_counts() {
        History both = History.of(Vector.of(Member.of(FIRST), Member.of(OTHER)));
        History early = both.left(FIRST, OTHER);
        History late = both.left(SECOND, FIRST).left(FIRST, FIRST);
        assertThat(early.merge(late)).isEqualTo(late.merge(early)).isEqualTo(late);
        assertThat(late.left(FIRST, OTHER)).isSameAs(late);
    }

    @Test
    void a_last_leave_by_somebody_unknown_leaves_the_least() {
        History unknown = History.of(Vector.of(Member.of(FIRST))).left(FIRST, OTHER);
        assertThat(unknown.members().keySet()).containsExactly(FIRST);
    }

    @Test
    void epochs_are_closed_but_for_the_last_one_of_a_member() {
        History history = History.of(
                Vector.of(Member.of(FIRST).in(9).in(4).in(7), Member.of(OTHER).in(5)));
        assertThat(history.closedOrigins()).containsExactlyInAnyOrder(new Origin(TOKYO, 9), new Origin(TOKYO, 4));
        assertThat(history.left(FIRST, OTHER).closedOrigins()).contains(new Origin(TOKYO, 7));
        assertThat(history.left(FIRST, OTHER).closedOrigins()).doesNotContain(new Origin(OSAKA, 5));
    }

    @Test
    void a_restored_site_ends_up_in_its_newest_epoch_everywhere() {
        Member image = Member.of(FIRST).in(1);
        Member lost = image.in(3);
        Member restored = image.in(2);
        Member heard = restored.merge(lost);
        assertThat(heard.in(2).epoch()).containsExactly(2L);
        assertThat(lost.merge(heard.in(2)).epoch()).containsExactly(2L);
        assertThat(heard.in(2).epochs()).containsExactly(1L, 3L, 2L);
    }

    @Test
    void the_digest_of_the_members_leaves_addresses_and_resolvers_out() {
        History history = History.of(Vector.of(Member.of(FIRST).in(1)));
        History moved = history.joined(Member.of(FIRST).at(TreeMap.of(new NodeId("a"), "h:1")))
                .with(Prefixes.NONE.with(ByteString.EMPTY, "set"));
        assertThat(moved.membersDigest()).isEqualTo(history.membersDigest());
        assertThat(moved.digest()).isNotEqualTo(history.digest());
        assertThat(history.joined(Member.of(FIRST).in(1).in(2)).membersDigest()).isNotEqualTo(history.membersDigest());
    }

    @Test
    void the_longest_prefix_with_a_resolver_counts() {
        Prefixes prefixes = Prefixes.NONE
                .with(ByteString.copyFromUtf8("a"), "set")
                .with(ByteString.copyFromUtf8("ab"), "counter")
                .with(ByteString.copyFromUtf8("abc"), "counter")
                .with(ByteString.copyFromUtf8("abc"), "")
                .with(ByteString.copyFromUtf8("b"), "last-writer");
        assertThat(prefixes.resolver(ByteString.copyFromUtf8("abcd"))).containsExactly("counter");
        assertThat(prefixes.resolver(ByteString.copyFromUtf8("ax"))).containsExactly("set");
        assertThat(prefixes.resolver(ByteString.copyFromUtf8("c"))).isEmpty();
    }

    @Test
    void nonsense_is_refused_with_the_reason() {
        IncarnationPart name = FIRST.toMessage();
        MemberPart member = MemberPart.newBuilder().setIncarnation(name).build();
        ServerPart server = ServerPart.newBuilder().setName("a").build();
        LeavePart leave =
                LeavePart.newBuilder().setWho(name).setNumber(1).setBy(name).build();
        EpochPart epoch = EpochPart.newBuilder().setEpoch(3).build();
        assertRefused(HistoryPart.newBuilder().addJoined(member).addJoined(member), "tokyo#0 joined twice");
        assertRefused(HistoryPart.newBuilder().addLeft(leave.toBuilder().clearWho()), "1 to 255 characters");
        assertRefused(HistoryPart.newBuilder().addLeft(leave.toBuilder().clearBy()), "1 to 255 characters");
        assertRefused(HistoryPart.newBuilder().addLeft(leave.toBuilder().setNumber(2)), "of 1 leaves");
        assertRefused(HistoryPart.newBuilder().addLeft(leave.toBuilder().setNumber(-1)), "18446744073709551615");
        assertRefused(with(member.toBuilder().addServers(server).addServers(server)), "names a server twice");
        assertRefused(with(member.toBuilder().addEpochs(epoch).addEpochs(epoch)), "names an epoch twice");
        assertRefused(with(member.toBuilder().addEpochs(EpochPart.getDefaultInstance())), "0 is no epoch");
        assertRefused(with(member.toBuilder().addServers(server.toBuilder().setAddress("x".repeat(301)))), "of a");
        assertRefused(
                with(member.toBuilder().addServers(server.toBuilder().setName("n".repeat(256)))), "server's name");
        IncarnationPart tooLong = name.toBuilder().setSite("n".repeat(256)).build();
        assertRefused(HistoryPart.newBuilder().addLeft(leave.toBuilder().setWho(tooLong)), "1 to 255 characters");
        PrefixPart rule = PrefixPart.newBuilder().setVersion(1).build();
        ByteString longPrefix = ByteString.copyFrom(new byte[(1 << 16) + 1]);
        assertRefused(HistoryPart.newBuilder().addPrefixes(rule.toBuilder().setPrefix(longPrefix)), "too long");
        assertRefused(HistoryPart.newBuilder().addPrefixes(rule.toBuilder().setResolver("n".repeat(256))), "too long");
        assertRefused(HistoryPart.newBuilder().addPrefixes(rule).addPrefixes(rule), "two rules");
    }

    @Test
    void names_and_addresses_may_be_as_long_as_they_may_be() {
        String longest = "n".repeat(255);
        Incarnation incarnation = new Incarnation(new SiteId(longest), 1);
        Member member = Member.of(incarnation).at(TreeMap.of(new NodeId(longest), "x".repeat(300)));
        Prefixes prefixes = Prefixes.NONE.with(ByteString.copyFrom(new byte[1 << 16]), longest);
        History history = History.of(Vector.of(member)).with(prefixes);
        assertThat(History.of(history.toMessage())).isEqualTo(history);
    }

    private static HistoryPart.Builder with(MemberPart.Builder member) {
        return HistoryPart.newBuilder().addJoined(member);
    }

    private static void assertRefused(HistoryPart.Builder message, String why) {
        assertThatThrownBy(() -> History.of(message.build()))
                .isInstanceOf(MalformedException.class)
                .hasMessageContaining(why);
    }
}
