package kyoten.raft;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import kyoten.node.BootFile;
import kyoten.node.NodeId;
import kyoten.raft.Lab.Packet;
import kyoten.raft.RaftEnvelope.MessageCase;
import org.junit.jupiter.api.Test;

class DamageTest {
    private static final RaftOptions.Limits CUTTING = new RaftOptions.Limits(4, 1 << 16, 1000, 5, 0);

    private static Lab led(RaftOptions.Limits limits) {
        return Lab.led("a b c", limits);
    }

    private static void write(Lab lab, int words) {
        for (int i = 0; i < words; i++) {
            lab.propose(lab.leader(), "w" + i);
            lab.rest();
        }
        lab.run(Duration.ofMillis(100));
    }

    @Test
    void a_server_in_doubt_grants_no_vote_until_a_leader_has_caught_it_up() {
        Lab lab = led(Lab.SMALL);
        write(lab, 3);
        lab.crash("c");
        lab.get("c").disk.tearTail();
        lab.cut("c");
        lab.boot("c");
        assertThat(lab.state("c").isDoubtful()).isTrue();
        lab.receive(new Packet(
                "b",
                "c",
                RaftEnvelope.newBuilder()
                        .setTerm(9)
                        .setVoteRequest(
                                VoteRequest.newBuilder().setLastIndex(99).setLastTerm(8))
                        .build()));
        lab.syncAll("c");
        assertThat(lab.between("c", "b", MessageCase.VOTE_RESPONSE)
                        .get(0)
                        .message()
                        .getVoteResponse()
                        .getGranted())
                .isFalse();
        lab.wire.clear();
        lab.heal();
        lab.run(Duration.ofSeconds(2));
        assertThat(lab.state("c").isDoubtful()).isFalse();
    }

    @Test
    void a_server_in_doubt_counts_for_no_commit() {
        Lab lab = led(Lab.SMALL);
        write(lab, 3);
        lab.crash("b");
        lab.crash("c");
        lab.get("c").disk.tearTail();
        lab.boot("c");
        lab.passes = packet -> packet.kind() != MessageCase.DOUBT_RESPONSE
                && packet.message().getAppendRequest().getClearedBoot() == 0;
        long write = lab.propose("a", "x");
        lab.run(Duration.ofMillis(200));
        assertThat(lab.state("c").lastIndex()).isEqualTo(lab.state("a").lastIndex());
        assertThat(lab.applied("a", write)).isFalse();
        lab.heal();
        lab.run(Duration.ofMillis(200));
        assertThat(lab.applied("a", write)).isTrue();
    }

    /** The leader may be gone before it says so, and without what it sent: of two servers none would lead then. */
    @Test
    void a_server_that_has_got_what_the_best_log_had_needs_no_leaders_word() {
        Lab lab = Lab.led("a b", Lab.SMALL);
        write(lab, 3);
        lab.crash("b");
        lab.get("b").disk.tearTail();
        lab.propose("a", "x");
        lab.rest();
        lab.boot("b");
        lab.passes = packet -> packet.message().getAppendRequest().getClearedBoot() == 0
                && packet.message().getAppendRequest().getEntriesCount() == 0;
        lab.run(Duration.ofMillis(200));
        assertThat(lab.state("b").isDoubtful()).as("knows what it lacks").isTrue();
        lab.passes = packet -> packet.message().getAppendRequest().getClearedBoot() == 0;
        lab.run(Duration.ofMillis(200));
        assertThat(lab.state("b").lastIndex()).isEqualTo(lab.state("a").lastIndex());
        assertThat(lab.state("b").isDoubtful()).isFalse();
    }

    @Test
    void doubt_outlives_a_second_crash() {
        Lab lab = led(Lab.SMALL);
        write(lab, 3);
        lab.cut("c");
        lab.crash("c");
        lab.get("c").disk.damage(lab.get("c").disk.records() - 1);
        lab.boot("c");
        lab.rest();
        lab.restart("c");
        assertThat(lab.state("c").isDoubtful()).isTrue();
    }

    @Test
    void a_word_of_clearance_for_a_former_boot_clears_nothing() {
        Lab lab = led(Lab.SMALL);
        write(lab, 3);
        lab.crash("c");
        lab.get("c").disk.tearTail();
        lab.boot("c");
        lab.passes = packet -> packet.kind() != MessageCase.DOUBT_RESPONSE
                && packet.message().getAppendRequest().getClearedBoot() == 0;
        lab.run(Duration.ofMillis(200));
        Packet clearing = lab.wire.stream()
                .filter(packet -> packet.message().getAppendRequest().getClearedBoot() != 0)
                .findFirst()
                .orElseThrow();
        lab.cut("c");
        lab.crash("c");
        lab.get("c").disk.damage(lab.get("c").disk.records() - 1);
        lab.boot("c");
        lab.receive(clearing);
        lab.rest();
        assertThat(lab.state("c").isDoubtful()).isTrue();
    }

