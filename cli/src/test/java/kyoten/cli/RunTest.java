package kyoten.cli;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class RunTest {
    @Test
    void a_campaign_that_holds_tells_its_seeds_first_and_exits_with_0() {
        Shell shell = Shell.kyoten("run", "pings", "--seeds", "1..5", "--jobs", "2");
        assertThat(shell.firstLine()).isEqualTo("pings, seeds 1..5, on sim, 2 jobs");
        assertThat(shell.out()).contains("scenario  seeds  operations").contains("holds");
        assertThat(shell.status()).isZero();
        assertThat(shell.err()).isEmpty();
    }

    @Test
    void one_seed_prints_its_options_before_it_runs() {
        assertThat(Shell.kyoten("run", "pings", "--seed", "3").firstLine())
                .startsWith("pings, seed 3, on sim, ")
                .contains("clients (homes ")
                .contains("patience ");
    }

    @Test
    void the_last_line_is_one_json_object_if_asked_for() {
        JsonNode line = JsonMapper.shared()
                .readTree(Shell.kyoten("run", "pings", "--seeds", "1..3", "--json")
                        .lastLine());
        assertThat(line.propertyNames())
                .containsExactly(
                        "scenario",
                        "seeds",
                        "holds",
                        "broken",
                        "unknown",
                        "ops",
                        "events",
                        "virtualSeconds",
                        "wallSeconds",
                        "cpuSeconds",
                        "traceHash",
                        "failures");
        assertThat(line.get("seeds").intValue()).isEqualTo(3);
        assertThat(line.get("broken").intValue()).isZero();
    }

    @Test
    void coverage_tells_which_marks_were_reached_and_which_never() {
        Shell shell = Shell.kyoten("run", "centralized", "--seed", "1", "--coverage", "--json");
        JsonNode line = JsonMapper.shared().readTree(shell.lastLine());
        assertThat(line.get("marks").get("became-master").intValue()).isPositive();
        assertThat(line.get("neverReached").valueStream().map(JsonNode::stringValue))
                .contains("retired")
                .doesNotContain("became-master");
        assertThat(shell.out()).contains("never reached: ").containsPattern("became-master +\\d+ +1  centralized");
    }

    @Test
    void the_order_of_work_changes_nothing() {
        assertThat(hash("--jobs", "1")).isEqualTo(hash("--jobs", "4"));
    }

    @Test
    void a_replay_has_the_hash_of_the_run() {
        String run = Shell.kyoten("run", "pings", "--seed", "7", "--json").lastLine();
        String replay = Shell.kyoten("replay", "pings", "--seed", "7", "--json").lastLine();
        assertThat(hashOf(replay)).isEqualTo(hashOf(run));
    }

    @Test
    void time_is_a_bound_too() {
        assertThat(Shell.kyoten("run", "pings", "--for", "300ms", "--seed", "50")
                        .firstLine())
                .isEqualTo("pings, seeds from 50 for 300ms, on sim, "
                        + Runtime.getRuntime().availableProcessors() + " jobs");
    }

    @Test
    void a_wrong_name_is_answered_with_the_nearest_one() {
        Shell shell = Shell.kyoten("run", "pinks");
        assertThat(shell.status()).isEqualTo(64);
        assertThat(shell.err()).startsWith("There is no scenario 'pinks'. Did you mean 'pings'?");
    }

    @Test
    void a_name_that_is_like_none_is_answered_with_where_to_look() {
        assertThat(Shell.kyoten("run", "zzzzzzzzzzzzzzzzzz").err())
                .startsWith("There is no scenario 'zzzzzzzzzzzzzzzzzz'. './kyoten list' shows all.");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "--seeds 5..1    | Invalid value for option '--seeds': the range 5..1 ends before it begins",
                "--seeds 5       | Invalid value for option '--seeds': expected A..B such as 1..100, found '5'",
                "--seeds a..7    | Invalid value for option '--seeds': expected A..B such as 1..100, found 'a..7': 'a' is no"
                        + " whole number",
                "--seeds 0..9e9  | Invalid value for option '--seeds': expected A..B such as 1..100, found '0..9e9': '9e9' is"
                        + " no whole number",
                "--seeds 0..9000000000 | Invalid value for option '--seeds': the range 0..9000000000 has more than"
                        + " 1000000000 seeds",
                "--seed x        | Invalid value for option '--seed': expected a whole number of 64 bits, found 'x'",
                "--for soon      | Invalid value for option '--for': expected a time such as 10m or 90s, found 'soon'",
                "--jobs 0        | --jobs expects 1 or more, found 0",
                "--seed 1 --seeds 1..2 | --seed and --seeds exclude each other; give one",
                "--for 1s --seeds 1..2 | --seeds and --for exclude each other; say with --seed where --for begins",
            })
    void wrong_options_are_told_and_exit_with_64(String options, String message) {
        Shell shell = Shell.kyoten(("run pings " + options.strip()).split(" "));
        assertThat(shell.err().lines().findFirst().orElse("")).isEqualTo(message.strip());
        assertThat(shell.status()).isEqualTo(64);
    }

    private static String hash(String... more) {
        String[] words = {"run", "pings", "--seeds", "1..9", "--json", more[0], more[1]};
        return hashOf(Shell.kyoten(words).lastLine());
    }

    private static String hashOf(String json) {
        return JsonMapper.shared().readTree(json).get("traceHash").asString();
    }
}
