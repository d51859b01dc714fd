package kyoten.raft;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import kyoten.node.Event;
import kyoten.node.NodeId;
import kyoten.raft.Lab.Packet;
import kyoten.raft.RaftEnvelope.MessageCase;
import org.junit.jupiter.api.Test;

/** Offices that are handed over, and disks that fail. */
class HandoverTest {

    private static Lab led(String founders) {
        return Lab.settled(founders, Lab.SMALL);
    }

    private static void transfer(Lab lab, String to) {
        Lab.Server a = lab.get("a");
        lab.take(a, a.raft.transfer(a.state, new NodeId(to), lab.env(a)));
    }

    @Test
    void who_has_the_whole_log_is_told_at_once() {
        Lab lab = led("a b c");
        transfer(lab, "b");
        assertThat(lab.between("a", "b", MessageCase.TIMEOUT_NOW)).hasSize(1);
        assertThat(lab.between("a", "c", MessageCase.TIMEOUT_NOW)).isEmpty();
    }

    @Test
    void who_lacks_an_entry_is_told_when_it_has_it_and_no_other_is() {
        Lab lab = led("a b c");
        lab.propose("a", "x");
        transfer(lab, "b");
        lab.between("a", "c", MessageCase.APPEND_REQUEST).forEach(lab::deliver);
        lab.syncAll("c");
        lab.between("c", "a", MessageCase.APPEND_RESPONSE).forEach(lab::deliver);
        assertThat(lab.between("a", "b", MessageCase.TIMEOUT_NOW)).isEmpty();
        assertThat(lab.between("a", "c", MessageCase.TIMEOUT_NOW)).isEmpty();
        lab.between("a", "b", MessageCase.APPEND_REQUEST).forEach(lab::deliver);
        lab.syncAll("b");
        lab.between("b", "a", MessageCase.APPEND_RESPONSE).forEach(lab::deliver);
        assertThat(lab.between("a", "b", MessageCase.TIMEOUT_NOW)).hasSize(1);
    }

    @Test
    void a_handover_that_comes_to_nothing_is_given_up_after_an_election_timeout() {
        Lab lab = led("a b c");
        lab.passes = packet -> packet.kind() != MessageCase.TIMEOUT_NOW;
        transfer(lab, "b");
        lab.run(Duration.ofMillis(200));
        assertThat(lab.refused("a", lab.propose("a", "early"))).isTrue();
        lab.run(Duration.ofMillis(200));
        long later = lab.propose("a", "later");
        lab.rest();
        assertThat(lab.applied("a", later)).isTrue();
    }

    @Test
    void nobody_campaigns_on_the_word_of_another_than_its_leader() {
        Lab lab = led("a b c");
        RaftEnvelope now = RaftEnvelope.newBuilder()
                .setTerm(lab.state("b").term())
                .setTimeoutNow(TimeoutNow.getDefaultInstance())
                .build();
        lab.receive(new Packet("c", "b", now));
        assertThat(lab.state("b").role()).isInstanceOf(Role.Follower.class);
        lab.receive(new Packet("a", "b", now));
        assertThat(lab.state("b").role()).isInstanceOf(Role.Candidate.class);
    }

    @Test
    void a_leader_without_room_hands_over_to_whoever_has_most_and_room() {
        Lab lab = led("a b c d e");
        lab.passes = packet -> !packet.to().equals("b");
        lab.propose("a", "x");
        lab.rest();
        lab.passes = packet -> !packet.to().equals("b") || packet.kind() == MessageCase.TIMEOUT_NOW;
        lab.get("c").disk.full = true;
        lab.propose("a", "y");
        lab.run(Duration.ofMillis(60));
        lab.wire.clear();
        lab.get("a").disk.full = true;
        lab.propose("a", "z");
        lab.syncAll("a");
        assertThat(((Leader) lab.state("a").role()).handover().get().to().name())
                .isIn("d", "e");
    }

