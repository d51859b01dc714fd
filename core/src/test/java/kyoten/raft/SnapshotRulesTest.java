package kyoten.raft;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import java.time.Duration;
import java.util.List;
import kyoten.node.NodeId;
import kyoten.raft.Lab.Packet;
import kyoten.raft.RaftEnvelope.MessageCase;
import org.junit.jupiter.api.Test;

/** When snapshots are cut, sent, sent again and taken in (§5). */
class SnapshotRulesTest {

    private static Lab led(int every, int tail) {
        return Lab.settled("a b c", new RaftOptions.Limits(4, 1 << 16, 1000, every, tail));
    }

    private static void write(Lab lab, int words) {
        for (int i = 0; i < words; i++) {
            lab.propose("a", "w" + i);
            lab.rest();
        }
    }

    @Test
    void a_snapshot_is_cut_with_every_so_many_entries_and_leaves_a_tail() {
        Lab lab = led(5, 2);
        write(lab, 3);
        assertThat(lab.state("a").commitIndex()).isEqualTo(4);
        assertThat(lab.state("a").snapshot().index()).isZero();
        write(lab, 1);
        assertThat(lab.state("a").snapshot().index()).isEqualTo(5);
        assertThat(lab.state("a").log().baseIndex()).isEqualTo(3);
        write(lab, 5);
        assertThat(lab.state("a").snapshot().index()).isEqualTo(10);
    }

    @Test
    void a_snapshot_within_the_tail_writes_the_log_anew_for_nobody() {
        Lab lab = led(2, 2);
        write(lab, 1);
        assertThat(lab.state("a").snapshot().index()).isEqualTo(2);
        assertThat(lab.state("a").disk().rewrite()).isEqualTo(Disk.Rewrite.NO);
        assertThat(lab.get("a").disk.records())
                .as("a log that is written anew is one record")
                .isGreaterThan(1);
    }

    @Test
    void a_snapshot_has_the_configuration_of_its_entry_and_none_that_came_later() {
        Lab lab = led(3, 0);
        write(lab, 1);
        lab.propose("a", "third");
        lab.change("a", (r, s, ticket, env) -> r.remove(s, new NodeId("c"), ticket, env));
        List<Packet> requests = lab.between("a", "b", MessageCase.APPEND_REQUEST);
        lab.deliver(requests.get(0));
        lab.syncAll("b");
        lab.between("b", "a", MessageCase.APPEND_RESPONSE).forEach(lab::deliver);
        lab.syncAll("a");
        assertThat(lab.state("a").commitIndex()).isEqualTo(3);
        assertThat(lab.state("a").snapshot().index()).isEqualTo(3);
        assertThat(lab.state("a").snapshot().configuration().voters()).hasSize(3);
        assertThat(lab.state("a").configuration().voters()).hasSize(2);
        assertThat(lab.state("a").configurations().map(RaftState.Configured::index))
                .containsExactly(4L, 3L);
    }

    @Test
    void a_snapshot_of_the_entry_that_brings_a_configuration_has_it() {
        Lab lab = led(2, 0);
        lab.change("a", (r, s, ticket, env) -> r.remove(s, new NodeId("c"), ticket, env));
        lab.rest();
        assertThat(lab.state("a").snapshot().index()).isEqualTo(2);
        assertThat(lab.state("a").snapshot().configuration().voters()).hasSize(2);
        assertThat(lab.state("a").configurations().map(RaftState.Configured::index))
                .containsExactly(2L);
    }

    /** b is the first of a's peers. */
    private static Lab lagging() {
        Lab lab = led(5, 0);
        lab.cut("b");
        write(lab, 12);
        lab.run(Duration.ofMillis(60));
        lab.wire.clear();
        lab.passes = packet -> packet.kind() != MessageCase.SNAPSHOT_REQUEST;
        for (int i = 0; lab.between("a", "b", MessageCase.SNAPSHOT_REQUEST).isEmpty() && i < 20; i++) {
            lab.run(Duration.ofMillis(10));
        }
        assertThat(lab.between("a", "b", MessageCase.SNAPSHOT_REQUEST)).hasSize(1);
        return lab;
    }

