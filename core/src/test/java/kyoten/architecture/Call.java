package kyoten.architecture;

import com.tngtech.archunit.core.domain.AccessTarget;
import com.tngtech.archunit.core.domain.JavaClass;
import java.lang.reflect.Member;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Methods, constructors or fields of a class, whether they are called or referred to ({@code System::nanoTime}).
 *
 * @param owner the class that declares them; uses by way of a subclass count too
 * @param names of the members; {@code <init>} is a constructor
 * @param fewest how many parameters they have at least
 * @param most how many parameters they have at most
 */
record Call(String owner, Set<String> names, int fewest, int most) {

    boolean matches(AccessTarget target) {
        return names.contains(target.getName())
                && takes(target)
                && target.getOwner().isAssignableTo(owner);
    }

    private boolean takes(AccessTarget target) {
        if (!(target instanceof AccessTarget.CodeUnitAccessTarget code)) {
            return true;
        }
        int count = code.getRawParameterTypes().size();
        boolean variable = count == 1 && code.getRawParameterTypes().get(0).isArray();
        return count >= fewest && count <= most || variable && most == Integer.MAX_VALUE;
    }

    /** The names that the owner has no member of, as {@code owner.name}. */
    List<String> missingFrom(Class<?> type) {
        Stream<? extends Member> methods = Arrays.stream(type.getMethods());
        List<String> has = Stream.concat(methods, Arrays.stream(type.getFields()))
                .map(Member::getName)
                .toList();
        return names.stream()
                .filter(name -> !has.contains(name) && !name.equals("<init>"))
                .map(name -> owner + "." + name)
                .toList();
    }

    /** Whether the target is a {@code hashCode()} that differs from one JVM to the next. */
    static boolean isIdentityHash(AccessTarget target) {
        JavaClass owner = target.getOwner();
        return target.getName().equals("hashCode")
                && (owner.isEnum()
                        || owner.isEquivalentTo(Enum.class)
                        || owner.isEquivalentTo(Object.class)
                        || owner.isEquivalentTo(Class.class));
    }
}
