package kyoten.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import io.vavr.collection.Vector;
import io.vavr.control.Option;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import kyoten.client.ClientAnswer;
import kyoten.client.ClientCall;
import kyoten.client.ClientNode;
import kyoten.client.ClientOptions;
import kyoten.host.AddressBook;
import kyoten.host.HostConfig;
import kyoten.host.NodeHost;
import kyoten.host.Storage;
import kyoten.node.NodeId;
import kyoten.node.SiteId;
import kyoten.site.SiteMessages;
import kyoten.site.SiteOptions;
import kyoten.site.SiteServer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A disk that fills up under a running server. */
@Timeout(120)
class FullDiskTest {
    private static final NodeId SERVER = new NodeId("tokyo/1");
    private static final ClientAnswer NO_ROOM = new ClientAnswer.Refused(ClientAnswer.Refusal.NO_ROOM);
    private static final ByteString KEY = ByteString.copyFromUtf8("key");

    private static final ByteString OTHER_KEY = ByteString.copyFromUtf8("another key");

    @TempDir
    private Path folder;

    /** No file may grow beyond a length; what it has may be written over. */
    private static final class SmallDisk implements Storage {
        private volatile long length = Long.MAX_VALUE;

        @Override
        public Handle open(Path file) throws IOException {
            return new SmallFile(this, REAL.open(file));
        }

        @Override
        public void rename(Path from, Path to) throws IOException {
            REAL.rename(from, to);
        }

        @Override
        public void forceFolder(Path path) throws IOException {
            REAL.forceFolder(path);
        }
    }

    private record SmallFile(SmallDisk disk, Storage.Handle real) implements Storage.Handle {
        @Override
        public long size() throws IOException {
            return real.size();
        }

        @Override
        public void read(ByteBuffer target, long offset) throws IOException {
            real.read(target, offset);
        }

        @Override
        public void write(ByteBuffer source, long offset) throws IOException {
            if (offset + source.remaining() > Math.max(disk.length, real.size())) {
                throw new IOException("No space left on device");
            }
            real.write(source, offset);
        }

        @Override
        public void truncate(long length) throws IOException {
            real.truncate(length);
        }

        @Override
        public void force() throws IOException {
            real.force();
        }

        @Override
        public void close() throws IOException {
            real.close();
        }
    }

    private static ClientAnswer ask(NodeHost client, ClientCall call) throws Exception {
        CompletableFuture<Object> answer = new CompletableFuture<>();
        client.ask(call, answer::complete);
        return (ClientAnswer) answer.get(30, TimeUnit.SECONDS);
    }

    private static ClientAnswer write(NodeHost client, ByteString value) throws Exception {
        return ask(client, new ClientCall.Write(KEY, value));
    }

    @Test
    void a_full_disk_refuses_writes_keeps_what_is_there_and_takes_writes_again() throws Exception {
        SmallDisk disk = new SmallDisk();
        AddressBook book = new AddressBook();
        CompletableFuture<Integer> end = new CompletableFuture<>();
        HostConfig config = HostConfig.of(SERVER, "demo")
                .listeningOn(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0))
                .storedIn(folder.resolve("data"))
                .storedThrough(disk)
                .watchedBy(new ServerWatcher(end));
        SiteOptions options = SiteOptions.of(
                new SiteId("tokyo"), SERVER, Vector.of(SERVER), ByteString.copyFromUtf8("sixteen bytes or more"));
        try (NodeHost server = new NodeHost(config, SiteMessages.REGISTRY, new SiteServer(options));
                NodeHost client = new NodeHost(
                        HostConfig.of(new NodeId("client"), "demo").knowing(book),
                        SiteMessages.REGISTRY,
                        new ClientNode(ClientOptions.of(Vector.of(SERVER))))) {
            server.start();
            book.put(SERVER, server.address());
            client.start();
            ByteString kept = ByteString.copyFromUtf8("kept");
            assertThat(ask(client, new ClientCall.Write(OTHER_KEY, kept))).isEqualTo(new ClientAnswer.Done());

            disk.length = 0;
            ByteString big = ByteString.copyFrom(new byte[900_000]);
            ClientAnswer answer = write(client, big); // may find room in what was laid out ahead
            for (int i = 0; i < 3 && !answer.equals(NO_ROOM); i++) {
                answer = write(client, big);
            }
            assertThat(answer).isEqualTo(NO_ROOM);
            assertThat(server.isRunning()).isTrue();
            assertThat(end).isNotDone();
            assertThat(ask(client, new ClientCall.Read(OTHER_KEY)))
                    .isEqualTo(new ClientAnswer.Value(Option.of(kept), false, false));

            disk.length = Long.MAX_VALUE;
            ByteString again = ByteString.copyFromUtf8("again");
            answer = write(client, again);
            for (int i = 0; i < 100 && !answer.equals(new ClientAnswer.Done()); i++) {
                Thread.sleep(50);
                answer = write(client, again);
            }
            assertThat(ask(client, new ClientCall.Read(KEY)))
                    .isEqualTo(new ClientAnswer.Value(Option.of(again), false, false));
        }
    }
}
