package kyoten.raft;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import kyoten.node.Event;
import kyoten.node.NodeId;
import kyoten.raft.Lab.Packet;
import kyoten.raft.RaftEnvelope.MessageCase;
import org.junit.jupiter.api.Test;

class ReplicationTest {

    private static Lab led(String founders) {
        return Lab.led(founders, Lab.SMALL);
    }

    private static long last(Lab lab, String name) {
        return lab.state(name).lastIndex();
    }

    @Test
    void an_answer_leaves_when_a_majority_has_synced_and_not_before() {
        Lab lab = led("a b c");
        long write = lab.propose("a", "x");
        lab.between("a", "b", MessageCase.APPEND_REQUEST).forEach(lab::deliver);
        assertThat(lab.between("b", "a", MessageCase.APPEND_RESPONSE)).isEmpty();
        lab.syncAll("b");
        lab.between("b", "a", MessageCase.APPEND_RESPONSE).forEach(lab::deliver);
        assertThat(lab.applied("a", write)).as("one of three has synced").isFalse();
        lab.syncAll("a");
        assertThat(lab.applied("a", write)).isTrue();
    }

    @Test
    void two_followers_suffice_while_the_leader_still_syncs() {
        Lab lab = led("a b c");
        long write = lab.propose("a", "x");
        for (String peer : List.of("b", "c")) {
            lab.between("a", peer, MessageCase.APPEND_REQUEST).forEach(lab::deliver);
            lab.syncAll(peer);
            lab.between(peer, "a", MessageCase.APPEND_RESPONSE).forEach(lab::deliver);
        }
        assertThat(lab.get("a").disk.isBusy()).isTrue();
        assertThat(lab.applied("a", write)).isTrue();
    }

    @Test
    void what_comes_while_a_sync_is_under_way_goes_into_one_batch() {
        Lab lab = led("a");
        int before = lab.get("a").disk.records();
        for (int i = 0; i < 10; i++) {
            lab.propose("a", "w" + i);
        }
        lab.rest();
        assertThat(lab.words("a")).hasSize(10);
        assertThat(lab.get("a").disk.records() - before).isEqualTo(2);
    }

    @Test
    void an_acknowledgement_of_an_older_term_raises_no_match_index() {
        Lab lab = led("a b c");
        lab.passes = packet -> packet.kind() != MessageCase.APPEND_RESPONSE;
        lab.propose("a", "lost");
        lab.rest();
        List<Packet> held = lab.between("b", "a", MessageCase.APPEND_RESPONSE);
        assertThat(held).isNotEmpty();
        lab.wire.clear();
        lab.heal();
        lab.crash("b");
        lab.crash("a");
        lab.boot("a");
        lab.elect("a");
        lab.wire.clear();
        lab.crash("c");
        long write = lab.propose("a", "y");
        lab.syncAll("a");
        long awaited = ((Leader) lab.state("a").role()).peers().get(0).window().sent();
        held.forEach(packet -> lab.receive(new Packet(
                "b",
                "a",
                packet.message().toBuilder()
                        .setNumber(awaited)
                        .setAppendResponse(
                                packet.message().getAppendResponse().toBuilder().setIndex(last(lab, "a")))
                        .build())));
        assertThat(lab.applied("a", write)).isFalse();
    }

    @Test
    void an_answer_to_a_request_that_was_answered_already_is_ignored() {
        Lab lab = led("a b c");
        lab.propose("a", "x");
        lab.passes = packet -> !packet.kind().equals(MessageCase.APPEND_RESPONSE);
        lab.rest();
        Packet once = lab.between("b", "a", MessageCase.APPEND_RESPONSE).get(0);
        lab.deliver(once);
        RaftState<?> after = lab.state("a");
        lab.receive(once);
        assertThat(lab.state("a")).isEqualTo(after);
    }