    @Test
    void a_chunk_that_seems_lost_is_sent_again_after_some_patience() {
        Lab lab = lagging();
        lab.run(Duration.ofMillis(140));
        assertThat(lab.between("a", "b", MessageCase.SNAPSHOT_REQUEST)).hasSize(1);
        lab.run(Duration.ofMillis(60));
        List<Packet> chunks = lab.between("a", "b", MessageCase.SNAPSHOT_REQUEST);
        assertThat(chunks).hasSize(2);
        assertThat(chunks.get(1).message().getSnapshotRequest())
                .isEqualTo(chunks.get(0).message().getSnapshotRequest());
        lab.heal();
        lab.run(Duration.ofMillis(200));
        assertThat(lab.words("b")).isEqualTo(lab.words("a"));
    }

    private static void answer(Lab lab, int wanted) {
        Packet chunk = lab.between("a", "b", MessageCase.SNAPSHOT_REQUEST).get(0);
        SnapshotRequest request = chunk.message().getSnapshotRequest();
        lab.wire.clear();
        lab.receive(new Packet(
                "b",
                "a",
                RaftEnvelope.newBuilder()
                        .setTerm(chunk.message().getTerm())
                        .setNumber(chunk.message().getNumber())
                        .setBootId(lab.state("b").bootId())
                        .setDiskId(lab.state("b").hard().diskId())
                        .setSnapshotResponse(SnapshotResponse.newBuilder()
                                .setLastIndex(request.getLastIndex())
                                .setLastTerm(request.getLastTerm())
                                .setSynced(lab.state("b").disk().synced())
                                .setWanted(wanted))
                        .build()));
    }

    @Test
    void who_wants_the_next_chunk_gets_it_and_who_lost_all_gets_the_first() {
        Lab next = lagging();
        answer(next, 1);
        assertThat(next.between("a", "b", MessageCase.SNAPSHOT_REQUEST))
                .hasSize(1)
                .allMatch(chunk -> chunk.message().getSnapshotRequest().getOrdinal() == 1);
        answer(next, 7);
        assertThat(next.between("a", "b", MessageCase.SNAPSHOT_REQUEST))
                .hasSize(1)
                .allMatch(chunk -> chunk.message().getSnapshotRequest().getOrdinal() == 0);
    }

    @Test
    void who_has_not_got_the_chunk_gets_it_with_the_next_heartbeat() {
        Lab lab = lagging();
        answer(lab, 0);
        assertThat(lab.between("a", "b", MessageCase.SNAPSHOT_REQUEST)).isEmpty();
        lab.run(Duration.ofMillis(60));
        assertThat(lab.between("a", "b", MessageCase.SNAPSHOT_REQUEST)).hasSize(1);
    }

    @Test
    void who_has_the_snapshot_gets_the_entries_after_it_at_once() {
        Lab lab = lagging();
        write(lab, 1);
        lab.heal();
        lab.rest();
        assertThat(lab.words("b")).isEqualTo(lab.words("a"));
    }

    private static RaftEnvelope whole(Lab lab, long term, long index, String words) {
        return RaftEnvelope.newBuilder()
                .setTerm(term)
                .setSnapshotRequest(SnapshotRequest.newBuilder()
                        .setLastIndex(index)
                        .setLastTerm(lab.state("a").term())
                        .setMembers(lab.state("a").configuration().toMessage())
                        .setChunk(ByteString.copyFromUtf8(words))
                        .setLast(true))
                .build();
    }

    private static SnapshotResponse only(Lab lab) {
        List<Packet> answers = lab.between("b", "a", MessageCase.SNAPSHOT_RESPONSE);
        assertThat(answers).hasSize(1);
        return answers.get(0).message().getSnapshotResponse();
    }

    @Test
    void a_snapshot_of_an_older_leader_is_not_taken_in() {
        Lab lab = led(1000, 0);
        lab.receive(new Packet("a", "b", whole(lab, lab.state("b").term() - 1, 50, "1:x")));
        assertThat(only(lab).getInstalled()).isFalse();
        assertThat(lab.get("b").disk.isBusy()).isFalse();
    }

