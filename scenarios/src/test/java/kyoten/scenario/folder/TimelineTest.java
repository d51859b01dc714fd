package kyoten.scenario.folder;

import static org.assertj.core.api.Assertions.assertThat;

import io.vavr.collection.Vector;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import kyoten.check.Claim;
import kyoten.check.Verdict;
import kyoten.check.Witness;
import kyoten.history.History;
import kyoten.scenario.Scenario;
import kyoten.scenario.catalogue.Catalogue;
import kyoten.scenario.plan.Options.Lengths;
import kyoten.scenario.plan.Plan;
import kyoten.scenario.plan.PlannedOperation;
import kyoten.scenario.run.RunResult;
import kyoten.scenario.run.Simulation;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class TimelineTest {
    private static final int TIMES = 7;
    private static final int MOST_REDRAW_MS = 1_000;

    @TempDir
    private Path folder;

    @Test
    void a_page_needs_nothing_but_itself() throws IOException {
        String page = Files.readString(written("bridge-partition", 3));
        assertThat(page).doesNotContain("http://").doesNotContain("https://").doesNotContain("@import");
        assertThat(page).doesNotContain("src=").doesNotContain("<link").doesNotContain("{{");
    }

    @Test
    void nothing_in_a_run_can_end_the_script_that_it_stands_in() throws IOException {
        Scenario scenario = Catalogue.find("pings").get();
        RunResult run = Simulation.run(scenario.plan(1), scenario);
        Claim claim = new Claim("claim", "says");
        Verdict broken = new Verdict.Broken(claim, "</p></script><b>&", Witness.of(History.empty()));
        RunFolder.at(folder).write(run.withVerdicts(Vector.of(broken)), scenario);
        String page = Files.readString(folder.resolve(RunFolder.TIMELINE));
        assertThat(page.split("</script>", -1)).hasSize(3);
        assertThat(page).contains("&lt;/p&gt;&lt;/script&gt;&lt;b&gt;&amp;");
        assertThat(data(page).get("texts").size()).isPositive();
    }

    @Test
    void every_message_that_came_was_sent_before_and_every_loss_has_its_reason() throws IOException {
        JsonNode data = data(Files.readString(written("bridge-partition", 3)));
        JsonNode messages = data.get("messages");
        int lost = 0;
        for (int i = 0; i < messages.get("sent").size(); i++) {
            long sent = messages.get("sent").get(i).longValue();
            long came = messages.get("came").get(i).longValue();
            String fate = data.get("fates")
                    .get(messages.get("fate").get(i).intValue())
                    .stringValue();
            boolean arrived =
                    came > Long.MIN_VALUE && messages.get("cameIn").get(i).longValue() > 0;
            assertThat(!arrived || came >= sent).as("message %s", i).isTrue();
            assertThat(arrived && fate.startsWith("lost") && !fate.contains("down"))
                    .as("message %s", i)
                    .isFalse();
            lost += fate.equals("lost: cut off") ? 1 : 0;
        }
        assertThat(lost).as("a partition cuts messages off").isPositive();
    }

    @Test
    void faults_reigns_and_operations_lie_on_the_lanes_of_the_stage() throws IOException {
        JsonNode data = data(Files.readString(written("leader-crashes", 2)));
        assertThat(data.get("faults").findValuesAsString("kind")).contains("Crash");
        assertThat(data.get("reigns").get("term").size()).isPositive();
        assertThat(data.get("downs").get("lane").size()).isPositive();
        int lanes = data.get("lanes").size();
        for (JsonNode lane : data.get("ops").get("lane")) {
            assertThat(data.get("lanes").get(lane.intValue()).get("client").booleanValue())
                    .isTrue();
            assertThat(lane.intValue()).isLessThan(lanes);
        }
    }

    @Test
    void a_browser_draws_a_run_and_finds_what_is_searched_for() throws Exception {
        Browser browser = Browser.orSkip(folder);
        String dom = browser.dom(written("leader-crashes", 2), "#find=became-leader");
        assertThat(number(dom, "lanes")).isEqualTo(data(dom).get("lanes").size());
        assertThat(number(dom, "drawn")).isGreaterThan(500);
        assertThat(dom).containsPattern("id=\"hits\">1 of \\d+<").contains("became-leader: term");
    }

    @Test
    void a_browser_draws_fifty_thousand_events_quickly() throws Exception {
        Browser browser = Browser.orSkip(folder);
        Scenario scenario = Catalogue.find("minority-partition").get();
        RunResult run = Simulation.run(repeated(scenario.plan(69)), scenario);
        assertThat(run.tallies().events()).isGreaterThan(50_000);
        RunFolder.at(folder).write(run, scenario);
        String whole = browser.dom(folder.resolve(RunFolder.TIMELINE), "");
        String part = browser.dom(folder.resolve(RunFolder.TIMELINE), "#2.0-2.1");
        assertThat(number(whole, "items")).isGreaterThan(50_000);
        assertThat(number(whole, "redraw-ms")).isBetween(0.1, (double) MOST_REDRAW_MS);
        assertThat(number(part, "redraw-ms")).isLessThan(number(whole, "redraw-ms"));
        assertThat(number(part, "drawn")).isBetween(10.0, 5_000.0);
    }

    /** The plan's operations again and again. */
    private static Plan repeated(Plan plan) {
        Lengths lengths = plan.options().lengths();
        Vector<PlannedOperation> operations = Vector.empty();
        for (int i = 0; i < TIMES; i++) {
            long later = i * lengths.stir();
            int numbers = i * plan.operations().size() * 10;
            operations = operations.appendAll(plan.operations()
                    .map(one -> new PlannedOperation(
                            one.number() + numbers, one.client(), one.atNanos() + later, one.act())));
        }
        return new Plan(
                plan.scenario(),
                plan.seed(),
                plan.options().with(new Lengths(lengths.stir() * TIMES, lengths.settle(), lengths.patience())),
                operations,
                plan.faults());
    }

    private Path written(String name, long seed) throws IOException {
        Scenario scenario = Catalogue.find(name).get();
        RunFolder.at(folder).write(Simulation.run(scenario.plan(seed), scenario), scenario);
        return folder.resolve(RunFolder.TIMELINE);
    }

    private static JsonNode data(String page) {
        String begin = "id=\"data\">";
        int from = page.indexOf(begin) + begin.length();
        return JsonMapper.shared().readTree(page.substring(from, page.indexOf("</script>", from)));
    }

    private static double number(String dom, String name) {
        Matcher found = Pattern.compile("data-" + name + "=\"([\\d.]+)\"").matcher(dom);
        assertThat(found.find()).as("data-%s of the page", name).isTrue();
        return Double.parseDouble(found.group(1));
    }
}
