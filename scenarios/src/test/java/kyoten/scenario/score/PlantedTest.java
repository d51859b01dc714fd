package kyoten.scenario.score;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideOutsideOfPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.io.IOException;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Holds the planted bugs to the sources as they are: each applies, compiles, and names claims and scenarios that there are. */
class PlantedTest {

    @Test
    void the_rooms_that_versions_share_know_no_room_that_they_do_not() {
        String[] ground =
                PatchedClasses.GROUND.map(room -> "kyoten." + room + "..").toJavaArray(String[]::new);
        classes()
                .that()
                .resideInAnyPackage(ground)
                .should()
                .onlyDependOnClassesThat(resideOutsideOfPackage("kyoten..").or(resideInAnyPackage(ground)))
                .check(new ClassFileImporter()
                        .withImportOption(new ImportOption.DoNotIncludeTests())
                        .importPackages(PatchedClasses.GROUND
                                .map(room -> "kyoten." + room)
                                .asJava()));
    }

    @TestFactory
    Stream<DynamicTest> each_planted_bug_applies_compiles_and_loads() throws IOException {
        Versions versions = Sources.versions();
        return Sources.plants()
                .map(plant -> dynamicTest(
                        plant.name(),
                        () -> assertThat(versions.planted(plant).scenarios()).isNotEmpty()))
                .toJavaStream();
    }
}