    @Test
    void who_has_all_of_a_snapshot_says_so_when_that_is_synced() {
        Lab lab = led(1000, 0);
        long commit = lab.state("b").commitIndex();
        lab.now += Duration.ofMillis(10).toNanos();
        lab.receive(new Packet("a", "b", whole(lab, lab.state("b").term(), commit, "1:x")));
        assertThat(only(lab).getInstalled()).isTrue();
        assertThat(only(lab).getDoubtful()).isFalse();
        assertThat(lab.get("b").disk.isBusy()).isFalse();
        assertThat(lab.state("b").contact().quietSince()).as("its sender leads").isEqualTo(lab.now);
    }

    @Test
    void what_is_committed_and_not_synced_here_is_not_said_to_be_there() {
        Lab lab = led(1000, 0);
        lab.propose("a", "x");
        Packet entries = lab.between("a", "b", MessageCase.APPEND_REQUEST).get(0);
        long index = lab.state("a").lastIndex();
        AppendRequest committed = entries.message().getAppendRequest().toBuilder()
                .setCommit(index)
                .build();
        lab.wire.clear();
        lab.receive(new Packet(
                "a",
                "b",
                entries.message().toBuilder().setAppendRequest(committed).build()));
        assertThat(lab.state("b").commitIndex()).isEqualTo(index);
        lab.receive(new Packet("a", "b", whole(lab, lab.state("b").term(), index, "1:x")));
        assertThat(lab.between("b", "a", MessageCase.SNAPSHOT_RESPONSE)).isEmpty();
    }

    @Test
    void chunks_that_are_no_snapshot_are_asked_for_again() {
        Lab lab = led(1000, 0);
        lab.receive(new Packet("a", "b", whole(lab, lab.state("b").term(), 50, "?")));
        assertThat(only(lab).getWanted()).isZero();
        assertThat(only(lab).getInstalled()).isFalse();
        assertThat(lab.get("b").disk.isBusy()).isFalse();
    }

    @Test
    void an_installed_snapshot_is_told_and_the_next_one_is_cut_so_many_entries_later() {
        Lab lab = led(20, 0);
        lab.receive(new Packet("a", "b", whole(lab, lab.state("b").term(), 50, "50:x")));
        lab.syncAll("b");
        assertThat(lab.has("b", o -> o.equals(new Outcome.Restored(50)))).isTrue();
        assertThat(lab.state("b").nextCut()).isEqualTo(70);
        assertThat(lab.words("b")).containsExactly("x");
    }

    @Test
    void a_snapshot_that_entries_have_overtaken_on_the_way_to_the_disk_changes_no_state() {
        Lab lab = led(1000, 0);
        lab.passes = packet -> !packet.to().equals("b");
        write(lab, 3);
        List<Packet> entries = lab.between("a", "b", MessageCase.APPEND_REQUEST);
        lab.receive(new Packet("a", "b", whole(lab, lab.state("b").term(), 3, "2:w0 3:w1")));
        assertThat(lab.state("b").saving().isDefined()).isTrue();
        entries.forEach(lab::receive);
        lab.heal();
        while (lab.get("b").disk.hasLogWork()) {
            lab.step(lab.get("b"), lab.get("b").disk.next(true));
        }
        lab.run(Duration.ofMillis(60));
        assertThat(lab.state("b").snapshot().index()).isEqualTo(3);
        assertThat(lab.state("b").log().baseIndex())
                .as("and makes the log shorter")
                .isEqualTo(3);
        assertThat(lab.words("b")).isEqualTo(lab.words("a"));
    }