    /** Figure 8 of the paper: c's entry of an old term is on a majority, and is not committed by that. */
    @Test
    void an_entry_of_an_older_term_does_not_commit_by_counting() {
        Lab lab = led("a b c");
        lab.cut("a");
        lab.propose("a", "old");
        lab.syncAll("a");
        long index = last(lab, "a");
        lab.restart("a");
        lab.heal();
        lab.wire.clear();
        // a leads again and brings the old entry to b, but its own entry of the new term is held back on the way.
        lab.now += Duration.ofSeconds(1).toNanos();
        lab.passes = packet ->
                packet.kind() != MessageCase.APPEND_REQUEST && !packet.to().equals("c")
                        || packet.kind() == MessageCase.VOTE_REQUEST;
        lab.fire("a", "election");
        lab.rest();
        assertThat(lab.state("a").isLeader()).isTrue();
        long committed = lab.state("a").commitIndex();
        Progress b = ((Leader) lab.state("a").role()).peers().get(0);
        RaftEnvelope answer = RaftEnvelope.newBuilder()
                .setTerm(lab.state("a").term())
                .setNumber(b.window().sent())
                .setBootId(lab.state("b").bootId())
                .setDiskId(lab.state("b").hard().diskId())
                .setAppendResponse(AppendResponse.newBuilder()
                        .setMatched(true)
                        .setIndex(index)
                        .setSynced(index))
                .build();
        lab.receive(new Packet("b", "a", answer));
        assertThat(lab.state("a").commitIndex()).isEqualTo(committed).isLessThan(index);
    }

    @Test
    void a_late_append_erases_no_good_suffix() {
        Lab lab = led("a b c");
        lab.propose("a", "x");
        Packet early = lab.between("a", "b", MessageCase.APPEND_REQUEST).get(0);
        lab.rest();
        lab.propose("a", "y");
        lab.rest();
        long end = last(lab, "b");
        lab.receive(early);
        assertThat(last(lab, "b")).isEqualTo(end);
    }

    @Test
    void entries_after_an_entry_of_another_term_are_not_taken_in() {
        Lab lab = led("a b c");
        lab.propose("a", "uncommitted");
        lab.between("a", "b", MessageCase.APPEND_REQUEST).forEach(lab::deliver);
        long term = lab.state("a").term();
        long end = last(lab, "b");
        AppendRequest other = AppendRequest.newBuilder()
                .setPrevIndex(end)
                .setPrevTerm(term - 1)
                .addEntries(Entry.newBuilder().setIndex(end + 1).setTerm(term))
                .build();
        lab.receive(new Packet(
                "a",
                "b",
                RaftEnvelope.newBuilder().setTerm(term).setAppendRequest(other).build()));
        assertThat(last(lab, "b")).isEqualTo(end);
    }

    @Test
    void entries_after_a_hole_are_not_taken_in() {
        Lab lab = led("a b c");
        lab.propose("a", "x");
        lab.wire.removeIf(packet -> packet.to().equals("b"));
        lab.propose("a", "y");
        long end = last(lab, "b");
        lab.between("a", "b", MessageCase.APPEND_REQUEST).forEach(lab::deliver);
        assertThat(last(lab, "b")).isEqualTo(end);
        lab.run(Duration.ofMillis(200));
        assertThat(lab.words("b")).containsExactly("x", "y");
    }

    @Test
    void a_follower_with_entries_of_dead_leaders_gets_those_of_the_living_one() {
        Lab lab = led("a b c");
        lab.cut("a");
        for (int i = 0; i < 20; i++) {
            lab.propose("a", "dead" + i);
        }
        lab.syncAll("a");
        lab.crash("a");
        lab.elect("b");
        lab.propose("b", "alive");
        lab.rest();
        lab.boot("a");
        lab.heal();
        lab.run(Duration.ofSeconds(1));
        assertThat(lab.words("a")).containsExactly("alive");
    }

