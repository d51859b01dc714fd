package kyoten.scenario.score;

import io.vavr.collection.SortedMap;
import java.io.IOException;
import java.io.InputStream;

/**
 * Loads the system and the simulator a second time, with some classes patched, beside the real ones. The judges, the histories
 * that they judge, {@link Arena} and all libraries are shared.
 */
final class PatchedClasses extends ClassLoader {
    private final ClassLoader real;
    private final SortedMap<String, byte[]> patched;

    PatchedClasses(ClassLoader real, SortedMap<String, byte[]> patched) {
        super(real);
        this.real = real;
        this.patched = patched;
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

    private static boolean isShared(String name) {
        return !name.startsWith("kyoten.")
                || name.startsWith("kyoten.check.")
                || name.startsWith("kyoten.history.")
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
