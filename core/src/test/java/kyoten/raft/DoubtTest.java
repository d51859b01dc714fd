package kyoten.raft;

import static org.assertj.core.api.Assertions.assertThat;

import io.vavr.collection.Vector;
import java.time.Duration;
import java.util.List;
import kyoten.node.NodeId;
import kyoten.raft.Lab.Packet;
import kyoten.raft.RaftEnvelope.MessageCase;
import org.junit.jupiter.api.Test;

/** What a server asks and says that must not trust its disk, and what its leader makes of it (rule R6). */
class DoubtTest {

    private static Lab led(RaftOptions.Limits limits) {
        Lab lab = Lab.led("a b c", limits);
        for (int i = 0; i < 3; i++) {
            lab.propose("a", "w" + i);
            lab.rest();
        }
        lab.run(Duration.ofMillis(100));
        lab.wire.clear();
        return lab;
    }

    private static Progress progress(Lab lab, String peer) {
        Peers peers = ((Leader) lab.state("a").role()).peers();
        return peers.get(peers.find(new NodeId(peer)));
    }

    @Test
    void a_server_in_doubt_says_why_and_asks_all_others_again_and_again_but_not_who_answered() {
        Lab lab = led(Lab.SMALL);
        lab.crash("c");
        lab.get("c").disk.tearTail();
        lab.boot("c");
        assertThat(lab.get("c").marks).contains(Marks.DOUBTFUL_BOOT + " damaged");
        assertThat(lab.between("c", "a", MessageCase.DOUBT_REQUEST)).hasSize(1);
        assertThat(lab.between("c", "b", MessageCase.DOUBT_REQUEST)).hasSize(1);
        assertThat(lab.between("c", "c", MessageCase.DOUBT_REQUEST)).isEmpty();
        lab.passes = packet -> packet.from().equals("b") || packet.to().equals("b");
        lab.rest();
        lab.wire.clear();
        lab.passes = packet -> false;
        lab.run(Duration.ofMillis(110));
        assertThat(lab.between("c", "a", MessageCase.DOUBT_REQUEST)).hasSize(1);
        assertThat(lab.between("c", "b", MessageCase.DOUBT_REQUEST)).isEmpty();
    }

    @Test
    void a_server_that_is_sure_again_asks_nobody_and_waits_for_no_answer() {
        Lab lab = led(Lab.SMALL);
        lab.crash("c");
        lab.get("c").disk.tearTail();
        lab.boot("c");
        assertThat(lab.get("c").timers).containsKey("raft/0/doubt");
        lab.run(Duration.ofSeconds(1));
        assertThat(lab.state("c").isDoubtful()).isFalse();
        assertThat(lab.get("c").timers).doesNotContainKey("raft/0/doubt");
        assertThat(lab.get("c").marks).contains(Marks.DOUBT_ENDED + " ");
    }

    @Test
    void an_empty_disk_is_told_from_a_damaged_one() {
        Lab lab = Lab.of("a b c");
        lab.bootAll();
        assertThat(lab.get("b").marks).contains(Marks.DOUBTFUL_BOOT + " empty");
    }

    @Test
    void a_wiped_server_is_not_let_in_by_the_configuration_that_knows_its_former_disk() {
        Lab lab = led(Lab.SMALL);
        lab.crash("c");
        lab.get("c").disk.wipe();
        lab.boot("c");
        lab.passes =
                packet -> packet.kind() == MessageCase.DOUBT_REQUEST || packet.kind() == MessageCase.DOUBT_RESPONSE;
        lab.run(Duration.ofSeconds(1));
        assertThat(lab.state("c").isDoubtful()).isTrue();
        assertThat(lab.state("c").configuration().members()).isEmpty();
    }

    @Test
    void an_empty_disk_is_let_in_as_a_founders_but_not_when_it_was_taken_in_later() {
        assertThat(toldOf(false, Configuration.EMPTY).configuration().members()).isEmpty();
        assertThat(toldOf(true, Configuration.EMPTY).configuration().voters()).hasSize(1);
        Configuration founding = Configuration.EMPTY.with(new Configuration.Member(new NodeId("b"), true, 5));
        assertThat(toldOf(true, founding).configuration())
                .as("it begins where the log begins")
                .isEqualTo(founding);
    }

