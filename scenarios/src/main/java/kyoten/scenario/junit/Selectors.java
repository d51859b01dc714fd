package kyoten.scenario.junit;

import java.lang.reflect.Method;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import org.junit.platform.commons.support.HierarchyTraversalMode;
import org.junit.platform.commons.support.ReflectionSupport;
import org.junit.platform.engine.DiscoverySelector;
import org.junit.platform.engine.UniqueId;
import org.junit.platform.engine.discovery.ClassSelector;
import org.junit.platform.engine.discovery.DiscoverySelectors;
import org.junit.platform.engine.discovery.MethodSelector;
import org.junit.platform.engine.discovery.UniqueIdSelector;
import org.junit.platform.engine.support.discovery.SelectorResolver;

/** Finds the methods that a build or a person wants to run. */
final class Selectors implements SelectorResolver {
    private static final String CLASS = "class";
    private static final String METHOD = "method";

    private final Predicate<String> classNames;

    Selectors(Predicate<String> classNames) {
        this.classNames = classNames;
    }

    static boolean hasSimulations(Class<?> type) {
        return !ReflectionSupport.findMethods(type, Selectors::isSimulation, HierarchyTraversalMode.TOP_DOWN)
                .isEmpty();
    }

    private static boolean isSimulation(Method method) {
        return method.isAnnotationPresent(Simulation.class);
    }

    @Override
    public Resolution resolve(ClassSelector selector, Context context) {
        Class<?> type = selector.getJavaClass();
        if (!classNames.test(type.getName()) || !hasSimulations(type)) {
            return Resolution.unresolved();
        }
        return context.addToParent(parent ->
                        Optional.of(new SimulatedClass(parent.getUniqueId().append(CLASS, type.getName()), type)))
                .map(descriptor -> Resolution.match(Match.exact(descriptor, () -> methods(type))))
                .orElseGet(Resolution::unresolved);
    }

    private static Set<DiscoverySelector> methods(Class<?> type) {
        Set<DiscoverySelector> methods = new LinkedHashSet<>();
        ReflectionSupport.findMethods(type, Selectors::isSimulation, HierarchyTraversalMode.TOP_DOWN)
                .forEach(method -> methods.add(DiscoverySelectors.selectMethod(type, method)));
        return methods;
    }

    @Override
    public Resolution resolve(MethodSelector selector, Context context) {
        Method method = selector.getJavaMethod();
        if (!isSimulation(method)) {
            return Resolution.unresolved();
        }
        Class<?> type = selector.getJavaClass();
        return context.addToParent(
                        () -> DiscoverySelectors.selectClass(type),
                        parent -> Optional.of(new SimulatedMethod(
                                parent.getUniqueId().append(METHOD, method.getName()), type, method)))
                .map(descriptor -> Resolution.match(Match.exact(descriptor)))
                .orElseGet(Resolution::unresolved);
    }

    @Override
    public Resolution resolve(UniqueIdSelector selector, Context context) {
        UniqueId.Segment last = selector.getUniqueId().getLastSegment();
        if (last.getType().equals(CLASS)) {
            return Resolution.selectors(Set.of(DiscoverySelectors.selectClass(last.getValue())));
        }
        if (!last.getType().equals(METHOD)) {
            return Resolution.unresolved();
        }
        String type =
                selector.getUniqueId().removeLastSegment().getLastSegment().getValue();
        return Resolution.selectors(Set.of(DiscoverySelectors.selectMethod(type, last.getValue())));
    }
}
