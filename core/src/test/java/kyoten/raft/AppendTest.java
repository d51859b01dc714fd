package kyoten.raft;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.protobuf.ByteString;
import java.time.Duration;
import java.util.List;
import kyoten.raft.Lab.Packet;
import kyoten.raft.RaftEnvelope.MessageCase;
import org.junit.jupiter.api.Test;

/** What a follower answers, and what a leader sends and makes of the answers. */
class AppendTest {
    /** How many bytes an entry of ten letters has. */
    private static final int ENTRY = Entry.newBuilder()
            .setIndex(9)
            .setTerm(1)
            .setKind(Entry.Kind.COMMAND)
            .setPayload(ByteString.copyFromUtf8("0123456789"))
            .build()
            .getSerializedSize();

    private static Lab led() {
        return Lab.settled("a b c", Lab.SMALL);
    }

    private static AppendResponse sent(Lab lab, long term, AppendRequest.Builder request) {
        lab.wire.clear();
        lab.receive(new Packet(
                "a",
                "b",
                RaftEnvelope.newBuilder()
                        .setTerm(term)
                        .setAppendRequest(request)
                        .build()));
        List<Packet> answers = lab.between("b", "a", MessageCase.APPEND_RESPONSE);
        assertThat(answers).hasSize(1);
        return answers.get(0).message().getAppendResponse();
    }

    private static AppendRequest.Builder after(long prev, long prevTerm) {
        return AppendRequest.newBuilder().setPrevIndex(prev).setPrevTerm(prevTerm);
    }

    private static Progress progress(Lab lab, int place) {
        return ((Leader) lab.state("a").role()).peers().get(place);
    }

    @Test
    void a_leader_of_an_older_term_is_told_where_the_log_ends() {
        Lab lab = led();
        long term = lab.state("b").term();
        long end = lab.state("b").lastIndex();
        AppendResponse answer = sent(lab, term - 1, after(end, term));
        assertThat(answer.getMatched()).isFalse();
        assertThat(answer.getIndex()).isEqualTo(end + 1);
    }

    @Test
    void who_lacks_the_entry_before_says_where_its_log_ends() {
        Lab lab = led();
        long end = lab.state("b").lastIndex();
        AppendResponse answer =
                sent(lab, lab.state("b").term(), after(end + 5, lab.state("b").term()));
        assertThat(answer.getMatched()).isFalse();
        assertThat(answer.getIndex()).isEqualTo(end + 1);
    }

    @Test
    void who_has_another_entry_before_says_where_its_term_begins_beyond_what_is_committed() {
        Lab lab = led();
        long term = lab.state("a").term();
        long commit = lab.state("b").commitIndex();
        lab.propose("a", "uncommitted");
        lab.between("a", "b", MessageCase.APPEND_REQUEST).forEach(lab::deliver);
        AppendResponse answer = sent(lab, term, after(commit + 1, term - 1));
        assertThat(answer.getMatched()).isFalse();
        assertThat(answer.getHintTerm()).isEqualTo(term);
        assertThat(answer.getIndex()).isEqualTo(commit + 1);
    }

    @Test
    void a_leader_without_a_committed_entry_is_noticed_at_once() {
        Lab lab = led();
        long commit = lab.state("b").commitIndex();
        assertThatThrownBy(() -> sent(lab, lab.state("b").term(), after(commit, 0)))
                .hasMessageContaining("differs from a committed one");
        assertThatThrownBy(() -> sent(lab, lab.state("b").term(), after(0, 1)))
                .hasMessageContaining("differs from a committed one");
    }

    @Test
    void a_heartbeat_is_answered_at_once_with_what_is_synced() {
        Lab lab = led();
        long synced = lab.state("b").lastIndex();
        long term = lab.state("b").term();
        lab.propose("a", "x");
        lab.between("a", "b", MessageCase.APPEND_REQUEST).forEach(lab::deliver);
        AppendResponse early = sent(lab, term, after(synced + 1, term));
        assertThat(early.getIndex()).isEqualTo(synced);
        assertThat(early.getSynced()).isEqualTo(synced);
        assertThat(early.getPending()).isTrue();
        lab.syncAll("b");
        AppendResponse late = sent(lab, term, after(synced + 1, term));
        assertThat(late.getIndex()).isEqualTo(synced + 1);
        assertThat(late.getPending()).isFalse();
    }

    @Test
    void entries_for_a_full_disk_stay_pending() {
        Lab lab = led();
        lab.get("b").disk.full = true;
        lab.propose("a", "x");
        lab.run(Duration.ofMillis(60));
        assertThat(progress(lab, 0).standing().noRoom()).isTrue();
        lab.wire.clear();
        lab.propose("a", "y");
        assertThat(lab.between("a", "b", MessageCase.APPEND_REQUEST)).isEmpty();
        long synced = lab.state("b").disk().synced();
        long end = lab.state("b").lastIndex();
        long term = lab.state("b").term();
        AppendResponse answer = sent(
                lab,
                term,
                after(synced, term)
                        .addEntries(Entry.newBuilder().setIndex(synced + 1).setTerm(term)));
        assertThat(answer.getPending()).isTrue();
        assertThat(lab.state("b").lastIndex()).isEqualTo(end);
    }