    /** An empty c that was told of a group to which its disk belongs. */
    private static RaftState<?> toldOf(boolean founder, Configuration founding) {
        Lab lab = Lab.of("a b c");
        lab.boot("c");
        long disk = lab.state("c").hard().diskId();
        lab.syncAll("c");
        long number = lab.between("c", "a", MessageCase.DOUBT_REQUEST)
                .get(0)
                .message()
                .getNumber();
        Configuration known = Configuration.EMPTY.with(new Configuration.Member(new NodeId("c"), true, disk, founder));
        DoubtResponse.Builder answer =
                DoubtResponse.newBuilder().setMembers(known.toMessage()).setCommitted(known.toMessage());
        if (!founding.members().isEmpty()) {
            answer.setFounding(founding.toMessage());
        }
        lab.receive(new Packet(
                "a",
                "c",
                RaftEnvelope.newBuilder()
                        .setNumber(number)
                        .setDoubtResponse(answer)
                        .build()));
        return lab.state("c");
    }

    @Test
    void a_barred_server_goes_on_under_another_disk_and_does_not_trust_itself() {
        Lab lab = led(Lab.SMALL);
        long disk = lab.state("c").hard().diskId();
        long numbers = lab.state("c").numbers();
        AppendRequest barred = AppendRequest.newBuilder()
                .setPrevIndex(lab.state("c").lastIndex())
                .setPrevTerm(lab.state("c").term())
                .setBarredBoot(lab.state("c").bootId())
                .build();
        lab.receive(new Packet(
                "a",
                "c",
                RaftEnvelope.newBuilder()
                        .setTerm(lab.state("c").term())
                        .setAppendRequest(barred)
                        .build()));
        assertThat(lab.state("c").isDoubtful()).isTrue();
        assertThat(lab.state("c").hard().diskId()).isNotIn(0L, 1L, disk).isOdd();
        assertThat(lab.state("c").numbers()).isEqualTo(numbers + 1);
        assertThat(lab.get("c").marks).contains(Marks.ROLLED_BACK + " ");
        lab.passes =
                packet -> packet.kind() == MessageCase.DOUBT_REQUEST || packet.kind() == MessageCase.DOUBT_RESPONSE;
        lab.fire("c", "doubt");
        lab.run(Duration.ofSeconds(1));
        assertThat(lab.state("c").doubt())
                .as("others know another disk, whatever they answer")
                .isInstanceOf(Doubt.Doubtful.class);
    }

    @Test
    void a_learner_and_a_stranger_are_no_voters() {
        Configuration.Member known = new Configuration.Member(new NodeId("c"), true, 7);
        Configuration.Member unknown = new Configuration.Member(new NodeId("c"), false, 0);
        assertThat(Configuration.EMPTY.with(known).isVoter(new NodeId("c"))).isTrue();
        assertThat(Configuration.EMPTY.with(unknown).isVoter(new NodeId("c"))).isFalse();
        assertThat(Configuration.EMPTY.isVoter(new NodeId("c"))).isFalse();
    }

    /** It has all that it acknowledged, and less than the leader sent: the leader goes on after what it has. */
    @Test
    void a_peer_that_restarts_in_doubt_starts_over_after_what_it_has_synced() {
        Lab lab = led(Lab.SMALL);
        lab.crash("c");
        lab.get("c").disk.tearTail();
        lab.boot("c");
        long synced = lab.state("c").disk().synced();
        lab.passes = packet -> packet.kind() == MessageCase.APPEND_REQUEST
                        && packet.message().getAppendRequest().getClearedBoot() == 0
                || packet.kind() == MessageCase.APPEND_RESPONSE;
        lab.run(Duration.ofMillis(60));
        assertThat(progress(lab, "c").standing().trust()).isEqualTo(Progress.Trust.DOUBTFUL);
        assertThat(progress(lab, "c").standing().target())
                .isEqualTo(lab.state("a").lastIndex());
        assertThat(progress(lab, "c").next()).isEqualTo(synced + 1);
        assertThat(progress(lab, "c").counts()).isFalse();
        lab.heal();
        lab.run(Duration.ofMillis(300));
        assertThat(progress(lab, "c").standing().trust()).isEqualTo(Progress.Trust.TRUSTED);
    }

    @Test
    void a_peer_with_another_disk_stays_a_stranger_whatever_it_says_later() {
        Lab lab = led(Lab.SMALL);
        lab.passes = packet -> false;
        lab.run(Duration.ofMillis(60));
        long disk = lab.state("c").hard().diskId();
        for (long said : new long[] {5, disk}) {
            long number = progress(lab, "c").window().sent();
            lab.receive(new Packet(
                    "c",
                    "a",
                    RaftEnvelope.newBuilder()
                            .setTerm(lab.state("a").term())
                            .setNumber(number)
                            .setBootId(lab.state("c").bootId())
                            .setDiskId(said)
                            .setAppendResponse(AppendResponse.newBuilder()
                                    .setMatched(true)
                                    .setIndex(lab.state("c").lastIndex())
                                    .setSynced(lab.state("c").lastIndex()))
                            .build()));
            assertThat(progress(lab, "c").standing().trust()).isEqualTo(Progress.Trust.STRANGER);
            lab.run(Duration.ofMillis(60));
        }
    }

