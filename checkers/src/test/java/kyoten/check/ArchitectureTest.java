package kyoten.check;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;

/**
 * Holds the arrows of this module. The bans are held by the module scenarios: their table lies in core, of which the
 * checkers may know nothing, their tests included.
 */
final class ArchitectureTest {

    private static final JavaClasses CHECKERS = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages("kyoten");

    @Test
    void the_judge_shares_no_code_with_the_accused() {
        noClasses()
                .should()
                .resideOutsideOfPackages("kyoten.history..", "kyoten.check..")
                .check(CHECKERS);
    }

    @Test
    void a_history_knows_no_checker() {
        noClasses()
                .that()
                .resideInAPackage("kyoten.history..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("kyoten.check..")
                .check(CHECKERS);
    }
}
