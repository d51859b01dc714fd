package kyoten.baseline;

import static kyoten.baseline.HandServer.A;
import static kyoten.baseline.HandServer.B;
import static kyoten.baseline.HandServer.C;
import static kyoten.baseline.HandServer.CLIENT;
import static kyoten.baseline.HandServer.get;
import static kyoten.baseline.HandServer.out;
import static kyoten.baseline.HandServer.put;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import io.vavr.collection.Vector;
import kyoten.baseline.message.Acknowledge;
import kyoten.baseline.message.Answer;
import kyoten.baseline.message.Feed;
import kyoten.baseline.message.Found;
import kyoten.baseline.message.Opening;
import kyoten.baseline.message.Superseded;
import kyoten.node.Event;
import org.junit.jupiter.api.Test;

class BaselineServerTest {
    private static final Opening FIRST =
            Opening.newBuilder().setEpoch(1).setBoot(1).build();

    private static Answer found(long number, String value) {
        Found found = value.isEmpty()
                ? Found.getDefaultInstance()
                : Found.newBuilder().setValue(ByteString.copyFromUtf8(value)).build();
        return Answer.newBuilder()
                .setSession(9)
                .setNumber(number)
                .setFound(found)
                .build();
    }

    private static Acknowledge acknowledged(Opening opening, long records, long round) {
        return Acknowledge.newBuilder()
                .setOpening(opening)
                .setRecords(records)
                .setRound(round)
                .build();
    }

    // ---- a central server

    @Test
    void a_central_server_answers_when_its_disk_has_the_update() {
        HandServer server = new HandServer(A, A);
        server.hears(CLIENT, put(1, "v"));
        assertThat(server.sent).isEmpty();
        server.sync();
        assertThat(server.sent).containsExactly(found(1, ""));
    }

    @Test
    void a_value_is_taken_out_once_though_it_is_asked_for_twice() {
        HandServer server = new HandServer(A, A);
        server.hears(CLIENT, put(1, "v"));
        server.sync();
        server.hears(CLIENT, out(2));
        server.sync();
        assertThat(server.sent).containsExactly(found(2, "v"));
        server.boot();
        server.sync();
        server.hears(CLIENT, out(2));
        server.sync();
        assertThat(server.sent).containsExactly(found(2, "v"));
        server.hears(CLIENT, get(3));
        assertThat(server.sent).containsExactly(found(3, ""));
    }

    @Test
    void an_update_that_its_client_has_given_up_does_nothing_any_more() {
        HandServer server = new HandServer(A, A);
        server.hears(CLIENT, put(2, "later"));
        server.sync();
        server.hears(CLIENT, put(1, "earlier"));
        server.sync();
        assertThat(server.sent).isEmpty();
        server.hears(CLIENT, get(3));
        assertThat(server.sent).containsExactly(found(3, "later"));
    }

    @Test
    void a_server_whose_disk_has_failed_answers_nobody() {
        HandServer server = new HandServer(A, A);
        server.on(new Event.DiskFailed(99, Event.DiskFault.FULL));
        server.hears(CLIENT, get(1));
        assertThat(server.sent).isEmpty();
        assertThat(server.notes).contains("halted: disk FULL");
    }

    // ---- a master

    /** All that a founding master holds is one record, which names it. */
    private static HandServer masterOfTwo() {
        HandServer master = new HandServer(A, A, B);
        master.hears(B, acknowledged(FIRST, 1, 0));
        return master;
    }

    @Test
    void a_master_answers_when_its_slave_has_the_update_too() {
        HandServer master = masterOfTwo();
        master.hears(CLIENT, put(1, "v"));
        assertThat(master.sent(Feed.class)).hasSize(1);
        master.sync();
        assertThat(master.sent(Answer.class)).isEmpty();
        master.hears(B, acknowledged(FIRST, 2, 0));
        assertThat(master.sent(Answer.class)).containsExactly(found(1, ""));
    }

    @Test
    void a_slave_is_not_enough_while_the_masters_own_disk_has_not_the_update() {
        HandServer master = masterOfTwo();
        master.hears(CLIENT, put(1, "v"));
        master.hears(B, acknowledged(FIRST, 2, 0));
        assertThat(master.sent).isEmpty();
        master.sync();
        assertThat(master.sent).containsExactly(found(1, ""));
    }

    @Test
    void a_get_waits_for_a_round_that_began_after_it() {
        HandServer master = masterOfTwo();
        master.hears(CLIENT, get(1));
        assertThat(master.sent(Feed.class)).extracting(Feed::getRound).containsExactly(1L);
        master.hears(B, acknowledged(FIRST, 1, 0));
        assertThat(master.sent).isEmpty();
        master.hears(B, acknowledged(FIRST, 1, 1));
        assertThat(master.sent).containsExactly(found(1, ""));
    }

