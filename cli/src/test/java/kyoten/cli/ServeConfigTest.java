package kyoten.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import kyoten.node.NodeId;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ServeConfigTest {
    private static final String GOOD = """
            cluster: demo
            site: tokyo
            server: 2
            data: data-2
            servers:
              1: 127.0.0.1:4711
              2: 127.0.0.1:4712
              3: "[::1]:4713"
            key: sixteen bytes or more
            """;

    @TempDir
    private Path folder;

    private ServeConfig read(String text) throws IOException, ConfigException {
        return ServeConfig.read(Files.writeString(folder.resolve("server.yaml"), text));
    }

    private void assertWrong(String text, String place, String... expected) throws IOException {
        Path file = Files.writeString(folder.resolve("server.yaml"), text);
        assertThatThrownBy(() -> ServeConfig.read(file))
                .isInstanceOf(ConfigException.class)
                .hasMessageStartingWith(file + place)
                .hasMessageContainingAll(expected);
    }

    @Test
    void a_file_is_read() throws Exception {
        ServeConfig config = read(GOOD);

        assertThat(config.cluster()).isEqualTo("demo");
        assertThat(config.site().server()).isEqualTo(new NodeId("tokyo/2"));
        assertThat(config.site().listen().getPort()).isEqualTo(4712);
        assertThat(config.site().servers().keySet()).map(NodeId::name).containsExactly("tokyo/1", "tokyo/2", "tokyo/3");
        assertThat(config.data()).isEqualTo(folder.resolve("data-2"));
        assertThat(config.security().key().toStringUtf8()).isEqualTo("sixteen bytes or more");
        assertThat(config.geoOptions().site().raft().founders()).hasSize(3);
        assertThat(read(GOOD + "joins: true").geoOptions().site().raft().founders())
                .isEmpty();
        assertThat(read(GOOD + "listen: 0.0.0.0:99").site().listen().getPort()).isEqualTo(99);
    }

    @Test
    void a_key_may_stand_in_a_file() throws Exception {
        Files.writeString(folder.resolve("key"), "0123456789abcdef\n");

        assertThat(read(GOOD.replace("key: sixteen bytes or more", "keyFile: key"))
                        .security()
                        .key()
                        .toStringUtf8())
                .isEqualTo("0123456789abcdef");
    }

    @Test
    void a_key_that_nobody_knows_is_named_with_the_nearest() throws Exception {
        assertWrong(GOOD + "lisen: 1.2.3.4:5\n", ", line 10, column 1: ", "unknown key \"lisen\"", "\"listen\"?");
        assertWrong(GOOD + "tls:\n  certificate: x\n", ", line 11, column 3: ", "\"certificate\"", "\"certificates\"?");
        assertWrong(GOOD + "xyzzyxyzzy: 1\n", ", line 10, column 1: ", "expected one of cluster, site");
    }

    @Test
    void a_site_is_not_one_of_the_others() throws Exception {
        assertWrong(
                GOOD + "sites:\n  tokyo:\n    1: 127.0.0.1:1\n",
                ", line 11, column 3: ",
                "the other sites, without this one",
                "found \"tokyo\"");
    }

    @Test
    void a_folder_is_no_file() {
        assertThatThrownBy(() -> ServeConfig.read(folder))
                .isInstanceOf(ConfigException.class)
                .hasMessage("cannot read " + folder + ": it is a folder, expected a file");
    }

    @Test
    void what_is_missing_is_named() throws Exception {
        assertWrong(GOOD.replace("cluster: demo\n", ""), ", line 1, column 1: ", "\"cluster\" is missing", "expected");
        assertWrong(GOOD.replace("key: sixteen bytes or more\n", ""), ", line 1, column 1: ", "\"key\" is missing");
    }

    @Test
    void a_wrong_value_is_named_with_its_place() throws Exception {
        assertWrong(GOOD.replace("127.0.0.1:4711", "127.0.0.1"), ", line 6, column 6: ", "such as 127.0.0.1:4711");
        assertWrong(GOOD.replace("127.0.0.1:4711", "127.0.0.1:99999"), ", line 6, column 6: ", "\"127.0.0.1:99999\"");
        assertWrong(GOOD.replace("server: 2", "server: 4"), ", line 3, column 9: ", "1, 2, 3", "found \"4\"");
        assertWrong(GOOD.replace("server: 2", "server: [2]"), ", line 3, column 9: ", "found a list");
        assertWrong(GOOD.replace("sixteen bytes or more", "short"), ", line 9, column 6: ", "16 bytes or more");
        assertWrong(GOOD + "log: loud\n", ", line 10, column 6: ", "error, warn, info, debug", "\"loud\"");
        assertWrong(GOOD + "joins: maybe\n", ", line 10, column 8: ", "\"true\"", "\"maybe\"");
        assertWrong(GOOD + "keyFile: nowhere\n", ", line 10, column 10: ", "not both");
    }

    @Test
    void what_is_not_a_configuration_is_refused() throws Exception {
        assertWrong("", " is empty", "docs/serve.md");
        assertWrong("- a\n- b\n", ", line 1, column 1: ", "expected a mapping", "found a list");
        assertWrong("cluster: [1, 2\n", ", line 2, column 1: ", "not YAML");
        assertWrong("cluster: a\ncluster: b\n", ", line 2, column 1: ", "a second time");
        assertThatThrownBy(() -> ServeConfig.read(folder.resolve("none.yaml")))
                .hasMessageStartingWith("there is no file");
        assertThatThrownBy(() -> ServeConfig.read(folder)).hasMessageStartingWith("cannot read");
        Files.write(folder.resolve("server.yaml"), new byte[] {'a', ':', ' ', -1, -2});
        assertThatThrownBy(() -> ServeConfig.read(folder.resolve("server.yaml")))
                .hasMessageContaining("is not text in UTF-8");
    }
}