    @Test
    void a_slow_peer_is_not_flooded() {
        Lab lab = led("a b c");
        lab.passes = packet -> !packet.to().equals("c");
        for (int i = 0; i < 100; i++) {
            lab.propose("a", "w" + i);
        }
        lab.rest();
        assertThat(lab.between("a", "c", MessageCase.APPEND_REQUEST)).hasSizeLessThanOrEqualTo(4);
        lab.heal();
        lab.run(Duration.ofMillis(200));
        assertThat(lab.words("c")).hasSize(100);
    }

    @Test
    void back_off_goes_over_a_whole_term_at_once() {
        Log leader = Log.EMPTY;
        Log follower = Log.EMPTY;
        for (long term : new long[] {1, 1, 2, 2, 2, 5}) {
            leader = leader.append(term, Entry.Kind.EMPTY, com.google.protobuf.ByteString.EMPTY);
        }
        for (long term : new long[] {1, 1, 3, 3, 3, 3}) {
            follower = follower.append(term, Entry.Kind.EMPTY, com.google.protobuf.ByteString.EMPTY);
        }
        AppendResponse unknownTerm = AppendResponse.newBuilder()
                .setIndex(follower.firstOfTerm(3))
                .setHintTerm(3)
                .build();
        assertThat(Replication.nextAfter(leader, unknownTerm)).isEqualTo(3);
        AppendResponse knownTerm =
                AppendResponse.newBuilder().setIndex(3).setHintTerm(2).build();
        assertThat(Replication.nextAfter(leader, knownTerm)).isEqualTo(6);
    }

    @Test
    void a_failed_sync_ends_the_server_and_nothing_of_it_counts() {
        Lab lab = led("a");
        long write = lab.propose("a", "x");
        Lab.Server a = lab.get("a");
        long sync = a.state.disk().batch().end();
        lab.step(a, new Event.DiskFailed(sync, Event.DiskFault.BROKEN));
        assertThat(lab.has("a", o -> o.equals(new Outcome.Abandoned(write)))).isTrue();
        assertThat(lab.has("a", o -> o instanceof Outcome.Failed)).isTrue();
        RaftState<?> ended = a.state;
        assertThat(ended.isEnded()).isTrue();
        lab.step(a, new Event.DiskDone(sync, com.google.protobuf.ByteString.EMPTY));
        lab.elect("a");
        assertThat(a.state).isEqualTo(ended);
        assertThat(lab.applied("a", write)).isFalse();
    }

    @Test
    void a_full_disk_takes_no_writes_answers_reads_and_goes_on_when_there_is_room() {
        Lab lab = led("a");
        lab.get("a").disk.full = true;
        long first = lab.propose("a", "x");
        lab.rest();
        long second = lab.propose("a", "y");
        long read = lab.read("a");
        lab.rest();
        assertThat(lab.applied("a", first)).isFalse();
        assertThat(lab.refused("a", second)).isTrue();
        assertThat(lab.readReady("a", read)).isTrue();
        lab.get("a").disk.full = false;
        lab.run(Duration.ofSeconds(1));
        assertThat(lab.applied("a", first)).isTrue();
        lab.restart("a");
        lab.run(Duration.ofSeconds(1));
        assertThat(lab.words("a")).containsExactly("x");
    }

    @Test
    void a_leader_whose_disk_is_full_hands_over_to_one_with_room() {
        Lab lab = led("a b c");
        lab.get("a").disk.full = true;
        lab.propose("a", "x");
        lab.run(Duration.ofMillis(250));
        assertThat(lab.leader()).isNotEqualTo("a").isNotEmpty();
        long write = lab.propose(lab.leader(), "y");
        lab.run(Duration.ofMillis(100));
        assertThat(lab.applied(lab.leader(), write)).isTrue();
    }