    @Test
    void a_site_whose_servers_all_come_back_with_torn_tails_serves_again() {
        Lab lab = led(Lab.SMALL);
        write(lab, 5);
        for (String name : List.of("a", "b", "c")) {
            lab.crash(name);
            lab.get(name).disk.tearTail();
        }
        lab.bootAll();
        assertThat(lab.state("a").isDoubtful()).isTrue();
        lab.run(Duration.ofSeconds(3));
        assertThat(lab.leader()).isNotEmpty();
        long write = lab.propose(lab.leader(), "after");
        lab.run(Duration.ofMillis(200));
        assertThat(lab.applied(lab.leader(), write)).isTrue();
        for (String name : List.of("a", "b", "c")) {
            assertThat(lab.words(name)).containsExactly("w0", "w1", "w2", "w3", "w4", "after");
            assertThat(lab.state(name).isDoubtful()).isFalse();
        }
    }

    @Test
    void when_all_are_in_doubt_the_best_intact_log_wins() {
        Lab lab = led(Lab.SMALL);
        write(lab, 3);
        lab.cut("c");
        long write = lab.propose("a", "late");
        lab.rest();
        assertThat(lab.applied("a", write)).isTrue();
        for (String name : List.of("a", "b", "c")) {
            lab.crash(name);
        }
        // a's copy of the last entry rots, and b's tail is torn behind it: only b has it whole.
        lab.get("a").disk.damage(lab.get("a").disk.records() - 1);
        lab.get("b").disk.tearTail();
        lab.get("c").disk.tearTail();
        lab.heal();
        lab.bootAll();
        lab.run(Duration.ofSeconds(4));
        assertThat(lab.leader()).isNotEmpty();
        for (String name : List.of("a", "b", "c")) {
            assertThat(lab.words(name)).containsExactly("w0", "w1", "w2", "late");
        }
    }

    @Test
    void entries_that_nobody_can_show_are_not_dropped_silently() {
        Lab lab = new Lab(1, "a", Lab.SMALL);
        lab.bootAll();
        lab.run(Duration.ofSeconds(1));
        write(lab, 4);
        lab.crash("a");
        lab.get("a").disk.damage(lab.get("a").disk.records() - 2);
        lab.boot("a");
        for (int boot = 0; boot < 3; boot++) {
            lab.run(Duration.ofSeconds(5));
            assertThat(lab.leader()).isEmpty();
            assertThat(lab.state("a").isDoubtful()).isTrue();
            lab.restart("a"); // it has written its file anew by then, and knows still what it cannot show
        }
    }

    @Test
    void what_follows_a_servers_own_snapshot_is_taken_from_behind_a_damaged_place() {
        Lab lab = new Lab(1, "a", CUTTING);
        lab.bootAll();
        lab.run(Duration.ofSeconds(1));
        write(lab, 8);
        lab.crash("a");
        lab.get("a").disk.damage(0);
        lab.boot("a");
        lab.run(Duration.ofSeconds(5));
        assertThat(lab.state("a").isDoubtful()).isFalse();
        assertThat(lab.words("a")).hasSize(8).endsWith("w6", "w7");
    }

    @Test
    void an_entry_that_can_be_read_only_behind_a_damaged_place_is_not_lost() {
        Lab lab = led(Lab.SMALL);
        write(lab, 3);
        lab.propose("a", "late");
        lab.syncAll("a");
        for (String name : List.of("a", "b", "c")) {
            lab.crash(name);
        }
        // The last entry is whole on a alone, behind what has rotted there; the others can't tell what their tails
        // were.
        lab.get("a").disk.damage(lab.get("a").disk.records() - 3);
        lab.get("b").disk.tearTail();
        lab.get("c").disk.tearTail();
        lab.wire.clear();
        lab.bootAll();
        lab.run(Duration.ofSeconds(4));
        for (String name : List.of("a", "b", "c")) {
            assertThat(lab.words(name)).containsExactly("w0", "w1", "w2", "late");
            assertThat(lab.state(name).isDoubtful()).isFalse();
        }
    }

