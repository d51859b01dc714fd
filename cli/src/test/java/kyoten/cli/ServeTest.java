package kyoten.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

@Timeout(120)
class ServeTest {
    @TempDir
    private Path folder;

    private final List<Process> processes = new ArrayList<>();

    @AfterEach
    void end() throws InterruptedException {
        for (Process process : processes) {
            process.destroyForcibly().waitFor();
        }
    }

    private Path config(String server, int... ports) throws IOException {
        StringBuilder text = new StringBuilder("cluster: demo\nsite: tokyo\nserver: " + server + "\ndata: data-"
                + server + "\nkey: sixteen bytes or more\nlog: warn\nservers:\n");
        for (int i = 0; i < ports.length; i++) {
            text.append("  ")
                    .append(i + 1)
                    .append(": 127.0.0.1:")
                    .append(ports[i])
                    .append('\n');
        }
        return Files.writeString(folder.resolve(server + ".yaml"), text);
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    private Process serve(Path config) throws IOException {
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:TieredStopAtLevel=1",
                        "-cp",
                        System.getProperty("java.class.path"),
                        "kyoten.cli.Main",
                        "serve",
                        config.toString())
                .redirectErrorStream(true)
                .start();
        processes.add(process);
        return process;
    }

    private static String firstLine(Process process) throws IOException {
        BufferedReader lines = process.inputReader(UTF_8);
        return lines.readLine();
    }

    private record Result(int status, String out) {}

    private static Result run(Object command, Object... arguments) {
        StringWriter out = new StringWriter();
        int status = new CommandLine(command)
                .setOut(new PrintWriter(out))
                .setErr(new PrintWriter(out))
                .execute(List.of(arguments).stream().map(Object::toString).toArray(String[]::new));
        return new Result(status, out.toString());
    }

    @Test
    void a_server_serves_until_it_is_told_to_end_and_serves_the_same_again() throws Exception {
        int port = freePort();
        Path config = config("1", port);
        Process server = serve(config);
        assertThat(firstLine(server))
                .isEqualTo("listening on 127.0.0.1:" + port + ", data in " + folder.resolve("data-1"));

        assertThat(run(new Call(), config, "write", "greeting", "hello")).isEqualTo(new Result(0, "done\n"));
        assertThat(run(new Call(), config, "read", "greeting")).isEqualTo(new Result(0, "hello\n"));
        server.destroy();
        assertThat(server.waitFor(20, TimeUnit.SECONDS)).isTrue();
        assertThat(server.exitValue()).isZero();

        Process again = serve(config);
        assertThat(firstLine(again)).startsWith("listening on");
        assertThat(run(new Call(), config, "read", "greeting")).isEqualTo(new Result(0, "hello\n"));
        Result gread = run(new Call(), config, "gread", "greeting");
        assertThat(gread.out).startsWith("hello\ncontext ");
        String context = gread.out.lines().skip(1).findFirst().orElseThrow().substring("context ".length());
        assertThat(run(new Call(), config, "gwrite", "greeting", "bye", "--context", context, "--only-if-current"))
                .isEqualTo(new Result(0, "overwritten\n"));
        assertThat(run(new Call(), config, "scan", "g")).isEqualTo(new Result(0, "greeting\tbye\n"));
        assertThat(run(new Call(), config, "gwrite", "greeting", "late", "--context", context, "--only-if-current"))
                .isEqualTo(new Result(1, "kyoten call: rejected, nothing changed: STALE\n"));
    }

    @Test
    void an_operator_makes_keys_counters_and_sets() throws Exception {
        Path config = config("1", freePort());
        firstLine(serve(config));

        assertThat(run(new Call(), config, "add", "c/visits", "1").out)
                .startsWith("kyoten call: refused, it did not happen: NOT_A_COUNTER; 'kyoten admin resolver' makes");
        assertThat(run(new AdminResolver(), config, "c/", "counter")).isEqualTo(new Result(0, "done\n"));
        assertThat(run(new AdminResolver(), config, "s/", "set")).isEqualTo(new Result(0, "done\n"));
        assertThat(run(new Call(), config, "add", "c/visits", "7")).isEqualTo(new Result(0, "done\n"));
        assertThat(run(new Call(), config, "add", "c/visits", "--", "-3")).isEqualTo(new Result(0, "done\n"));
        assertThat(run(new Call(), config, "count", "c/visits")).isEqualTo(new Result(0, "4\n"));
        assertThat(run(new Call(), config, "insert", "s/tags", "blue").status).isZero();
        assertThat(run(new Call(), config, "insert", "s/tags", "red").status).isZero();
        assertThat(run(new Call(), config, "remove", "s/tags", "blue").status).isZero();
        assertThat(run(new Call(), config, "elements", "s/tags")).isEqualTo(new Result(0, "red\n"));
        assertThat(run(new AdminResolver(), config, "s/", "none")).isEqualTo(new Result(0, "done\n"));
        assertThat(run(new AdminResolver(), config))
                .isEqualTo(new Result(0, "'c/': counter\nto choose from: counter, keep-all, last-writer, set\n"));
        assertThat(run(new AdminResolver(), config, "s/", "sets"))
                .isEqualTo(new Result(
                        1,
                        "resolver: refused: there is no resolver named 'sets'; this site knows counter, keep-all,"
                                + " last-writer, set\n"));
        assertThat(run(new AdminResolver(), config, "s/").status).isEqualTo(Main.WRONG_USAGE);
        assertThat(run(new Call(), config, "add", "c/visits", "many").out).contains("'many' is no whole number");
    }

    @Test
    void a_port_in_use_is_said_and_nothing_is_touched() throws Exception {
        try (ServerSocket other = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            Result result = run(new Serve(), config("1", other.getLocalPort()));

            assertThat(result.status).isEqualTo(Main.WRONG_USAGE);
            assertThat(result.out).startsWith("kyoten serve: cannot listen on 127.0.0.1:" + other.getLocalPort());
            assertThat(folder.resolve("data-1")).doesNotExist();
        }
    }

    @Test
    void a_folder_of_something_else_is_refused() throws Exception {
        Files.createDirectory(folder.resolve("data-1"));
        Files.writeString(folder.resolve("data-1").resolve("thesis.tex"), "years of work");

        Result result = run(new Serve(), config("1", freePort()));

        assertThat(result.status).isEqualTo(Main.WRONG_USAGE);
        assertThat(result.out).contains("is not a data folder", "thesis.tex");
        assertThat(folder.resolve("data-1").toFile().list()).containsExactly("thesis.tex");
    }

    @Test
    void a_wrong_file_is_refused() throws Exception {
        Path file = Files.writeString(folder.resolve("wrong.yaml"), "cluster demo\n");

        assertThat(run(new Serve(), file))
                .isEqualTo(
                        new Result(
                                64,
                                "kyoten serve: " + file
                                        + ", line 1, column 1: expected a mapping, such as \"cluster: demo\", found \"cluster demo\"\n"));
        assertThat(run(new Call(), file, "read", "x").status).isEqualTo(64);
    }

    @Test
    void a_wrong_call_is_refused() throws Exception {
        Path config = config("1", freePort());

        assertThat(run(new Call(), config, "raed", "x").out).contains("unknown operation 'raed'. Did you mean 'read'?");
        assertThat(run(new Call(), config, "write", "x").out).contains("write takes 2 arguments, not 1");
        assertThat(run(new Call(), config, "gdelete", "x", "--context", "%").out)
                .contains("--context is not one");
        assertThat(run(new Call(), config, "read", "x", "--timeout", "1"))
                .isEqualTo(new Result(1, "kyoten call: no answer within 1 s\n"));
    }
}