    @Test
    void membership_changes_one_server_at_a_time_and_after_an_entry_of_the_term() {
        Lab lab = led("a b c");
        lab.add("x", "", Lab.SMALL);
        lab.boot("x");
        long first = lab.change("a", (r, s, ticket, env) -> r.addLearner(s, new NodeId("x"), ticket, env));
        long second = lab.change("a", (r, s, ticket, env) -> r.remove(s, new NodeId("c"), ticket, env));
        assertThat(lab.refused("a", second)).isTrue();
        lab.rest();
        assertThat(lab.applied("a", first)).isTrue();
        lab.run(Duration.ofMillis(100));
        assertThat(lab.state("b").commitIndex())
                .as("that change is over on b, too")
                .isEqualTo(lab.state("b").lastIndex());
        lab.passes = packet -> packet.kind() != MessageCase.APPEND_RESPONSE;
        lab.crash("a");
        lab.elect("b");
        assertThat(lab.leader()).isEqualTo("b");
        long early = lab.change("b", (r, s, ticket, env) -> r.remove(s, new NodeId("c"), ticket, env));
        assertThat(lab.refused("b", early))
                .as("no entry of the term is committed")
                .isTrue();
    }

    @Test
    void a_learner_becomes_a_voter_when_it_has_caught_up() {
        Lab lab = led("a b c");
        for (int i = 0; i < 10; i++) {
            lab.propose("a", "w" + i);
        }
        lab.rest();
        lab.add("x", "", Lab.SMALL);
        lab.change("a", (r, s, ticket, env) -> r.addLearner(s, new NodeId("x"), ticket, env));
        long early = lab.change("a", (r, s, ticket, env) -> r.promote(s, new NodeId("x"), ticket, env));
        assertThat(lab.refused("a", early)).isTrue();
        lab.boot("x");
        lab.run(Duration.ofMillis(500));
        assertThat(lab.words("x")).hasSize(10);
        long promote = lab.change("a", (r, s, ticket, env) -> r.promote(s, new NodeId("x"), ticket, env));
        lab.rest();
        assertThat(lab.applied("a", promote)).isTrue();
        assertThat(lab.state("x").configuration().isVoter(new NodeId("x"))).isTrue();
    }

    @Test
    void a_configuration_rolls_back_with_the_entry_that_brought_it() {
        Lab lab = led("a b c");
        lab.cut("a");
        lab.change("a", (r, s, ticket, env) -> r.remove(s, new NodeId("c"), ticket, env));
        lab.syncAll("a");
        assertThat(lab.state("a").configuration().voters()).hasSize(2);
        lab.elect("b");
        lab.propose("b", "x");
        lab.heal();
        lab.run(Duration.ofSeconds(1));
        assertThat(lab.state("a").configuration().voters()).hasSize(3);
        assertThat(lab.words("a")).containsExactly("x");
    }

    @Test
    void a_server_that_is_removed_and_added_again_in_one_term_is_not_believed_what_it_said_before() {
        Lab lab = led("a b c");
        lab.passes = packet ->
                packet.kind() != MessageCase.APPEND_RESPONSE || !packet.from().equals("c");
        lab.propose("a", "x");
        lab.rest();
        List<Packet> before = lab.between("c", "a", MessageCase.APPEND_RESPONSE);
        assertThat(before).isNotEmpty();
        lab.change("a", (r, s, ticket, env) -> r.remove(s, new NodeId("c"), ticket, env));
        lab.rest();
        lab.change("a", (r, s, ticket, env) -> r.addLearner(s, new NodeId("c"), ticket, env));
        lab.run(Duration.ofMillis(600));
        before.forEach(lab::receive);
        Leader leader = (Leader) lab.state("a").role();
        assertThat(leader.peers().get(leader.peers().find(new NodeId("c"))).match())
                .isZero();
    }

    @Test
    void a_leader_that_removes_itself_leads_until_that_is_committed() {
        Lab lab = led("a b c");
        long remove = lab.change("a", (r, s, ticket, env) -> r.remove(s, new NodeId("a"), ticket, env));
        assertThat(lab.state("a").isLeader()).isTrue();
        lab.rest();
        assertThat(lab.applied("a", remove)).isTrue();
        assertThat(lab.state("a").isLeader()).isFalse();
        lab.run(Duration.ofSeconds(2));
        assertThat(lab.leader()).isIn("b", "c");
    }
}
