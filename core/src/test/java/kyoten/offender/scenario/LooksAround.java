package kyoten.offender.scenario;

import java.io.IOException;
import java.util.function.Consumer;
import java.util.function.IntConsumer;
import java.util.function.UnaryOperator;

/** Depends on the process and the machine, in every way that is banned. */
final class LooksAround {

    private LooksAround() {}

    static void print() {
        System.out.println();
    }

    static Consumer<String> printReference() {
        return System.err::println;
    }

    static int read() throws IOException {
        return System.in.read();
    }

    static void exit() {
        System.exit(1);
    }

    static IntConsumer exitReference() {
        return System::exit;
    }

    static String environment() {
        return System.getenv("HOME");
    }

    static UnaryOperator<String> propertyReference() {
        return System::getProperty;
    }

    static int processors() {
        return Runtime.getRuntime().availableProcessors();
    }

    static Object process() {
        return new ProcessBuilder("true");
    }

    static boolean flag() {
        return Boolean.getBoolean("flag");
    }
}