    @Test
    void a_snapshot_of_several_pieces_is_read_whole_at_the_next_boot() {
        Lab lab = new Lab(1, "a", new RaftOptions.Limits(4, 1 << 22, 1000, 4, 0));
        lab.bootAll();
        lab.run(Duration.ofSeconds(1));
        for (int i = 0; i < 3; i++) {
            lab.propose("a", "x".repeat(700_000) + i);
            lab.rest();
        }
        assertThat(lab.get("a").disk.snapshotBytes()).isGreaterThan(2 << 20);
        Vector<String> words = lab.state("a").machine();
        lab.crash("a");
        lab.boot("a");
        assertThat(lab.state("a").isLoading()).isTrue();
        lab.rest();
        assertThat(lab.state("a").isLoading()).isFalse();
        assertThat(lab.state("a").machine().equals(words)).isTrue();
        assertThat(lab.state("a").isDoubtful()).isFalse();
        assertThat(lab.has("a", o -> o.equals(new Outcome.Restored(4)))).isTrue();
        assertThat(lab.state("a").nextCut()).isEqualTo(8);
    }

    @Test
    void the_numbers_of_two_boots_are_far_apart_and_none_is_negative() {
        Lab lab = led(Lab.SMALL);
        long first = lab.state("b").numbers();
        assertThat(first >> 20).isEqualTo(lab.state("b").bootId());
        lab.restart("b");
        assertThat(lab.state("b").numbers() - first).isGreaterThan(1 << 19);
    }

    @Test
    void a_boot_without_a_snapshot_restores_nothing_and_writes_nothing_anew() {
        Lab lab = led(Lab.SMALL);
        lab.restart("b");
        assertThat(lab.has("b", o -> o instanceof Outcome.Restored)).isFalse();
        assertThat(lab.state("b").disk().rewrite()).isEqualTo(Disk.Rewrite.NO);
        assertThat(lab.state("b").disk().idle()).isTrue();
    }

    @Test
    void a_snapshot_that_the_log_does_not_reach_makes_a_boot_write_the_log_anew() {
        Lab lab = led(Lab.SMALL);
        RaftEnvelope whole = RaftEnvelope.newBuilder()
                .setTerm(lab.state("b").term())
                .setSnapshotRequest(SnapshotRequest.newBuilder()
                        .setLastIndex(50)
                        .setLastTerm(lab.state("a").term())
                        .setMembers(lab.state("a").configuration().toMessage())
                        .setLast(true))
                .build();
        lab.receive(new Packet("a", "b", whole));
        lab.step(lab.get("b"), lab.get("b").disk.next(false));
        lab.restart("b");
        lab.step(lab.get("b"), lab.get("b").disk.next(false));
        assertThat(lab.state("b").isDoubtful()).isFalse();
        assertThat(lab.state("b").disk().batch().rewrite()).isEqualTo(Disk.Rewrite.NEEDED);
    }

    @Test
    void a_configuration_in_the_last_entry_is_known_at_the_next_boot() {
        Lab lab = led(Lab.SMALL);
        lab.change("a", (r, s, ticket, env) -> r.remove(s, new NodeId("c"), ticket, env));
        lab.rest();
        lab.restart("b");
        assertThat(lab.state("b").configuration().voters()).hasSize(2);
    }

    @Test
    void a_configuration_stays_when_what_came_after_it_goes() {
        Lab lab = led(Lab.SMALL);
        lab.change("a", (r, s, ticket, env) -> r.remove(s, new NodeId("c"), ticket, env));
        lab.rest();
        lab.run(Duration.ofMillis(60));
        long kept = lab.state("b").lastIndex();
        lab.propose("a", "x");
        lab.between("a", "b", MessageCase.APPEND_REQUEST).forEach(lab::deliver);
        assertThat(lab.state("b").lastIndex()).isEqualTo(kept + 1);
        lab.receive(new Packet(
                "a",
                "b",
                RaftEnvelope.newBuilder()
                        .setTerm(60)
                        .setAppendRequest(AppendRequest.newBuilder()
                                .setPrevIndex(kept)
                                .setPrevTerm(lab.state("b").log().term(kept))
                                .addEntries(
                                        Entry.newBuilder().setIndex(kept + 1).setTerm(60)))
                        .build()));
        assertThat(lab.state("b").log().lastTerm()).isEqualTo(60);
        assertThat(lab.state("b").configuration().voters()).hasSize(2);
    }

