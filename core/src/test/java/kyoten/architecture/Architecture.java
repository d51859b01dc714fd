package kyoten.architecture;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;

/**
 * The rules that follow from {@link Rooms} and {@link Bans}, for the rooms below a package.
 *
 * <p>Messages that protoc generated are held to the arrows only: their code is not ours, and touches files or hash codes
 * only where somebody calls it.
 *
 * <p>ArchUnit does not see a cast or the making of an array; whatever is done with the result it sees.
 */
public final class Architecture {

    private final String root;

    Architecture(String root) {
        this.root = root;
    }

    /** A test of each rule on the classes of a module of Kyoten. */
    public static Stream<DynamicTest> testsOf(String module) {
        Architecture kyoten = new Architecture("kyoten");
        JavaClasses classes = kyoten.classesOf(module);
        if (classes.isEmpty()) {
            throw new IllegalStateException("the class path has no class of module " + module);
        }
        return kyoten.rulesOf(module).map(rule -> dynamicTest(rule.getDescription(), () -> rule.check(classes)));
    }

    private JavaClasses classesOf(String module) {
        return new ClassFileImporter()
                .withImportOption(location -> location.contains("/" + module + "/target/"))
                .withImportOption(location -> !location.contains("/test-classes/") && !location.contains("-tests.jar"))
                .importPackages(root);
    }

    private Stream<ArchRule> rulesOf(String module) {
        List<Room> rooms =
                Rooms.ALL.stream().filter(room -> room.module().equals(module)).toList();
        Stream<ArchRule> arrows = rooms.stream().map(this::arrows);
        Stream<ArchRule> bans = Bans.ALL.stream()
                .filter(ban -> rooms.stream().anyMatch(room -> ban.rooms.contains(room.name())))
                .map(this::ban);
        Stream<ArchRule> packages = Stream.of(roomsOf(module), twoLevels(), everyPackageSaysWhatItIsFor());
        return Stream.of(arrows, bans, packages).flatMap(rules -> rules);
    }

    ArchRule arrows(Room room) {
        String knows = room.knows().isEmpty() ? "no other room" : String.join(", ", room.knows());
        return classes()
                .that(are("in " + room.name(), type -> roomOf(type).equals(Optional.of(room.name()))))
                .should(knowOnly(room))
                .because("kyoten." + room.name() + " may know " + knows)
                .allowEmptyShould(true);
    }

    ArchRule ban(Ban ban) {
        return classes()
                .that(are("in " + String.join(", ", ban.rooms), type -> isHeldTo(ban, type)))
                .should(ban.condition())
                .because(ban.because)
                .allowEmptyShould(true);
    }

    ArchRule roomsOf(String module) {
        return classes()
                .should(be(
                        "in a room of " + module,
                        type -> roomOf(type)
                                .flatMap(Rooms::named)
                                .filter(room -> room.module().equals(module))
                                .isPresent()))
                .because("a room needs its arrows in Rooms, and lies in one module");
    }

    ArchRule twoLevels() {
        int most = root.split("\\.").length + 2;
        return classes()
                .should(be(
                        "at most two levels below",
                        type -> type.getPackageName().split("\\.").length <= most))
                .because("packages are by feature, at most two levels deep");
    }

    ArchRule everyPackageSaysWhatItIsFor() {
        return classes()
                .that(are("not generated", type -> !isGenerated(type)))
                .should(be(
                        "beside a package-info",
                        type -> type.getPackage().tryGetPackageInfo().isPresent()))
                .because("each package says what it is for, and where to start reading");
    }

    private boolean isHeldTo(Ban ban, JavaClass type) {
        return roomOf(type).filter(ban.rooms::contains).isPresent()
                && !ban.spares(type.getName().substring(root.length() + 1))
                && !isGenerated(type);
    }

    private Optional<String> roomOf(JavaClass type) {
        String name = type.getPackageName();
        return name.startsWith(root + ".")
                ? Optional.of(name.substring(root.length() + 1).split("\\.")[0])
                : Optional.empty();
    }

    private static boolean isGenerated(JavaClass type) {
        boolean generated = List.of(
                        "com.google.protobuf.MessageLiteOrBuilder",
                        "com.google.protobuf.GeneratedFile",
                        "com.google.protobuf.ProtocolMessageEnum")
                .stream()
                .anyMatch(type::isAssignableTo);
        return generated
                || type.getEnclosingClass().map(Architecture::isGenerated).orElse(false);
    }

    private ArchCondition<JavaClass> knowOnly(Room room) {
        return new ArchCondition<>("know only its arrows") {
            @Override
            public void check(JavaClass item, ConditionEvents events) {
                item.getDirectDependenciesFromSelf().stream()
                        .filter(it -> roomOf(it.getTargetClass().getBaseComponentType())
                                .filter(target -> !target.equals(room.name())
                                        && !room.knows().contains(target))
                                .isPresent())
                        .forEach(it -> events.add(SimpleConditionEvent.violated(it, it.getDescription())));
            }
        };
    }

    private static DescribedPredicate<JavaClass> are(String description, Predicate<JavaClass> test) {
        return DescribedPredicate.describe("are " + description, test);
    }

    private static ArchCondition<JavaClass> be(String description, Predicate<JavaClass> test) {
        return ArchCondition.from(DescribedPredicate.describe("be " + description, test));
    }
}