    @Test
    void a_snapshot_of_what_the_log_holds_uncommitted_keeps_the_entries_after_it() {
        Lab lab = led(1000, 0);
        lab.passes = packet -> !packet.to().equals("b");
        write(lab, 3);
        List<Packet> entries = lab.between("a", "b", MessageCase.APPEND_REQUEST);
        long before = lab.state("b").commitIndex();
        for (Packet packet : entries) {
            AppendRequest uncommitted = packet.message().getAppendRequest().toBuilder()
                    .setCommit(before)
                    .build();
            lab.receive(new Packet(
                    "a",
                    "b",
                    packet.message().toBuilder().setAppendRequest(uncommitted).build()));
        }
        long end = lab.state("b").lastIndex();
        assertThat(end).isEqualTo(4);
        lab.receive(new Packet("a", "b", whole(lab, lab.state("b").term(), 3, "2:w0 3:w1")));
        lab.syncAll("b");
        assertThat(lab.state("b").commitIndex()).isEqualTo(3);
        assertThat(lab.state("b").lastIndex()).isEqualTo(end);
        assertThat(lab.state("b").log().baseIndex()).isEqualTo(3);
        lab.heal();
        lab.run(Duration.ofMillis(200));
        assertThat(lab.words("b")).isEqualTo(lab.words("a"));
    }

    @Test
    void a_snapshot_that_entries_have_just_reached_meanwhile_is_not_installed() {
        Lab lab = led(1000, 0);
        lab.passes = packet -> !packet.to().equals("b");
        write(lab, 2);
        List<Packet> entries = lab.between("a", "b", MessageCase.APPEND_REQUEST);
        lab.receive(new Packet("a", "b", whole(lab, lab.state("b").term(), 3, "2:w0 3:w1")));
        entries.forEach(lab::receive);
        for (Packet packet : entries) {
            AppendRequest committed =
                    packet.message().getAppendRequest().toBuilder().setCommit(3).build();
            lab.receive(new Packet(
                    "a",
                    "b",
                    packet.message().toBuilder().setAppendRequest(committed).build()));
        }
        assertThat(lab.state("b").commitIndex()).isEqualTo(3);
        lab.syncAll("b");
        assertThat(lab.state("b").snapshot().index()).isEqualTo(3);
        assertThat(lab.has("b", o -> o instanceof Outcome.Restored)).isFalse();
    }

    /** b's window is full when the entry that would be sent next goes. */
    @Test
    void a_heartbeat_names_no_entry_that_is_gone() {
        Lab lab = led(6, 0);
        lab.passes = packet -> !packet.to().equals("b");
        write(lab, 5);
        assertThat(lab.state("a").log().baseIndex()).isEqualTo(6);
        assertThat(((Leader) lab.state("a").role()).peers().get(0).next()).isEqualTo(6);
        lab.wire.clear();
        lab.run(Duration.ofMillis(60));
        assertThat(lab.between("a", "b", MessageCase.APPEND_REQUEST)
                        .get(0)
                        .message()
                        .getAppendRequest()
                        .getPrevIndex())
                .isZero();
    }

    @Test
    void who_lacks_the_last_entry_that_is_gone_gets_the_snapshot() {
        Lab lab = led(5, 0);
        write(lab, 3);
        lab.run(Duration.ofMillis(60));
        lab.cut("b");
        write(lab, 1);
        lab.wire.clear();
        assertThat(lab.state("a").log().baseIndex()).isEqualTo(5);
        lab.heal();
        lab.run(Duration.ofMillis(300));
        assertThat(lab.words("b")).isEqualTo(lab.words("a"));
    }

    @Test
    void a_rejection_of_a_heartbeat_does_not_end_the_transfer_of_a_snapshot() {
        Lab lab = lagging();
        Packet heartbeat = lab.between("a", "b", MessageCase.SNAPSHOT_REQUEST).get(0);
        lab.receive(new Packet(
                "b",
                "a",
                RaftEnvelope.newBuilder()
                        .setTerm(heartbeat.message().getTerm())
                        .setNumber(heartbeat.message().getNumber())
                        .setBootId(lab.state("b").bootId())
                        .setDiskId(lab.state("b").hard().diskId())
                        .setAppendResponse(AppendResponse.newBuilder().setIndex(2))
                        .build()));
        assertThat(((Leader) lab.state("a").role()).peers().get(0).mode()).isEqualTo(Progress.Mode.SNAPSHOT);
    }
}
