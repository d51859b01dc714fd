package kyoten.site;

import static org.assertj.core.api.Assertions.assertThat;

import io.vavr.collection.SortedMap;
import io.vavr.collection.TreeMap;
import io.vavr.collection.Vector;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import kyoten.gossip.History;
import kyoten.gossip.Incarnation;
import kyoten.node.Effect;
import kyoten.node.Event;
import kyoten.node.NodeId;
import kyoten.raft.AppendRequest;
import kyoten.raft.AppendResponse;
import kyoten.raft.DoubtResponse;
import kyoten.raft.RaftEnvelope;
import kyoten.raft.RaftOptions;
import kyoten.raft.VoteResponse;
import kyoten.site.message.AddLearner;
import kyoten.site.message.AdminRequest;
import kyoten.site.message.Command;
import kyoten.site.message.MergeHistory;
import kyoten.site.message.Remove;
import org.junit.jupiter.api.Test;

/** Rule S3 at the leader of a site of three servers, of whom the test speaks for two. */
class VouchingTest {
    private static final NodeId FIRST = LoneServer.SELF;
    private static final NodeId SECOND = new NodeId("tokyo/2");
    private static final NodeId THIRD = new NodeId("tokyo/3");
    private static final NodeId LEARNER = new NodeId("tokyo/4");
    private static final Duration PATIENCE = Duration.ofMillis(200);

    private final LoneServer leader = new LoneServer(options());
    private final Voter second = new Voter(SECOND, 21);
    private final Voter third = new Voter(THIRD, 31);
    private final Voter learner = new Voter(LEARNER, 41);
    private final List<Effect> told = new ArrayList<>();

    private static SiteOptions options() {
        SiteOptions options =
                SiteOptions.of(Stores.SITE, FIRST, Vector.of(FIRST, SECOND, THIRD), Stores.bytes("0123456789abcdef"));
        RaftOptions.Limits one = new RaftOptions.Limits(4, 1 << 20, 1, 10_000, 1_000);
        return new SiteOptions(
                options.site(),
                options.cluster(),
                options.limits(),
                PATIENCE,
                options.resolvers(),
                options.raft().with(one));
    }

    /** Another server: it votes for the leader, and has all that it was sent, unless the test says otherwise. */
    private static final class Voter {
        final NodeId node;
        final long disk;
        long boot;
        boolean answers = true;
        boolean takesEntries = true;
        boolean inDoubt;

        Voter(NodeId node, long boot) {
            this.node = node;
            this.disk = boot * 100;
            this.boot = boot;
        }

        RaftEnvelope answer(RaftEnvelope message) {
            RaftEnvelope.Builder answer = RaftEnvelope.newBuilder()
                    .setTerm(message.getTerm())
                    .setNumber(message.getNumber())
                    .setBootId(boot)
                    .setDiskId(disk);
            switch (message.getMessageCase()) {
                case DOUBT_REQUEST ->
                    answer.setDoubtResponse(DoubtResponse.newBuilder().setBlank(true));
                case VOTE_REQUEST ->
                    answer.setVoteResponse(VoteResponse.newBuilder()
                            .setPrevote(message.getVoteRequest().getPrevote())
                            .setGranted(true));
                case APPEND_REQUEST -> answer.setAppendResponse(taken(message.getAppendRequest()));
                default -> throw new IllegalArgumentException("not spoken of here: " + message);
            }
            return answer.build();
        }

        private AppendResponse.Builder taken(AppendRequest request) {
            long index = takesEntries ? request.getPrevIndex() + request.getEntriesCount() : 0;
            return AppendResponse.newBuilder()
                    .setMatched(true)
                    .setIndex(index)
                    .setSynced(index)
                    .setPending(!takesEntries)
                    .setRound(request.getRound())
                    .setDoubtful(inDoubt);
        }
    }

    VouchingTest() {
        leader.boot();
        lead();
    }

    /** Lets time pass until it leads, and what it asks of others be answered. */
    private void lead() {
        talk();
        for (int i = 0; i < 20 && leader.state().tenure().isEmpty(); i++) {
            leader.passAndFire();
            talk();
        }
    }

    /** Another term of the same boot. */
    private void leadAnew() {
        RaftEnvelope later = RaftEnvelope.newBuilder()
                .setTerm(leader.term() + 1)
                .setBootId(third.boot)
                .setDiskId(third.disk)
                .setAppendResponse(AppendResponse.getDefaultInstance())
                .build();
        leader.on(new Event.Received(THIRD, later));
        assertThat(leader.state().tenure()).isEmpty();
        lead();
    }

    private void restart() {
        leader.boot();
        lead();
    }

    private void talk() {
        while (!leader.effects().isEmpty()) {
            List<Effect> effects = List.copyOf(leader.effects());
            leader.effects().clear();
            told.addAll(effects);
            for (Effect effect : effects) {
                if (effect instanceof Effect.Send send && send.message() instanceof RaftEnvelope message) {
                    Vector.of(second, third, learner)
                            .filter(voter -> voter.answers && voter.node.equals(send.to()))
                            .forEach(voter -> leader.on(new Event.Received(voter.node, voter.answer(message))));
                }
            }
        }
    }