    @Test
    void an_acknowledgement_of_an_earlier_boot_counts_for_nothing() {
        HandServer master = masterOfTwo();
        master.boot();
        master.sync();
        master.hears(CLIENT, get(1));
        master.hears(B, acknowledged(FIRST, 1, 1));
        assertThat(master.sent).isEmpty();
    }

    @Test
    void an_acknowledgement_of_more_than_was_sent_counts_for_nothing() {
        HandServer master = masterOfTwo();
        master.hears(B, acknowledged(FIRST, 7, 0));
        assertThat(master.notes).contains("ignored: has more than it was sent");
    }

    @Test
    void an_old_master_that_hears_of_the_new_one_steps_down() {
        HandServer master = masterOfTwo();
        Configuration newer = new Configuration(2, B, Vector.empty());
        master.hears(B, Superseded.newBuilder().setStanding(newer.toMessage()).build());
        master.hears(CLIENT, get(1));
        assertThat(master.sent)
                .containsExactly(Answer.newBuilder()
                        .setSession(9)
                        .setNumber(1)
                        .setMaster("b")
                        .build());
    }

    // ---- a slave

    private static HandServer following(HandServer master) {
        HandServer slave = new HandServer(B, A, B);
        master.on(new Event.TimerFired("resend"));
        master.sent(Feed.class).forEach(feed -> slave.hears(A, feed));
        slave.sync();
        return slave;
    }

    @Test
    void a_slave_tells_that_it_has_what_its_disk_has() {
        HandServer master = new HandServer(A, A, B);
        HandServer slave = following(master);
        master.hears(CLIENT, put(1, "v"));
        slave.hears(A, master.sent(Feed.class).get(0));
        assertThat(slave.sent).isEmpty();
        slave.sync();
        assertThat(slave.sent).containsExactly(acknowledged(FIRST, 2, 0));
    }

    @Test
    void a_slave_answers_no_client() {
        HandServer slave = following(new HandServer(A, A, B));
        slave.hears(CLIENT, get(1));
        assertThat(slave.sent)
                .containsExactly(Answer.newBuilder()
                        .setSession(9)
                        .setNumber(1)
                        .setMaster("a")
                        .build());
    }

    @Test
    void a_slave_goes_on_where_it_was_when_it_is_started_anew() {
        HandServer master = new HandServer(A, A, B);
        HandServer slave = following(master);
        master.hears(CLIENT, put(1, "v"));
        slave.hears(A, master.sent(Feed.class).get(0));
        slave.sync();
        slave.boot();
        slave.sync();
        master.hears(B, acknowledged(FIRST, 1, 0));
        master.on(new Event.TimerFired("resend"));
        slave.hears(A, master.sent(Feed.class).get(0));
        assertThat(slave.sent).containsExactly(acknowledged(FIRST, 2, 0));
    }

    // ---- failover

    @Test
    void a_new_master_acknowledges_nothing_to_the_old_one() {
        HandServer old = new HandServer(A, A, B);
        HandServer next = following(old);
        Configuration second = new Configuration(2, B, Vector.empty());
        next.isTold(second);
        assertThat(next.replies).isEmpty();
        old.hears(CLIENT, put(1, "v"));
        Feed feed = old.sent(Feed.class).get(0);
        next.hears(A, feed);
        assertThat(next.sent).isEmpty();
        next.sync();
        assertThat(next.replies).containsExactly(new Lead.Accepted());
        next.hears(A, feed);
        assertThat(next.sent)
                .containsExactly(
                        Superseded.newBuilder().setStanding(second.toMessage()).build());
    }

    @Test
    void an_order_that_the_disk_forgot_was_told_to_nobody() {
        HandServer next = following(new HandServer(A, A, B, C));
        next.isTold(new Configuration(2, B, Vector.of(A, C)));
        next.on(new Event.TimerFired("resend"));
        assertThat(next.sent(Feed.class)).isEmpty();
        next.boot();
        next.sync();
        assertThat(next.state().configuration().epoch()).isEqualTo(1);
    }

    @Test
    void who_does_not_hold_all_of_the_epoch_before_does_not_lead() {
        HandServer slave = new HandServer(B, A, B);
        slave.isTold(new Configuration(3, B, Vector.empty()));
        assertThat(slave.replies).hasOnlyElementsOfType(Lead.Refused.class);
        slave.isTold(new Configuration(2, A, Vector.empty()));
        assertThat(slave.replies).containsExactly(new Lead.Refused("the order is for a"));
    }

    @Test
    void a_new_master_has_what_the_old_one_acknowledged() {
        HandServer old = new HandServer(A, A, B);
        HandServer next = following(old);
        old.hears(CLIENT, put(1, "v"));
        next.hears(A, old.sent(Feed.class).get(0));
        next.sync();
        next.isTold(new Configuration(2, B, Vector.empty()));
        next.sync();
        next.boot();
        next.sync();
        next.hears(CLIENT, get(2));
        assertThat(next.sent).containsExactly(found(2, "v"));
    }
}
