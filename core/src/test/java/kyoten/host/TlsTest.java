package kyoten.host;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.util.Base64;
import java.util.List;
import kyoten.node.Effect.Send;
import kyoten.node.Event.Received;
import kyoten.node.NodeId;
import kyoten.ping.Ping;
import kyoten.ping.PingMessages;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class TlsTest {
    private static final NodeId A = new NodeId("a");
    private static final NodeId B = new NodeId("b");
    private static final Ping PING = Ping.newBuilder().setNumber(7).build();
    private static final String PASSWORD = "only for this test";

    @TempDir
    private Path folder;

    private final Probe called = new Probe();
    private final Probe caller = new Probe();
    private final AddressBook book = new AddressBook();

    /** A certificate that signs itself, made out to this machine. */
    private Tls certificate(String name) throws Exception {
        Path store = folder.resolve(name + ".p12");
        Path keytool = Path.of(System.getProperty("java.home"), "bin", "keytool");
        List<String> command = List.of(
                keytool.toString(),
                "-genkeypair",
                "-alias",
                name,
                "-dname",
                "CN=" + name,
                "-keyalg",
                "EC",
                "-ext",
                "san=ip:127.0.0.1,dns:localhost",
                "-validity",
                "2",
                "-storetype",
                "PKCS12",
                "-keystore",
                store.toString(),
                "-storepass",
                PASSWORD);
        Process process = new ProcessBuilder(command).inheritIO().start();
        assertThat(process.waitFor()).isZero();
        KeyStore keys = KeyStore.getInstance(store.toFile(), PASSWORD.toCharArray());
        Path certificate =
                pem(name + ".crt", "CERTIFICATE", keys.getCertificate(name).getEncoded());
        byte[] key = keys.getKey(name, PASSWORD.toCharArray()).getEncoded();
        return new Tls(certificate, pem(name + ".key", "PRIVATE KEY", key), certificate);
    }

    private Path pem(String file, String kind, byte[] content) throws IOException {
        String body = Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(content);
        return Files.writeString(
                folder.resolve(file), "-----BEGIN " + kind + "-----\n" + body + "\n-----END " + kind + "-----\n");
    }

    private NodeHost startedServer(Tls tls) throws HostException {
        InetSocketAddress any = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
        NodeHost host =
                new NodeHost(HostConfig.of(B, "test").listeningOn(any).securedBy(tls), PingMessages.REGISTRY, called);
        host.start();
        called.next();
        book.put(B, host.address());
        return host;
    }

    private NodeHost startedClient(HostConfig config) throws HostException {
        NodeHost host = new NodeHost(config.knowing(book), PingMessages.REGISTRY, caller);
        host.start();
        caller.next();
        return host;
    }

    @Test
    void nodes_that_trust_each_other_talk() throws Exception {
        Tls tls = certificate("cluster");
        try (NodeHost server = startedServer(tls);
                NodeHost client = startedClient(HostConfig.of(A, "test").securedBy(tls))) {
            caller.ask(client, new Send(B, PING));
            assertThat(called.next()).isEqualTo(new Received(A, PING));

            called.ask(server, new Send(A, PING));
            assertThat(caller.next()).isEqualTo(new Received(B, PING));
        }
    }

    @Test
    void who_has_no_trusted_certificate_is_not_heard() throws Exception {
        Tls tls = certificate("cluster");
        try (NodeHost server = startedServer(tls);
                NodeHost stranger = startedClient(HostConfig.of(A, "test").securedBy(certificate("stranger")));
                NodeHost plain = startedClient(HostConfig.of(A, "test"))) {
            caller.ask(stranger, new Send(B, PING));
            caller.ask(plain, new Send(B, PING));
            Thread.sleep(300);

            assertThat(called.isQuiet()).isTrue();
            assertThat(server.isRunning()).isTrue();
        }
    }

    @Test
    void files_that_cannot_be_used_are_named() throws Exception {
        Path garbage = Files.writeString(folder.resolve("garbage.pem"), "garbage");
        HostConfig config = HostConfig.of(A, "test").securedBy(new Tls(garbage, garbage, garbage));

        assertThatThrownBy(() -> new NodeHost(config, PingMessages.REGISTRY, caller).start())
                .isInstanceOf(HostException.class)
                .hasMessageContaining("cannot use the TLS files")
                .hasMessageContaining("garbage.pem");
    }
}