    /** What is landed makes room in the window; what is pending does not. */
    @Test
    void a_window_opens_with_the_answers_that_say_synced() {
        Lab lab = led();
        lab.propose("a", "x");
        assertThat(progress(lab, 0).window().inFlight()).isEqualTo(1);
        lab.between("a", "b", MessageCase.APPEND_REQUEST).forEach(lab::deliver);
        lab.syncAll("b");
        Packet answer = lab.between("b", "a", MessageCase.APPEND_RESPONSE).get(0);
        lab.deliver(answer);
        assertThat(progress(lab, 0).window().inFlight()).isZero();
        assertThat(progress(lab, 0).mode()).isEqualTo(Progress.Mode.STREAM);
        assertThat(answer.message().getAppendResponse().getPending()).isFalse();
    }

    @Test
    void a_batch_holds_one_entry_at_least_and_no_more_than_its_bytes() {
        Lab lab = Lab.settled("a b c", new RaftOptions.Limits(4, 2 * ENTRY, 1000, 1_000_000, 2));
        lab.passes = packet -> !packet.to().equals("b");
        for (int i = 0; i < 9; i++) {
            lab.propose("a", "0123456789");
        }
        lab.run(Duration.ofMillis(200));
        lab.wire.clear();
        lab.heal();
        lab.passes = packet -> packet.message().getAppendRequest().getEntriesCount() == 0;
        lab.run(Duration.ofMillis(60));
        List<Packet> batches = lab.between("a", "b", MessageCase.APPEND_REQUEST);
        assertThat(batches).isNotEmpty();
        for (Packet batch : batches) {
            assertThat(batch.message().getAppendRequest().getEntriesCount()).isEqualTo(2);
        }
        lab.propose("a", "much longer than fifty bytes, whatever is done to it, and alone");
        lab.heal();
        lab.run(Duration.ofMillis(200));
        assertThat(lab.words("b")).hasSize(10);
    }

    @Test
    void a_leader_that_hears_half_of_the_voters_steps_down_and_one_that_hears_more_does_not() {
        Lab lab = Lab.settled("a b c d", Lab.SMALL);
        lab.passes = packet -> List.of("a", "b").containsAll(List.of(packet.from(), packet.to()));
        lab.run(Duration.ofMillis(400));
        assertThat(lab.state("a").isLeader()).isFalse();
        Lab other = Lab.settled("a b c", Lab.SMALL);
        other.passes = packet -> List.of("a", "b").containsAll(List.of(packet.from(), packet.to()));
        other.run(Duration.ofSeconds(2));
        assertThat(other.state("a").isLeader()).isTrue();
    }

    @Test
    void a_rejection_moves_the_next_entry_back_and_no_further_than_what_matched() {
        Configuration.Member member = new Configuration.Member(new kyoten.node.NodeId("b"), true, 7);
        Progress peer = Progress.begin(member, 9, 1, 0).matched(5);
        assertThat(peer.probing(3).next()).isEqualTo(6);
        assertThat(peer.probing(8).next()).isEqualTo(8);
        assertThat(peer.matched(5)).isEqualTo(peer);
        assertThat(peer.matched(4)).isEqualTo(peer);
        assertThat(peer.matched(12).next()).isEqualTo(13);
        assertThat(peer.startingOver(0).next()).isEqualTo(1);
        assertThatThrownBy(() -> Progress.begin(member, 0, 1, 0)).hasMessageContaining("is not beyond match");
    }

    @Test
    void who_has_more_than_the_leader_is_asked_from_the_leaders_end_on() {
        Lab lab = Lab.of("a b c");
        lab.bootAll();
        lab.run(Duration.ofMillis(200));
        lab.passes = packet ->
                packet.kind() != MessageCase.APPEND_RESPONSE || !packet.from().equals("b");
        lab.elect("a");
        assertThat(progress(lab, 0).match()).isZero();
        long end = lab.state("a").lastIndex();
        lab.receive(new Packet(
                "b",
                "a",
                RaftEnvelope.newBuilder()
                        .setTerm(lab.state("a").term())
                        .setNumber(progress(lab, 0).window().sent())
                        .setBootId(lab.state("b").bootId())
                        .setDiskId(lab.state("b").hard().diskId())
                        .setAppendResponse(AppendResponse.newBuilder().setIndex(end + 50))
                        .build()));
        assertThat(progress(lab, 0).next()).isEqualTo(end + 1);
        assertThat(progress(lab, 0).mode()).isEqualTo(Progress.Mode.PROBE);
    }

    @Test
    void a_record_holds_no_more_entries_than_go_into_a_batch() {
        Lab lab = Lab.settled("a b c", new RaftOptions.Limits(4, 2 * ENTRY, 1000, 1_000_000, 2));
        for (int i = 0; i < 9; i++) {
            lab.propose("a", "0123456789");
        }
        Lab.Server a = lab.get("a");
        for (int batch = 0; a.state.disk().synced() < a.state.lastIndex(); batch++) {
            assertThat(a.state.disk().batch().upTo() - a.state.disk().synced()).isBetween(1L, 2L);
            lab.step(a, a.disk.next(true));
            lab.step(a, a.disk.next(true));
            assertThat(batch).isLessThan(9);
        }
    }
}
