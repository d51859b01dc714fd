package kyoten.offender.sim;

import java.math.RoundingMode;
import java.util.IdentityHashMap;
import java.util.Map;
import java.util.WeakHashMap;
import java.util.function.Supplier;
import java.util.function.ToIntFunction;

/** Depends on addresses and on the garbage collector, in every way that is banned. */
final class HashesIdentity {

    private HashesIdentity() {}

    static int identity(Object any) {
        return System.identityHashCode(any);
    }

    static ToIntFunction<Object> identityReference() {
        return System::identityHashCode;
    }

    static int ofObject(Object any) {
        return any.hashCode();
    }

    static ToIntFunction<Object> ofObjectReference() {
        return Object::hashCode;
    }

    static int ofEnum(RoundingMode mode) {
        return mode.hashCode();
    }

    static ToIntFunction<RoundingMode> ofEnumReference() {
        return RoundingMode::hashCode;
    }

    static int ofAnyEnum(Enum<?> any) {
        return any.hashCode();
    }

    static int ofClass(Class<?> type) {
        return type.hashCode();
    }

    static Map<String, String> byIdentity() {
        return new IdentityHashMap<>();
    }

    static Supplier<Map<String, String>> byIdentityReference() {
        return IdentityHashMap::new;
    }

    static Map<String, String> weak() {
        return new WeakHashMap<>();
    }

    static Object reference(Object any) {
        return new java.lang.ref.WeakReference<>(any);
    }
}