    @Test
    void what_waits_for_the_disk_leaves_once_and_what_waits_for_more_goes_on_waiting() {
        Lab lab = led(Lab.SMALL);
        for (String word : List.of("x", "y")) {
            lab.propose("a", word);
            lab.between("a", "b", MessageCase.APPEND_REQUEST).forEach(lab::deliver);
        }
        Lab.Server b = lab.get("b");
        lab.step(b, b.disk.next(true));
        lab.step(b, b.disk.next(true));
        assertThat(lab.between("b", "a", MessageCase.APPEND_RESPONSE)).hasSize(1);
        lab.syncAll("b");
        assertThat(lab.between("b", "a", MessageCase.APPEND_RESPONSE)).hasSize(2);
    }

    @Test
    void a_vote_leaves_once() {
        Lab lab = led(Lab.SMALL);
        lab.now += Duration.ofSeconds(1).toNanos();
        RaftEnvelope vote = RaftEnvelope.newBuilder()
                .setTerm(60)
                .setVoteRequest(VoteRequest.newBuilder().setLastIndex(99).setLastTerm(59))
                .build();
        lab.receive(new Packet("c", "b", vote));
        lab.syncAll("b");
        lab.receive(new Packet(
                "c",
                "b",
                RaftEnvelope.newBuilder()
                        .setTerm(60)
                        .setAppendRequest(AppendRequest.newBuilder()
                                .setPrevIndex(lab.state("b").lastIndex())
                                .setPrevTerm(lab.state("b").log().lastTerm())
                                .addEntries(Entry.newBuilder()
                                        .setIndex(lab.state("b").lastIndex() + 1)
                                        .setTerm(60)))
                        .build()));
        lab.syncAll("b");
        assertThat(lab.between("b", "c", MessageCase.VOTE_RESPONSE)).hasSize(1);
    }

    @Test
    void a_server_in_doubt_asks_voters_who_came_later_than_the_founders() {
        Lab lab = led(Lab.SMALL);
        lab.add("x", "", Lab.SMALL);
        lab.boot("x");
        lab.change("a", (r, s, ticket, env) -> r.addLearner(s, new NodeId("x"), ticket, env));
        lab.run(Duration.ofMillis(300));
        lab.change("a", (r, s, ticket, env) -> r.promote(s, new NodeId("x"), ticket, env));
        lab.run(Duration.ofMillis(100));
        lab.crash("c");
        lab.get("c").disk.tearTail();
        lab.boot("c");
        assertThat(lab.between("c", "x", MessageCase.DOUBT_REQUEST)).hasSize(1);
    }

    @Test
    void what_is_offered_to_a_server_in_doubt_goes_into_a_batch() {
        Lab lab = led(new RaftOptions.Limits(4, 1, 1000, 1_000_000, 2));
        lab.crash("c");
        lab.get("c").disk.damage(lab.get("c").disk.records() - 3);
        lab.boot("c");
        assertThat(lab.state("a").lastIndex() - lab.state("c").lastIndex()).isGreaterThan(1);
        lab.between("c", "b", MessageCase.DOUBT_REQUEST).forEach(lab::deliver);
        DoubtResponse answer = lab.between("b", "c", MessageCase.DOUBT_RESPONSE)
                .get(0)
                .message()
                .getDoubtResponse();
        assertThat(answer.getPrevIndex()).isEqualTo(lab.state("c").lastIndex());
        assertThat(answer.getEntriesCount()).isEqualTo(1);
    }

    @Test
    void what_nobody_can_show_is_asked_for_under_another_number() {
        Lab lab = new Lab(1, "a", Lab.SMALL);
        lab.bootAll();
        lab.run(Duration.ofSeconds(1));
        for (int i = 0; i < 4; i++) {
            lab.propose("a", "w" + i);
            lab.rest();
        }
        lab.crash("a");
        lab.get("a").disk.damage(lab.get("a").disk.records() - 2);
        lab.boot("a");
        assertThat(lab.get("a").marks).contains(Marks.ENTRIES_LOST + " ");
        long asked = ((Doubt.Doubtful) lab.state("a").doubt()).number();
        assertThat(lab.state("a").numbers()).isEqualTo(asked + 1);
    }
}
