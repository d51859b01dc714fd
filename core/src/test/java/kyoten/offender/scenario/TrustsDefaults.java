package kyoten.offender.scenario;

import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.Charset;
import java.util.Locale;
import java.util.function.Function;
import java.util.function.UnaryOperator;

/** Depends on the default charset or locale, in every way that is banned. */
final class TrustsDefaults {

    private TrustsDefaults() {}

    static Object charset() {
        return Charset.defaultCharset();
    }

    static Object locale() {
        return Locale.getDefault();
    }

    static byte[] bytes() {
        return "a".getBytes();
    }

    static Function<String, byte[]> bytesReference() {
        return String::getBytes;
    }

    static String string(byte[] bytes) {
        return new String(bytes);
    }

    static Function<byte[], String> stringReference() {
        return String::new;
    }

    static String lower() {
        return "A".toLowerCase();
    }

    static UnaryOperator<String> upperReference() {
        return String::toUpperCase;
    }

    static Object reader(InputStream in) {
        return new InputStreamReader(in);
    }

    static String buffer(ByteArrayOutputStream out) {
        return out.toString();
    }
}
