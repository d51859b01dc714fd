package kyoten.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.lang.ArchRule;
import java.lang.reflect.Member;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Shows that every rule bites, on the rooms below {@code kyoten.offender}. */
final class BiteTest {

    private static final String ROOT = "kyoten.offender";
    private static final Architecture OFFENDER = new Architecture(ROOT);
    private static final JavaClasses CLASSES = new ClassFileImporter().importPackages(ROOT);

    /** Each ban, and the class whose every member it must report. */
    private static final Map<Ban, String> OFFENDERS = Map.ofEntries(
            Map.entry(Bans.CLOCK, "raft.ReadsClock"),
            Map.entry(Bans.THREADS, "raft.UsesThreads"),
            Map.entry(Bans.CHANCE, "raft.TakesChances"),
            Map.entry(Bans.IDENTITY, "sim.HashesIdentity"),
            Map.entry(Bans.HASH_ORDER, "raft.IteratesHashes"),
            Map.entry(Bans.HASH_CODES, "raft.TakesHashCodes"),
            Map.entry(Bans.BROKEN_TREES, "raft.BreaksTrees"),
            Map.entry(Bans.SOCKETS, "raft.OpensSockets"),
            Map.entry(Bans.FILES, "sim.OpensFiles"),
            Map.entry(Bans.SURROUNDINGS, "scenario.LooksAround"),
            Map.entry(Bans.DEFAULTS, "scenario.TrustsDefaults"),
            Map.entry(Bans.FORMATS, "sim.FormatsForLocale"),
            Map.entry(Bans.SHARED_STATE, "sim.SharesState"),
            Map.entry(Bans.CELLS, "raft.HasCells"));

    @TestFactory
    Stream<DynamicTest> every_ban_reports_every_offence() {
        return Bans.ALL.stream()
                .map(ban -> DynamicTest.dynamicTest(ban.name, () -> {
                    Class<?> offender = Class.forName(ROOT + "." + OFFENDERS.get(ban));
                    List<String> reports = reports(OFFENDER.ban(ban));
                    assertThat(membersOf(offender))
                            .isNotEmpty()
                            .allSatisfy(member -> assertThat(reports)
                                    .as("reports of the ban on %s", ban)
                                    .anyMatch(report -> isFrom(report, offender, member)));
                }));
    }

    @Test
    void what_only_looks_like_an_offence_is_not_reported() {
        assertThat(Bans.ALL)
                .allSatisfy(ban -> assertThat(reports(OFFENDER.ban(ban)))
                        .noneMatch(report -> report.contains(ROOT + ".raft.Innocent")));
    }

    @Test
    void the_real_world_and_the_worker_pool_are_spared_and_their_neighbours_are_not() {
        assertThat(Bans.ALL)
                .allSatisfy(ban -> assertThat(reports(OFFENDER.ban(ban)))
                        .noneMatch(report -> report.contains(ROOT + ".host."))
                        .noneMatch(report -> report.contains(".scenario.run.WorkerPool")));
        assertThat(reports(OFFENDER.ban(Bans.CLOCK))).anyMatch(it -> it.contains("BesideWorkerPool.time()"));
        assertThat(reports(OFFENDER.ban(Bans.THREADS))).anyMatch(it -> it.contains("BesideWorkerPool.executor()"));
    }

    @Test
    void an_arrow_that_is_not_in_the_table_is_reported_however_it_is_drawn() {
        List<String> reports = reports(arrowsOf("node"));
        assertThat(List.of("field>", "call()", "reference()", "array("))
                .allSatisfy(use -> assertThat(reports).anyMatch(report -> report.contains("KnowsWire." + use)));
        assertThat(reports(arrowsOf("check"))).anyMatch(report -> report.contains("offender.wire.Frame"));
        assertThat(reports(arrowsOf("sim"))).isNotEmpty().allMatch(report -> report.contains("offender.check.Judge"));
    }

    @Test
    void a_room_that_is_not_in_the_table_is_reported() {
        assertThat(reports(OFFENDER.roomsOf("core")))
                .anyMatch(report -> report.contains("drawer.Thing"))
                .noneMatch(report -> report.contains("wire.Frame"));
    }

    @Test
    void a_room_in_the_wrong_module_is_reported() {
        assertThat(reports(OFFENDER.roomsOf("cli"))).anyMatch(report -> report.contains("wire.Frame"));
    }

    @Test
    void a_package_too_deep_is_reported() {
        assertThat(reports(OFFENDER.twoLevels()))
                .isNotEmpty()
                .allMatch(report -> report.contains(ROOT + ".site.deep.deeper."));
    }

    @Test
    void a_package_without_a_word_on_it_is_reported() {
        assertThat(reports(OFFENDER.everyPackageSaysWhatItIsFor()))
                .singleElement()
                .asString()
                .contains("geo.NoInfo");
    }

    @Test
    void every_room_is_in_the_table_once_and_knows_rooms_of_the_table_only() {
        List<String> names = Rooms.ALL.stream().map(Room::name).toList();
        assertThat(names).doesNotHaveDuplicates();
        assertThat(Rooms.ALL).allSatisfy(room -> assertThat(names).containsAll(room.knows()));
        assertThat(names).containsAll(Rooms.except("host cli")).containsAll(Words.of(Rooms.PROTOCOL));
    }

    @Test
    void every_name_in_the_bans_exists() {
        assertThat(Bans.ALL).allSatisfy(ban -> assertThat(ban.misspelt()).isEmpty());
    }

    @Test
    void a_misspelt_name_is_found() {
        Ban ban = Ban.of("nothing", Words.of("raft"), "of its names")
                .types("java.lang.Threat")
                .calls("java.lang.System", "nanoTime nanotime")
                .calls("java.lang.Sistem", "exit");
        assertThat(ban.misspelt())
                .containsExactlyInAnyOrder("java.lang.Threat", "java.lang.System.nanotime", "java.lang.Sistem");
    }

    private static ArchRule arrowsOf(String room) {
        return OFFENDER.arrows(Rooms.named(room).orElseThrow());
    }

    private static List<String> reports(ArchRule rule) {
        return rule.evaluate(CLASSES).getFailureReport().getDetails();
    }

    private static boolean isFrom(String report, Class<?> offender, String member) {
        return report.contains("<" + offender.getName() + "." + member + "(")
                || report.contains("<" + offender.getName() + "." + member + ">");
    }

    private static TreeSet<String> membersOf(Class<?> offender) {
        TreeSet<String> names = new TreeSet<>();
        Stream<? extends Member> methods = Arrays.stream(offender.getDeclaredMethods());
        Stream.concat(methods, Arrays.stream(offender.getDeclaredFields()))
                .filter(member -> !member.isSynthetic())
                .forEach(member -> names.add(member.getName()));
        return names;
    }
}