    /** A heartbeat, and its answers. */
    private void beat() {
        leader.on(new Event.TimerFired("raft/0/heartbeat"));
        talk();
    }

    private void look() {
        told.clear();
        leader.on(new Event.TimerFired(SiteServer.VOUCH));
        talk();
    }

    private void ask(AdminRequest.Builder request) {
        leader.on(new Event.Asked(1, request.build()));
        talk();
    }

    private void addLearner() {
        ask(AdminRequest.newBuilder().setAddLearner(AddLearner.newBuilder().setServer(LEARNER.name())));
        beat();
        look();
        assertThat(recorded()).isEqualTo(boots(1, 21, 31).put(LEARNER, 41L));
    }

    private List<String> marks() {
        return told.stream()
                .filter(Effect.Note.class::isInstance)
                .map(effect -> ((Effect.Note) effect).mark())
                .toList();
    }

    private List<Long> looks() {
        return told.stream()
                .filter(effect ->
                        effect instanceof Effect.SetTimer timer && timer.timer().equals(SiteServer.VOUCH))
                .map(effect -> ((Effect.SetTimer) effect).delayNanos())
                .toList();
    }

    private long epoch() {
        return leader.state().store().epochs().current();
    }

    private SortedMap<NodeId, Long> recorded() {
        return leader.state().store().epochs().boots();
    }

    private boolean isSettled() {
        return leader.state().leadsSettled();
    }

    private static SortedMap<NodeId, Long> boots(long first, long second, long third) {
        return TreeMap.of(FIRST, first, SECOND, second, THIRD, third);
    }

    @Test
    void the_first_epoch_begins_at_once_and_the_boots_that_are_heard_later_are_recorded() {
        assertThat(epoch()).isNotZero().isNotEqualTo(1);
        assertThat(isSettled()).isTrue();
        assertThat(marks()).contains(Marks.NEW_EPOCH);
        assertThat(looks()).containsExactly(PATIENCE.toNanos());
        look();
        assertThat(recorded()).isEqualTo(boots(1, 21, 31));
        assertThat(looks()).containsExactly(Duration.ofSeconds(1).toNanos());
    }

    @Test
    void a_leader_that_restarted_is_vouched_for_by_the_majority_that_did_not() {
        look();
        long epoch = epoch();
        restart();
        assertThat(epoch()).isEqualTo(epoch);
        assertThat(isSettled()).isTrue();
        assertThat(recorded()).isEqualTo(boots(2, 21, 31));
    }

    @Test
    void what_changes_nothing_is_not_recorded_again() {
        look();
        long last = leader.state().raft().lastIndex();
        look();
        assertThat(leader.state().raft().lastIndex()).isEqualTo(last);
        assertThat(looks()).hasSize(1);
    }

    @Test
    void who_restarts_and_comes_up_to_the_log_is_recorded() {
        look();
        third.boot = 32;
        beat();
        look();
        assertThat(recorded()).isEqualTo(boots(1, 21, 32));
        second.boot = 22;
        beat();
        look();
        assertThat(recorded()).isEqualTo(boots(1, 22, 32));
    }

    @Test
    void who_restarts_and_does_not_come_up_stays_recorded_as_it_was() {
        look();
        third.takesEntries = false;
        third.boot = 32;
        leadAnew();
        beat();
        look();
        assertThat(recorded()).isEqualTo(boots(1, 21, 31));
        third.takesEntries = true;
        beat();
        look();
        assertThat(recorded()).isEqualTo(boots(1, 21, 32));
    }

    @Test
    void who_restarts_while_it_is_led_is_recorded_even_before_it_comes_up() {
        look();
        third.takesEntries = false;
        leadAnew();
        beat();
        third.boot = 32;
        beat();
        look();
        assertThat(recorded()).isEqualTo(boots(1, 21, 32));
    }

    @Test
    void who_is_in_doubt_is_not_recorded_anew() {
        look();
        third.boot = 32;
        third.inDoubt = true;
        beat();
        look();
        assertThat(recorded()).isEqualTo(boots(1, 21, 31));
    }

    @Test
    void who_is_removed_is_forgotten_and_a_learner_is_recorded() {
        addLearner();
        ask(AdminRequest.newBuilder().setRemove(Remove.newBuilder().setServer(LEARNER.name())));
        look();
        assertThat(recorded()).isEqualTo(boots(1, 21, 31));
    }

    @Test
    void an_epoch_ends_when_most_have_restarted() {
        look();
        long epoch = epoch();
        second.boot = 22;
        restart();
        assertThat(epoch()).isNotEqualTo(epoch);
        assertThat(isSettled()).isTrue();
        look();
        assertThat(recorded()).isEqualTo(boots(2, 22, 31));
    }