    @Test
    void a_disk_that_has_room_again_is_tried_again() {
        Lab lab = led("a b c");
        lab.get("b").disk.full = true;
        lab.propose("a", "x");
        lab.rest();
        assertThat(lab.state("b").isFull()).isTrue();
        lab.get("b").disk.full = false;
        lab.fire("b", "disk-retry");
        assertThat(lab.state("b").isFull()).as("until it has been written").isTrue();
        lab.syncAll("b");
        assertThat(lab.state("b").isFull()).isFalse();
        assertThat(lab.state("b").disk().synced()).isEqualTo(lab.state("b").lastIndex());
    }

    @Test
    void a_leader_whose_disk_fails_tells_of_its_end_and_waits_for_nothing_more() {
        Lab lab = led("a b c");
        lab.propose("a", "x");
        Lab.Server a = lab.get("a");
        lab.step(a, new Event.DiskFailed(a.state.disk().batch().end(), Event.DiskFault.BROKEN));
        assertThat(lab.has("a", o -> o instanceof Outcome.Deposed)).isTrue();
        assertThat(lab.has("a", o -> o instanceof Outcome.Failed)).isTrue();
        assertThat(a.timers).isEmpty();
        Lab.Server b = lab.get("b");
        lab.between("a", "b", MessageCase.APPEND_REQUEST).forEach(lab::deliver);
        lab.step(b, new Event.DiskFailed(b.state.disk().batch().append(), Event.DiskFault.BROKEN));
        assertThat(b.timers).isEmpty();
        assertThat(lab.has("b", o -> o instanceof Outcome.Deposed)).isFalse();
    }

    @Test
    void a_snapshot_for_which_there_is_no_room_is_given_up_and_the_log_goes_on() {
        Lab lab = new Lab(1, "a", new RaftOptions.Limits(4, 1 << 16, 1000, 3, 0));
        lab.bootAll();
        lab.run(Duration.ofMillis(200));
        lab.elect("a");
        Lab.Server a = lab.get("a");
        lab.propose("a", "x");
        lab.propose("a", "y");
        while (a.state.saving().isEmpty()) {
            lab.step(a, a.disk.next(true));
        }
        long saving = a.state.saving().get().operation();
        lab.step(a, new Event.DiskFailed(1, Event.DiskFault.FULL));
        assertThat(a.state.saving().isDefined()).as("another operation failed").isTrue();
        lab.propose("a", "z");
        assertThat(a.state.disk().idle()).isFalse();
        lab.step(a, new Event.DiskFailed(saving, Event.DiskFault.FULL));
        assertThat(a.state.saving().isEmpty()).isTrue();
        assertThat(a.state.isFull()).isFalse();
        assertThat(a.state.isEnded()).isFalse();
        RaftState<?> before = a.state;
        lab.step(a, new Event.DiskFailed(saving, Event.DiskFault.FULL));
        assertThat(a.state).as("of nothing that is under way").isEqualTo(before);
    }

    @Test
    void a_server_whose_disk_fails_tries_and_asks_no_more() {
        Lab lab = led("a b c");
        lab.get("b").disk.full = true;
        lab.propose("a", "x");
        lab.rest();
        Lab.Server b = lab.get("b");
        assertThat(b.timers).containsKey("raft/0/disk-retry");
        lab.step(b, new Event.DiskFailed(1, Event.DiskFault.BROKEN));
        assertThat(b.timers).isEmpty();
        lab.crash("c");
        lab.get("c").disk.tearTail();
        lab.boot("c");
        Lab.Server c = lab.get("c");
        assertThat(c.timers).containsKey("raft/0/doubt");
        lab.step(c, new Event.DiskFailed(1, Event.DiskFault.BROKEN));
        assertThat(c.timers).isEmpty();
    }

    @Test
    void of_two_that_could_lead_the_one_with_more_entries_is_taken() {
        Lab lab = led("a b c");
        lab.propose("a", "x");
        lab.between("a", "b", MessageCase.APPEND_REQUEST).forEach(lab::deliver);
        lab.syncAll("b");
        lab.between("b", "a", MessageCase.APPEND_RESPONSE).forEach(lab::deliver);
        lab.get("a").disk.full = true;
        lab.step(lab.get("a"), lab.get("a").disk.next(true));
        assertThat(((Leader) lab.state("a").role()).handover().get().to()).isEqualTo(new NodeId("b"));
    }
}
