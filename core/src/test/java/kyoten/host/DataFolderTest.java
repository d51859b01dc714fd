package kyoten.host;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.TreeMap;
import java.util.stream.Stream;
import kyoten.node.NodeId;
import kyoten.ping.PingMessages;
import kyoten.ping.Ponger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DataFolderTest {
    private static final NodeId A = new NodeId("tokyo/1");

    @TempDir
    private Path temporary;

    private NodeHost host(Path folder, NodeId node, String cluster) {
        return new NodeHost(HostConfig.of(node, cluster).storedIn(folder), PingMessages.REGISTRY, new Ponger());
    }

    private Path used() throws HostException {
        Path folder = temporary.resolve("data");
        try (NodeHost host = host(folder, A, "test")) {
            host.start();
        }
        return folder;
    }

    private static TreeMap<String, String> content(Path folder) throws Exception {
        TreeMap<String, String> content = new TreeMap<>();
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                content.put(
                        folder.relativize(file).toString(),
                        Files.getLastModifiedTime(file) + " " + Files.readString(file, ISO_8859_1));
            }
        }
        return content;
    }

    private void assertRefused(Path folder, NodeId node, String cluster, String... reasons) throws Exception {
        TreeMap<String, String> before = content(folder);
        NodeHost host = host(folder, node, cluster);

        assertThatThrownBy(host::start).isInstanceOf(HostException.class).hasMessageContainingAll(reasons);

        assertThat(content(folder)).isEqualTo(before);
        assertThat(host.isRunning()).isFalse();
    }

    @Test
    void a_folder_is_used_again() throws Exception {
        Path folder = used();
        try (NodeHost host = host(folder, A, "test")) {
            host.start();
            assertThat(host.isRunning()).isTrue();
        }
    }

    @Test
    void a_folder_of_another_node_or_cluster_is_refused() throws Exception {
        Path folder = used();

        assertRefused(folder, new NodeId("tokyo/2"), "test", "belongs to node tokyo/1", "not to node tokyo/2");
        assertRefused(folder, A, "production", "cluster \"test\"", "\"production\"");
    }

    @Test
    void a_folder_of_another_format_is_refused() throws Exception {
        Path folder = used();
        Path format = folder.resolve("FORMAT");
        Files.writeString(format, Files.readString(format).replace("format 1", "format 2"));

        assertRefused(folder, A, "test", "has the format 2", "reads the format 1 only");
    }

    @Test
    void a_folder_with_a_damaged_format_is_refused() throws Exception {
        Path folder = used();
        Path format = folder.resolve("FORMAT");
        String good = Files.readString(format);
        for (String bad : new String[] {"", "garbage", good.replace("salt", "malt"), good.substring(0, 40)}) {
            Files.writeString(format, bad);
            assertRefused(folder, A, "test", "FORMAT");
        }
    }

    @Test
    void a_folder_of_something_else_is_refused() throws Exception {
        Files.writeString(temporary.resolve("thesis.tex"), "years of work");

        assertRefused(temporary, A, "test", "is not a data folder", "thesis.tex");
    }

    @Test
    void a_file_is_refused() throws Exception {
        Path file = Files.writeString(temporary.resolve("file"), "content");

        assertRefused(file, A, "test", "but it is a file");
    }

    @Test
    void a_folder_in_use_is_refused() throws Exception {
        Path folder = temporary.resolve("data");
        try (NodeHost first = host(folder, A, "test")) {
            first.start();
            NodeHost second = host(folder, A, "test");
            assertThatThrownBy(second::start)
                    .isInstanceOf(HostException.class)
                    .hasMessageContaining("in use by a running node");
        }
    }
}
