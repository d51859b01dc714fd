package kyoten.architecture;

import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaMember;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;

/** Something that a set of rooms may not touch, and why. */
final class Ban {

    final String name;
    final String because;
    final Set<String> rooms;

    private final Set<String> spared = new TreeSet<>();
    private final Set<String> types = new TreeSet<>();
    private final Set<String> packages = new TreeSet<>();
    private final Set<String> harmless = new TreeSet<>();
    private final List<Call> calls = new ArrayList<>();
    private final List<Predicate<JavaAccess<?>>> accesses = new ArrayList<>();
    private final List<Predicate<JavaMember>> members = new ArrayList<>();

    private Ban(String name, String because, Set<String> rooms) {
        this.name = name;
        this.because = because;
        this.rooms = rooms;
    }

    static Ban of(String name, Set<String> rooms, String because) {
        return new Ban(name, because, rooms);
    }

    /** Classes of a room that may touch it all the same, such as {@code scenario.run.WorkerPool}, with those nested in them. */
    Ban sparing(String... classes) {
        spared.addAll(List.of(classes));
        return this;
    }

    /** Any use of these classes: a call, a field, a parameter, a supertype. */
    Ban types(String... names) {
        types.addAll(List.of(names));
        return this;
    }

    /** Any use of a class of these packages or below them. */
    Ban packages(String... names) {
        packages.addAll(List.of(names));
        return this;
    }

    /** Classes, or packages with what is below them, that the bans on packages leave out. */
    Ban but(String... names) {
        harmless.addAll(List.of(names));
        return this;
    }

    /** Members of a class, whatever parameters they take. */
    Ban calls(String owner, String names) {
        return calls(owner, names, 0, Integer.MAX_VALUE);
    }

    /** Members of a class that take so many parameters; without an upper bound, also an array of them. */
    Ban calls(String owner, String names, int fewest, int most) {
        calls.add(new Call(owner, Words.of(names), fewest, most));
        return this;
    }

    Ban accesses(Predicate<JavaAccess<?>> banned) {
        accesses.add(banned);
        return this;
    }

    Ban members(Predicate<JavaMember> banned) {
        members.add(banned);
        return this;
    }

    boolean spares(String classInRoom) {
        return spared.stream().anyMatch(name -> isOrBelow(classInRoom, name, '$'));
    }

    /** Reports every touch of a class on what is banned. */
    ArchCondition<JavaClass> condition() {
        return new ArchCondition<>("not touch " + name) {
            @Override
            public void check(JavaClass item, ConditionEvents events) {
                item.getDirectDependenciesFromSelf().stream()
                        .filter(dependency -> isBanned(dependency.getTargetClass()))
                        .forEach(it -> events.add(SimpleConditionEvent.violated(it, it.getDescription())));
                item.getAccessesFromSelf().stream()
                        .filter(Ban.this::isBanned)
                        .forEach(it -> events.add(SimpleConditionEvent.violated(it, it.getDescription())));
                item.getMembers().stream()
                        .filter(member -> members.stream().anyMatch(banned -> banned.test(member)))
                        .forEach(it -> events.add(SimpleConditionEvent.violated(it, it.getDescription())));
            }
        };
    }

    /** Names of classes and members that do not exist; libraries that core does not have are taken on trust. */
    List<String> misspelt() {
        List<String> wrong = new ArrayList<>();
        types.stream()
                .filter(type -> !type.startsWith("org.agrona.") && load(type).isEmpty())
                .forEach(wrong::add);
        for (Call call : calls) {
            load(call.owner())
                    .ifPresentOrElse(owner -> wrong.addAll(call.missingFrom(owner)), () -> wrong.add(call.owner()));
        }
        return wrong;
    }

    private static Optional<Class<?>> load(String type) {
        try {
            return Optional.of(Class.forName(type, false, Ban.class.getClassLoader()));
        } catch (ClassNotFoundException e) {
            return Optional.empty();
        }
    }

    private boolean isBanned(JavaClass target) {
        String type = target.getBaseComponentType().getName();
        return types.stream().anyMatch(name -> isOrBelow(type, name, '$'))
                || packages.stream().anyMatch(name -> isOrBelow(type, name, '.'))
                        && harmless.stream()
                                .noneMatch(name -> isOrBelow(type, name, '.') || isOrBelow(type, name, '$'));
    }

    private boolean isBanned(JavaAccess<?> access) {
        return calls.stream().anyMatch(call -> call.matches(access.getTarget()))
                || accesses.stream().anyMatch(banned -> banned.test(access));
    }

    private static boolean isOrBelow(String name, String top, char separator) {
        return name.equals(top) || name.startsWith(top + separator);
    }

    @Override
    public String toString() {
        return name;
    }
}
