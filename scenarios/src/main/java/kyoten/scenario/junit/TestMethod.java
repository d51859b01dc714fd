package kyoten.scenario.junit;

import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import kyoten.scenario.Scenario;
import kyoten.scenario.run.Seeds;
import org.jspecify.annotations.Nullable;
import org.junit.platform.commons.support.ReflectionSupport;

/**
 * A method with {@link Simulation}.
 *
 * @param type the class that is run, perhaps one that inherits the method
 */
record TestMethod(Class<?> type, Method method) {

    String name() {
        return type.getSimpleName() + '.' + method.getName();
    }

    /** As {@code -Dtest} of Maven's Surefire takes it. */
    String forMaven() {
        return type.getName() + '#' + method.getName();
    }

    /** The scenario that it returns. */
    Scenario scenario() {
        if (method.getParameterCount() > 0 || !Scenario.class.isAssignableFrom(method.getReturnType())) {
            throw new IllegalStateException("@Simulation stands on " + type.getName() + '.' + method.getName()
                    + ", but belongs on a method without parameters that returns a " + Scenario.class.getName()
                    + "; this one returns " + method.getReturnType().getName());
        }
        @Nullable Object target = Modifier.isStatic(method.getModifiers()) ? null : ReflectionSupport.newInstance(type);
        Object scenario = ReflectionSupport.invokeMethod(method, target);
        if (scenario == null) {
            throw new IllegalStateException(
                    type.getName() + '.' + method.getName() + " returned no scenario, but null");
        }
        return (Scenario) scenario;
    }

    /** The seeds that its annotation names. */
    Seeds seeds() {
        String text = method.getAnnotation(Simulation.class).seeds();
        return seeds(text, "@Simulation of " + type.getName() + '.' + method.getName());
    }

    /**
     * Reads {@code 1..100} or {@code 69}.
     *
     * @param where for who wrote it
     */
    static Seeds seeds(String text, String where) {
        int dots = text.indexOf("..");
        try {
            long first = Long.parseLong(dots < 0 ? text : text.substring(0, dots));
            return new Seeds(first, dots < 0 ? first : Long.parseLong(text.substring(dots + 2)));
        } catch (IllegalArgumentException wrong) {
            throw new IllegalArgumentException(
                    where + ": expected seeds such as 1..100 or 69, found \"" + text + '"', wrong);
        }
    }
}