    @Test
    void a_damaged_place_is_filled_with_what_others_have_of_it() {
        Lab lab = led(new RaftOptions.Limits(4, 1, 1000, 1_000_000, 2));
        write(lab, 5);
        lab.crash("b");
        long write = lab.propose("a", "late");
        lab.rest();
        assertThat(lab.applied("a", write)).isTrue();
        lab.crash("a");
        lab.crash("c");
        lab.get("a").disk.damage(lab.get("a").disk.records() - 4);
        // Nobody but b has what a lost, and b has not what a kept. And b, which is sure of itself, does not ask.
        for (int i = 1; i <= 5; i++) {
            lab.get("c").disk.damage(lab.get("c").disk.records() - i);
        }
        lab.bootAll();
        lab.run(Duration.ofSeconds(4));
        for (String name : List.of("a", "b", "c")) {
            assertThat(lab.words(name)).containsExactly("w0", "w1", "w2", "w3", "w4", "late");
            assertThat(lab.state(name).isDoubtful()).isFalse();
        }
    }

    @Test
    void what_stands_behind_a_damaged_place_follows_no_other_entry_than_it_did() {
        Lab lab = led(new RaftOptions.Limits(4, 1, 1000, 1_000_000, 2));
        write(lab, 3);
        lab.cut("a");
        lab.propose("a", "x");
        lab.propose("a", "y");
        lab.syncAll("a");
        lab.elect("b");
        lab.propose("b", "new");
        lab.propose("b", "newer");
        lab.rest();
        for (String name : List.of("a", "b", "c")) {
            lab.crash(name);
        }
        // Of the entry with which b began its term nothing is left, and a has others in its place.
        lab.get("b").disk.damage(lab.get("b").disk.records() - 3);
        for (int i = 1; i <= 3; i++) {
            lab.get("c").disk.damage(lab.get("c").disk.records() - i);
        }
        lab.get("a").disk.tearTail();
        lab.wire.clear();
        lab.heal();
        lab.bootAll();
        lab.run(Duration.ofSeconds(4));
        assertThat(lab.leader()).isEmpty();
        assertThat(lab.state("a").log().lastTerm()).isEqualTo(1);
    }

    @Test
    void a_server_that_has_forgotten_with_whom_the_group_was_founded_is_told() {
        Lab lab = led(Lab.SMALL);
        write(lab, 3);
        lab.crash("c");
        for (int i = 0; i < lab.get("c").disk.records(); i++) {
            LogRecord record = Scan.parse(lab.get("c").disk.image().get(i)).get();
            if (record.hasFounding()) {
                lab.get("c").disk.damage(i);
            }
        }
        lab.boot("c");
        lab.rest();
        assertThat(lab.state("c").configuration()).isEqualTo(lab.state("a").configuration());
        lab.run(Duration.ofSeconds(2));
        assertThat(lab.state("c").isDoubtful()).isFalse();
        lab.restart("c");
        assertThat(lab.state("c").isDoubtful()).as("it has written it down").isFalse();
        lab.elect("c");
        assertThat(lab.leader()).isEqualTo("c");
    }

    @Test
    void a_server_that_knows_nobody_of_its_group_does_not_trust_itself() {
        Lab lab = led(Lab.SMALL);
        write(lab, 3);
        lab.crash("c");
        lab.get("c")
                .disk
                .restoreLog(lab.get("c").disk.image().stream()
                        .filter(record -> !Scan.parse(record).get().hasFounding())
                        .toList());
        lab.boot("c");
        assertThat(lab.state("c").isDoubtful()).isTrue();
        lab.passes = packet -> packet.kind() != MessageCase.DOUBT_RESPONSE;
        lab.run(Duration.ofSeconds(2));
        assertThat(lab.state("c").isDoubtful())
                .as("caught up, and knows nobody still")
                .isTrue();
        lab.heal();
        lab.run(Duration.ofSeconds(2));
        assertThat(lab.state("c").isDoubtful()).isFalse();
    }

    @Test
    void nobody_is_let_in_by_a_configuration_that_may_be_taken_back() {
        Lab lab = led(Lab.SMALL);
        lab.cut("a");
        NodeId b = new NodeId("b");
        lab.change("a", (r, s, ticket, env) -> r.remove(s, b, ticket, env));
        assertThat(lab.state("a").configuration().voters()).hasSize(2);
        lab.receive(new Packet(
                "c",
                "a",
                RaftEnvelope.newBuilder()
                        .setDoubtRequest(DoubtRequest.getDefaultInstance())
                        .build()));
        lab.syncAll("a");
        Members told = lab.between("a", "c", MessageCase.DOUBT_RESPONSE)
                .get(0)
                .message()
                .getDoubtResponse()
                .getCommitted();
        assertThat(Configuration.of(told).voters()).hasSize(3);
    }

