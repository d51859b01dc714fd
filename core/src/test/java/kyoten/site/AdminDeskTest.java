package kyoten.site;

import static org.assertj.core.api.Assertions.assertThat;

import io.vavr.collection.Vector;
import kyoten.node.Effect;
import kyoten.node.Event;
import kyoten.site.message.AddLearner;
import kyoten.site.message.AdminRefused;
import kyoten.site.message.AdminReply;
import kyoten.site.message.AdminRequest;
import kyoten.site.message.Promote;
import kyoten.site.message.Remove;
import kyoten.site.message.ServerStatus;
import kyoten.site.message.Status;
import kyoten.site.message.Transfer;
import org.junit.jupiter.api.Test;

/** What operators ask of a site of one server, through its host or by message. */
class AdminDeskTest {
    private static final long HANDLE = 3;
    private static final long NUMBER = 7;

    private LoneServer server = LoneServer.leading();

    private AdminReply ask(AdminRequest.Builder request) {
        server.effects().clear();
        server.on(new Event.Asked(HANDLE, request.setNumber(NUMBER).build()));
        return reply();
    }

    private AdminReply reply() {
        Effect.Reply reply = (Effect.Reply) server.effects().stream()
                .filter(Effect.Reply.class::isInstance)
                .findFirst()
                .orElseThrow();
        assertThat(reply.request()).isEqualTo(HANDLE);
        AdminReply answer = (AdminReply) reply.body();
        assertThat(answer.getNumber()).isEqualTo(NUMBER);
        return answer;
    }

    private AdminRefused refusal(AdminRequest.Builder request) {
        AdminReply reply = ask(request);
        assertThat(reply.hasRefused()).isTrue();
        return reply.getRefused();
    }

    private static AdminRequest.Builder add(String name) {
        return AdminRequest.newBuilder().setAddLearner(AddLearner.newBuilder().setServer(name));
    }

    private static AdminRequest.Builder promote(String name) {
        return AdminRequest.newBuilder().setPromote(Promote.newBuilder().setServer(name));
    }

    private static AdminRequest.Builder remove(String name) {
        return AdminRequest.newBuilder().setRemove(Remove.newBuilder().setServer(name));
    }

    private static AdminRequest.Builder transfer(String name) {
        return AdminRequest.newBuilder().setTransfer(Transfer.newBuilder().setServer(name));
    }

    private static AdminRequest.Builder askStatus() {
        return AdminRequest.newBuilder().setStatus(Status.getDefaultInstance());
    }

    private ServerStatus status() {
        return ask(askStatus()).getStatus();
    }

    private static LoneServer follower() {
        LoneServer follower = new LoneServer(SiteOptions.of(
                Stores.SITE, LoneServer.SELF, Vector.of(LoneServer.SELF), Stores.bytes("0123456789abcdef")));
        follower.boot();
        return follower;
    }

    @Test
    void a_server_is_added_as_a_learner_and_removed() {
        assertThat(ask(add("tokyo/2")).hasDone()).isTrue();
        assertThat(status().getLearnersList()).containsExactly("tokyo/2");
        assertThat(status().getVotersList()).containsExactly("tokyo/1");
        assertThat(ask(remove("tokyo/2")).hasDone()).isTrue();
        assertThat(status().getLearnersList()).isEmpty();
    }

    @Test
    void what_consensus_does_not_take_is_refused_with_its_reason_and_the_leader() {
        assertThat(refusal(add("tokyo/1")).getReason()).isEqualTo("a member already");
        assertThat(refusal(remove("tokyo/2")).getReason()).isEqualTo("not a member");
        assertThat(refusal(promote("tokyo/2")).getReason()).isEqualTo("not a learner");
        assertThat(refusal(promote("tokyo/2")).getLeader()).isEqualTo("tokyo/1");
        assertThat(refusal(promote("tokyo/2")).getNotLeading()).isFalse();
    }

    @Test
    void a_change_is_answered_when_it_is_committed() {
        server.holdDisk();
        server.effects().clear();
        server.on(new Event.Asked(HANDLE, add("tokyo/2").setNumber(NUMBER).build()));
        assertThat(server.effects()).noneMatch(Effect.Reply.class::isInstance);
        server.releaseDisk();
        assertThat(reply().hasDone()).isTrue();
    }

    @Test
    void of_a_change_that_was_under_way_when_the_leader_ended_nobody_knows() {
        server.holdDisk();
        server.on(new Event.Asked(HANDLE, add("tokyo/2").setNumber(NUMBER).build()));
        long append = server.effects().stream()
                .filter(Effect.Append.class::isInstance)
                .mapToLong(effect -> ((Effect.Append) effect).operation())
                .reduce((first, last) -> last)
                .orElseThrow();
        server.effects().clear();
        server.on(new Event.DiskFailed(append, Event.DiskFault.BROKEN));
        assertThat(reply().hasUnknown()).isTrue();
        assertThat(status().getRole()).isEqualTo("ended");
        assertThat(status().getAcceptsWrites()).isFalse();
    }

    @Test
    void that_leadership_is_handed_over_is_answered_at_once() {
        ask(add("tokyo/2"));
        assertThat(ask(transfer("tokyo/2")).hasDone()).isTrue();
    }

    @Test
    void a_request_without_a_server_or_with_an_endless_name_is_refused() {
        assertThat(refusal(add("")).getReason()).isEqualTo("the request names no server");
        assertThat(refusal(add("x".repeat(256))).getReason()).isEqualTo("the request names no server");
        assertThat(ask(add("x".repeat(255))).hasDone()).isTrue();
    }

    @Test
    void a_server_that_does_not_lead_says_so_and_tells_its_status() {
        server = follower();
        AdminRefused refusal = refusal(add("tokyo/2"));
        assertThat(refusal.getNotLeading()).isTrue();
        assertThat(refusal.getReason()).isEqualTo("this server does not lead");
        assertThat(status().getRole()).isEqualTo("follower");
        assertThat(status().getServer()).isEqualTo("tokyo/1");
        assertThat(status().getAcceptsWrites()).isFalse();
    }

    @Test
    void a_server_that_reads_its_disk_is_loading() {
        server = new LoneServer(SiteOptions.of(
                Stores.SITE, LoneServer.SELF, Vector.of(LoneServer.SELF), Stores.bytes("0123456789abcdef")));
        assertThat(status().getRole()).isEqualTo("loading");
    }

    @Test
    void who_asks_by_message_is_answered_by_message() {
        server.effects().clear();
        server.on(new Event.Received(
                LoneServer.CLIENT, askStatus().setNumber(NUMBER).build()));
        assertThat(server.effects()).singleElement().satisfies(effect -> {
            Effect.Send send = (Effect.Send) effect;
            assertThat(send.to()).isEqualTo(LoneServer.CLIENT);
            assertThat(((AdminReply) send.message()).getNumber()).isEqualTo(NUMBER);
            assertThat(((AdminReply) send.message()).getStatus().getRole()).isEqualTo("leader");
        });
    }
}