    @Test
    void a_learner_does_not_count_for_the_majority() {
        addLearner();
        long epoch = epoch();
        third.answers = false;
        second.boot = 22;
        restart();
        assertThat(epoch()).isEqualTo(epoch);
        third.answers = true;
        beat();
        assertThat(epoch()).isNotEqualTo(epoch);
    }

    @Test
    void a_learner_makes_the_majority_no_larger_and_is_not_waited_for() {
        addLearner();
        long epoch = epoch();
        learner.answers = false;
        restart();
        assertThat(epoch()).isEqualTo(epoch);
        second.boot = 22;
        third.boot = 32;
        restart();
        assertThat(epoch()).isNotEqualTo(epoch);
    }

    @Test
    void who_is_in_doubt_does_not_count_for_the_majority_nor_for_the_next_epoch() {
        look();
        long epoch = epoch();
        second.inDoubt = true;
        third.boot = 32;
        leadAnew();
        beat();
        assertThat(epoch()).isNotEqualTo(epoch);
        assertThat(recorded().keySet()).doesNotContain(SECOND);
    }

    @Test
    void a_leader_waits_for_who_may_know_as_long_as_it_has_patience() {
        look();
        long epoch = epoch();
        third.answers = false;
        restart();
        assertThat(isSettled()).isFalse();
        leader.pass(PATIENCE.toNanos() - 1);
        beat();
        assertThat(isSettled()).isFalse();
        assertThat(epoch()).isEqualTo(epoch);
        leader.pass(1);
        beat();
        assertThat(isSettled()).isTrue();
        assertThat(epoch()).isNotEqualTo(epoch);
        assertThat(recorded()).isEqualTo(TreeMap.of(FIRST, 2L, SECOND, 21L));
    }

    @Test
    void a_leader_goes_on_when_who_may_know_is_heard() {
        look();
        long epoch = epoch();
        third.answers = false;
        restart();
        third.answers = true;
        beat();
        assertThat(isSettled()).isTrue();
        assertThat(epoch()).isEqualTo(epoch);
    }

    @Test
    void one_record_at_a_time() {
        look();
        third.boot = 32;
        beat();
        second.answers = false;
        third.answers = false;
        look();
        look();
        assertThat(isSettled()).as("what is proposed now is refused").isTrue();
        assertThat(looks()).hasSize(1);
    }

    @Test
    void a_leader_whose_record_is_not_taken_is_not_settled_until_it_has_looked_again() {
        look();
        third.boot = 32;
        beat();
        second.answers = false;
        third.answers = false;
        leader.propose(
                Command.newBuilder().setMergeHistory(MergeHistory.newBuilder().setHistory(History.NONE.toMessage())));
        look();
        assertThat(isSettled()).isFalse();
        second.answers = true;
        third.answers = true;
        beat();
        assertThat(isSettled()).isTrue();
        assertThat(recorded()).isEqualTo(boots(1, 21, 32));
    }

    @Test
    void who_does_not_lead_looks_no_more() {
        leader.boot();
        look();
        assertThat(looks()).isEmpty();
    }

    /** The site stays only because all have left. */
    private void leaveAll() {
        Incarnation before = leader.state().store().standing().self().get();
        History left = leader.state().store().standing().history().left(before, before);
        leader.propose(
                Command.newBuilder().setMergeHistory(MergeHistory.newBuilder().setHistory(left.toMessage())));
        talk();
        leader.pass(1);
    }

    @Test
    void a_site_that_stays_when_all_have_left_begins_anew_as_another() {
        look();
        long epoch = epoch();
        leaveAll();
        look();
        assertThat(marks()).contains(Marks.BEGAN_ANEW, Marks.NEW_EPOCH);
        assertThat(epoch()).isNotEqualTo(epoch);
        assertThat(recorded()).isEqualTo(boots(1, 21, 31));
        Incarnation after = leader.state().store().standing().self().get();
        assertThat(after.id()).isNotZero().isNotEqualTo(1);
        look();
        assertThat(marks()).isEmpty();
        assertThat(leader.state().store().standing().self()).contains(after);
    }

    @Test
    void an_epoch_that_is_under_way_is_not_begun_again() {
        look();
        leaveAll();
        second.answers = false;
        third.answers = false;
        look();
        assertThat(marks()).contains(Marks.NEW_EPOCH);
        look();
        assertThat(marks()).doesNotContain(Marks.NEW_EPOCH);
        assertThat(isSettled()).isTrue();
    }

    @Test
    void a_site_that_is_no_founder_draws_who_it_is_with_its_first_epoch() {
        LoneServer newcomer =
                new LoneServer(SiteOptions.of(Stores.SITE, FIRST, Vector.of(FIRST), Stores.bytes("0123456789abcdef"))
                        .withFounders(Vector.empty()));
        newcomer.boot();
        newcomer.lead();
        assertThat(newcomer.state().store().standing().self().get().id())
                .isNotZero()
                .isNotEqualTo(1);
    }
}