    @Test
    void a_damaged_record_in_the_middle_hides_no_vote() {
        Lab lab = led(Lab.SMALL);
        write(lab, 4);
        long term = lab.state("c").term();
        lab.crash("c");
        lab.get("c").disk.damage(1);
        lab.boot("c");
        assertThat(lab.state("c").term()).isEqualTo(term);
        assertThat(lab.state("c").hard().vote()).contains(new NodeId("a"));
        assertThat(lab.state("c").isDoubtful()).isTrue();
    }

    @Test
    void a_wiped_server_votes_for_nobody_and_counts_for_nothing() {
        Lab lab = led(Lab.SMALL);
        write(lab, 3);
        lab.crash("c");
        lab.get("c").disk.wipe();
        lab.boot("c");
        lab.run(Duration.ofSeconds(1));
        assertThat(lab.words("c")).as("it gets entries all the same").hasSize(3);
        assertThat(lab.state("c").isDoubtful()).isTrue();
        lab.crash("b");
        long write = lab.propose("a", "x");
        lab.run(Duration.ofMillis(200));
        assertThat(lab.applied("a", write)).isFalse();
    }

    @Test
    void a_wiped_server_returns_as_a_new_one() {
        Lab lab = led(Lab.SMALL);
        write(lab, 3);
        lab.crash("c");
        lab.get("c").disk.wipe();
        lab.boot("c");
        lab.run(Duration.ofMillis(500));
        NodeId c = new NodeId("c");
        lab.change("a", (r, s, ticket, env) -> r.remove(s, c, ticket, env));
        lab.run(Duration.ofMillis(100));
        lab.change("a", (r, s, ticket, env) -> r.addLearner(s, c, ticket, env));
        lab.run(Duration.ofMillis(500));
        long promote = lab.change("a", (r, s, ticket, env) -> r.promote(s, c, ticket, env));
        lab.run(Duration.ofMillis(200));
        assertThat(lab.applied("a", promote)).isTrue();
        lab.crash("b");
        long write = lab.propose("a", "x");
        lab.run(Duration.ofMillis(200));
        assertThat(lab.applied("a", write)).isTrue();
        assertThat(lab.state("c").isDoubtful()).isFalse();
    }

    @Test
    void two_wiped_servers_of_three_do_not_begin_the_group_again() {
        Lab lab = led(Lab.SMALL);
        write(lab, 3);
        for (String name : List.of("a", "b", "c")) {
            lab.crash(name);
        }
        lab.get("a").disk.wipe();
        lab.get("b").disk.wipe();
        lab.bootAll();
        lab.run(Duration.ofSeconds(5));
        assertThat(lab.leader()).isEmpty();
    }

    @Test
    void a_leader_bars_a_server_that_was_rolled_back() {
        Lab lab = led(Lab.SMALL);
        write(lab, 1);
        List<BootFile.LogRecord> image = lab.get("c").disk.image();
        write(lab, 3);
        lab.crash("c");
        lab.get("c").disk.restoreLog(image);
        lab.boot("c");
        assertThat(lab.state("c").isDoubtful()).as("it can't know").isFalse();
        lab.run(Duration.ofMillis(300));
        assertThat(lab.state("c").isDoubtful()).isTrue();
        lab.crash("b");
        long write = lab.propose("a", "x");
        lab.run(Duration.ofMillis(200));
        assertThat(lab.applied("a", write)).isFalse();
        lab.boot("b");
        lab.crash("a");
        lab.run(Duration.ofSeconds(5));
        assertThat(lab.leader()).as("c votes for nobody").isEmpty();
    }

    @Test
    void a_leader_vouches_for_a_server_that_kept_what_it_acknowledged() {
        Lab lab = led(Lab.SMALL);
        write(lab, 3);
        long before = lab.state("c").bootId();
        lab.restart("c");
        lab.run(Duration.ofMillis(200));
        RaftState.ServerBoot c = lab.state("a").boots(new NodeId("a")).last();
        assertThat(c.bootId()).isEqualTo(lab.state("c").bootId()).isNotEqualTo(before);
        assertThat(c.vouchedFrom()).isEqualTo(before);
        assertThat(c.trusted()).isTrue();
    }

