package kyoten.host;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vavr.collection.Vector;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import kyoten.node.Effect.CancelTimer;
import kyoten.node.Effect.Note;
import kyoten.node.Effect.Reply;
import kyoten.node.Effect.Send;
import kyoten.node.Effect.SetTimer;
import kyoten.node.Event.Booted;
import kyoten.node.Event.Received;
import kyoten.node.Event.TimerFired;
import kyoten.node.Node;
import kyoten.node.NodeId;
import kyoten.ping.Ping;
import kyoten.ping.PingMessages;
import kyoten.ping.Pinger;
import kyoten.ping.Ponger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class NodeHostTest {
    private static final InetSocketAddress ANY = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
    private static final NodeId A = new NodeId("a");
    private static final NodeId B = new NodeId("b");
    private static final Ping PING = Ping.newBuilder().setNumber(7).build();

    private final AddressBook book = new AddressBook();
    private final List<NodeHost> hosts = new ArrayList<>();

    @AfterEach
    void stop() {
        hosts.forEach(NodeHost::close);
    }

    private HostConfig server(NodeId node) {
        return HostConfig.of(node, "test").listeningOn(ANY).knowing(book);
    }

    private NodeHost started(HostConfig config, Node<?> node) throws HostException {
        NodeHost host = new NodeHost(config, PingMessages.REGISTRY, node);
        hosts.add(host);
        host.start();
        if (config.listen().isDefined()) {
            book.put(config.node(), host.address());
        }
        return host;
    }

    private static long answered(NodeHost pinger) throws Exception {
        CompletableFuture<Object> reply = new CompletableFuture<>();
        pinger.ask("how many?", reply::complete);
        return (Long) reply.get(10, TimeUnit.SECONDS);
    }

    private static void awaitAnswers(NodeHost pinger, long atLeast) throws Exception {
        while (answered(pinger) < atLeast) {
            Thread.sleep(5);
        }
    }

    @Test
    void two_nodes_talk() throws Exception {
        started(server(B), new Ponger());
        NodeHost pinger = started(server(A), new Pinger(B, 50_000_000));

        awaitAnswers(pinger, 1_000);
    }

    @Test
    void a_client_that_listens_nowhere_is_answered() throws Exception {
        started(server(B), new Ponger());
        NodeHost client = started(HostConfig.of(new NodeId("client"), "test").knowing(book), new Pinger(B, 50_000_000));

        awaitAnswers(client, 10);
    }

    @Test
    void a_restarted_node_is_reached_again() throws Exception {
        NodeHost ponger = started(server(B), new Ponger());
        NodeHost pinger = started(server(A), new Pinger(B, 50_000_000));
        awaitAnswers(pinger, 10);
        InetSocketAddress before = ponger.address();

        ponger.stop();
        assertThat(ponger.isRunning()).isFalse();
        ponger.start();

        assertThat(ponger.address()).isEqualTo(before);
        awaitAnswers(pinger, answered(pinger) + 100);
    }

    @Test
    void broken_connections_are_opened_again() throws Exception {
        NodeHost ponger = started(server(B), new Ponger());
        NodeHost pinger = started(server(A), new Pinger(B, 20_000_000));
        for (int i = 0; i < 5; i++) {
            awaitAnswers(pinger, answered(pinger) + 10);
            (i % 2 == 0 ? ponger : pinger).closeConnections();
        }
        awaitAnswers(pinger, answered(pinger) + 10);
    }

    @Test
    void a_message_to_oneself_arrives() throws Exception {
        Probe probe = new Probe();
        NodeHost host = started(HostConfig.of(A, "test"), probe);
        assertThat(probe.next()).isInstanceOf(Booted.class);

        probe.ask(host, new Send(A, PING));

        assertThat(probe.next()).isEqualTo(new Received(A, PING));
    }

    @Test
    void timers_fire_in_their_order_unless_replaced_or_cancelled() throws Exception {
        Probe probe = new Probe();
        NodeHost host = started(HostConfig.of(A, "test"), probe);
        probe.next();

        probe.ask(
                host,
                new SetTimer("late", 60_000_000),
                new SetTimer("soon", 20_000_000),
                new SetTimer("never", 0),
                new SetTimer("replaced", 0),
                new CancelTimer("never"),
                new SetTimer("replaced", 40_000_000));

        assertThat(probe.next()).isEqualTo(new TimerFired("soon"));
        assertThat(probe.next()).isEqualTo(new TimerFired("replaced"));
        assertThat(probe.next()).isEqualTo(new TimerFired("late"));
        assertThat(probe.isQuiet()).isTrue();
    }

    @Test
    void a_timer_does_not_reach_the_next_boot() throws Exception {
        Probe probe = new Probe();
        NodeHost host = started(HostConfig.of(A, "test"), probe);
        probe.next();
        probe.ask(host, new SetTimer("of the first boot", 30_000_000));

        host.stop();
        host.start();
        assertThat(probe.next()).isInstanceOf(Booted.class);
        probe.ask(host, new SetTimer("of the second", 60_000_000));

        assertThat(probe.next()).isEqualTo(new TimerFired("of the second"));
    }

    @Test
    void each_request_is_answered() throws Exception {
        NodeHost host = started(HostConfig.of(A, "test"), new Probe());
        BlockingQueue<Object> replies = new LinkedBlockingQueue<>();

        host.ask(Vector.of(new Reply(1, "yes")), replies::add);
        host.ask(Vector.of(new Reply(2, "end")), replies::add);

        assertThat(replies.poll(10, TimeUnit.SECONDS)).isEqualTo("yes");
        assertThat(replies.poll(10, TimeUnit.SECONDS)).isEqualTo("end");
    }

    @Test
    void an_exception_stops_its_node_alone() throws Exception {
        BlockingQueue<Throwable> crashes = new LinkedBlockingQueue<>();
        HostWatcher watcher = new HostWatcher() {
            @Override
            public void onCrash(NodeId node, Throwable cause) {
                crashes.add(cause);
            }
        };
        Probe probe = new Probe();
        NodeHost broken = started(server(A).watchedBy(watcher), probe);
        started(server(B), new Ponger());
        NodeHost pinger = started(HostConfig.of(new NodeId("c"), "test").knowing(book), new Pinger(B, 50_000_000));

        broken.ask(new IllegalStateException("a broken invariant"), reply -> {});

        assertThat(crashes.poll(10, TimeUnit.SECONDS)).hasMessage("a broken invariant");
        assertThat(broken.isRunning()).isFalse();
        awaitAnswers(pinger, answered(pinger) + 10);
        broken.start();
        assertThat(broken.isRunning()).isTrue();
    }

    @Test
    void an_effect_that_cannot_be_done_is_a_crash() throws Exception {
        Probe probe = new Probe();
        NodeHost host = started(server(A), probe);

        probe.ask(host, new Send(A, "not a registered message"));

        while (host.isRunning()) {
            Thread.sleep(5);
        }
    }

    @Test
    void notes_are_shown_to_the_watcher() throws Exception {
        BlockingQueue<String> notes = new LinkedBlockingQueue<>();
        Probe probe = new Probe();
        HostWatcher watcher = new HostWatcher() {
            @Override
            public void onNote(NodeId node, String mark, String detail) {
                notes.add(node + " " + mark + " " + detail);
            }
        };
        NodeHost host = started(server(A).watchedBy(watcher), probe);

        probe.ask(host, new Note("became-leader", "term 7"));

        assertThat(notes.poll(10, TimeUnit.SECONDS)).isEqualTo("a became-leader term 7");
    }

    @Test
    void a_port_in_use_is_said_and_nothing_is_touched(@TempDir Path folder) throws Exception {
        try (ServerSocket other = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            Path data = folder.resolve("data");
            InetSocketAddress taken = new InetSocketAddress(InetAddress.getLoopbackAddress(), other.getLocalPort());
            HostConfig config = HostConfig.of(A, "test").listeningOn(taken).storedIn(data);

            assertThatThrownBy(() -> new NodeHost(config, PingMessages.REGISTRY, new Ponger()).start())
                    .isInstanceOf(HostException.class)
                    .hasMessageContaining("cannot listen on")
                    .hasMessageContaining(":" + other.getLocalPort());
            assertThat(Files.exists(data)).isFalse();
        }
    }

    @Test
    void a_node_of_another_cluster_or_at_another_address_is_refused() throws Exception {
        Probe called = new Probe();
        started(server(B), called);
        called.next();
        Probe stranger = new Probe();
        NodeHost other = started(HostConfig.of(A, "another cluster").knowing(book), stranger);
        AddressBook wrong = new AddressBook();
        wrong.put(new NodeId("c"), book.find(B).get());
        Probe lost = new Probe();
        NodeHost lostHost = started(HostConfig.of(A, "test").knowing(wrong), lost);

        stranger.ask(other, new Send(B, PING));
        lost.ask(lostHost, new Send(new NodeId("c"), PING));
        NodeHost good = started(HostConfig.of(new NodeId("good"), "test").knowing(book), lost);
        Thread.sleep(100);
        lost.ask(good, new Send(B, PING));

        assertThat(called.next()).isEqualTo(new Received(new NodeId("good"), PING));
    }

    @Test
    void no_thread_survives_its_host() throws Exception {
        started(server(B), new Ponger());
        awaitAnswers(started(server(A), new Pinger(B, 50_000_000)), 10);

        hosts.forEach(NodeHost::close);

        assertThat(Thread.getAllStackTraces().keySet())
                .extracting(Thread::getName)
                .noneMatch(name -> name.startsWith("a-") || name.startsWith("b-"));
    }

    @Test
    void a_step_has_fixed_clocks_and_chance() {
        HostEnv env = HostEnv.read(HostEnv.Seed.draw(), 1);

        assertThat(env.random("purpose", 0)).isEqualTo(env.random("purpose", 0));
        assertThat(env.random("purpose", 0)).isNotEqualTo(env.random("purpose", 1));
        assertThat(env.random("purpose", 0)).isNotEqualTo(env.random("another", 0));
        assertThat(HostEnv.read(HostEnv.Seed.draw(), 1).now()).isGreaterThanOrEqualTo(env.now());
        long year2020 = 1_577_836_800_000_000_000L;
        assertThat(env.wall()).isGreaterThan(year2020);
    }
}
