package kyoten.offender.host;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

/** Does what only the real world may. */
final class RealWorld {

    private RealWorld() {}

    static long time() {
        return System.nanoTime();
    }

    static Thread thread() {
        return new Thread(() -> {});
    }

    static Map<String, String> map() {
        return new HashMap<>();
    }

    static boolean file() {
        return Files.exists(Path.of("a"));
    }

    static Object socket() {
        return new java.net.Socket();
    }

    static double chance() {
        return Math.random();
    }
}