    @Test
    void a_laggard_gets_a_snapshot_in_chunks() {
        Lab lab = led(CUTTING);
        lab.cut("c");
        write(lab, 12);
        assertThat(lab.state("a").log().baseIndex()).isPositive();
        lab.heal();
        lab.run(Duration.ofSeconds(1));
        assertThat(lab.words("c")).isEqualTo(lab.words("a"));
        assertThat(lab.get("a").marks.stream().filter(mark -> mark.startsWith(Marks.SNAPSHOT_CHUNK_SENT)))
                .hasSizeGreaterThan(1);
        lab.restart("c");
        lab.rest();
        assertThat(lab.state("c").commitIndex()).isPositive();
    }

    @Test
    void a_snapshot_is_never_installed_over_newer_entries() {
        Lab lab = led(CUTTING);
        lab.cut("c");
        write(lab, 12);
        lab.heal();
        lab.passes = packet -> packet.kind() != MessageCase.SNAPSHOT_REQUEST
                || !packet.message().getSnapshotRequest().getLast();
        lab.run(Duration.ofMillis(300));
        Packet last = lab.wire.stream()
                .filter(packet -> packet.kind() == MessageCase.SNAPSHOT_REQUEST)
                .findFirst()
                .orElseThrow();
        lab.heal();
        write(lab, 12);
        lab.run(Duration.ofSeconds(1));
        long commit = lab.state("c").commitIndex();
        List<String> words = lab.words("c");
        SnapshotRequest old =
                last.message().getSnapshotRequest().toBuilder().setOrdinal(0).build();
        lab.receive(new Packet(
                "a", "c", last.message().toBuilder().setSnapshotRequest(old).build()));
        assertThat(lab.get("c").disk.isBusy())
                .as("an older snapshot is written")
                .isFalse();
        lab.receive(last);
        lab.rest();
        assertThat(lab.state("c").commitIndex()).isEqualTo(commit);
        assertThat(lab.words("c")).isEqualTo(words);
    }

    @Test
    void a_chunk_of_another_snapshot_is_not_taken_for_the_next() {
        Lab lab = led(CUTTING);
        RaftEnvelope.Builder envelope =
                RaftEnvelope.newBuilder().setTerm(lab.state("a").term());
        SnapshotRequest.Builder chunk = SnapshotRequest.newBuilder()
                .setLastIndex(100)
                .setLastTerm(1)
                .setChunk(com.google.protobuf.ByteString.copyFromUtf8("5:x"));
        lab.receive(new Packet("a", "c", envelope.setSnapshotRequest(chunk).build()));
        SnapshotRequest other =
                chunk.setLastIndex(200).setOrdinal(1).setLast(true).build();
        lab.receive(new Packet("a", "c", envelope.setSnapshotRequest(other).build()));
        lab.syncAll("c");
        assertThat(lab.state("c").commitIndex()).isLessThan(100);
        List<Packet> answers = lab.between("c", "a", MessageCase.SNAPSHOT_RESPONSE);
        assertThat(answers.get(answers.size() - 1)
                        .message()
                        .getSnapshotResponse()
                        .getWanted())
                .isZero();
    }

    @Test
    void a_snapshot_counts_when_it_is_synced_and_not_before() {
        Lab lab = led(CUTTING);
        SnapshotRequest whole = SnapshotRequest.newBuilder()
                .setLastIndex(100)
                .setLastTerm(1)
                .setMembers(lab.state("a").configuration().toMessage())
                .setLast(true)
                .build();
        lab.receive(new Packet(
                "a",
                "c",
                RaftEnvelope.newBuilder()
                        .setTerm(lab.state("a").term())
                        .setSnapshotRequest(whole)
                        .build()));
        assertThat(lab.state("c").commitIndex()).isLessThan(100);
        assertThat(lab.between("c", "a", MessageCase.SNAPSHOT_RESPONSE)).isEmpty();
        lab.syncAll("c");
        assertThat(lab.state("c").commitIndex()).isEqualTo(100);
        assertThat(lab.between("c", "a", MessageCase.SNAPSHOT_RESPONSE)).hasSize(1);
    }

    @Test
    void a_damaged_snapshot_makes_a_server_doubt_and_is_replaced_by_the_leader() {
        Lab lab = led(CUTTING);
        write(lab, 12);
        lab.crash("c");
        assertThat(lab.get("c").disk.snapshotBytes()).isPositive();
        lab.get("c").disk.damageSnapshot();
        lab.boot("c");
        lab.rest();
        lab.run(Duration.ofSeconds(2));
        assertThat(lab.words("c")).isEqualTo(lab.words("a"));
        assertThat(lab.state("c").isDoubtful()).isFalse();
    }
}
