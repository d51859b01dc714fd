package kyoten.scenario.score;

import io.vavr.collection.SortedMap;
import io.vavr.collection.Vector;
import java.io.IOException;
import java.io.InputStream;

/**
 * Loads the system and the simulator a second time, with some classes patched, beside the real ones. The judges, the histories
 * that they judge, {@link Arena} and all libraries are shared; so are the rooms on which all others stand, if none of them is
 * patched: the simulator's are most of a run's work, and need not be warmed up anew for each bug.
 */
final class PatchedClasses extends ClassLoader {
    private static final Vector<String> JUDGES = Vector.of("check", "history");

    /** They know no room but each other. */
    static final Vector<String> GROUND = Vector.of("node", "wire", "causal", "ping", "sim");

    private final ClassLoader real;
    private final SortedMap<String, byte[]> patched;
    private final Vector<String> shared;

    PatchedClasses(ClassLoader real, SortedMap<String, byte[]> patched) {
        super(real);
        this.real = real;
        this.patched = patched;
        boolean isGroundReal = patched.keySet().forAll(name -> !isIn(GROUND, name));
        shared = isGroundReal ? JUDGES.appendAll(GROUND) : JUDGES;
    }

    private static boolean isIn(Vector<String> rooms, String name) {
        return rooms.exists(room -> name.startsWith("kyoten." + room + '.'));
    }

    @Override
    protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
        if (isShared(name)) {
            return super.loadClass(name, resolve);
        }
        synchronized (getClassLoadingLock(name)) {
            Class<?> loaded = findLoadedClass(name);
            return loaded == null ? define(name) : loaded;
        }
    }

    private boolean isShared(String name) {
        return !name.startsWith("kyoten.")
                || isIn(shared, name)
                || name.equals(Arena.class.getName())
                || name.startsWith(Arena.class.getName() + "$");
    }

    private Class<?> define(String name) throws ClassNotFoundException {
        byte[] bytes = patched.get(name).getOrNull();
        if (bytes == null) {
            bytes = bytesOf(name);
        }
        return defineClass(name, bytes, 0, bytes.length);
    }

    private byte[] bytesOf(String name) throws ClassNotFoundException {
        try (InputStream stream = real.getResourceAsStream(name.replace('.', '/') + ".class")) {
            if (stream == null) {
                throw new ClassNotFoundException(name);
            }
            return stream.readAllBytes();
        } catch (IOException unreadable) {
            throw new ClassNotFoundException(name, unreadable);
        }
    }
}
