package kyoten.offender.raft;

import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.function.ToIntFunction;

/** Computes with hash codes, in every way that is banned. */
final class TakesHashCodes {

    private TakesHashCodes() {}

    static int ofBytes(com.google.protobuf.ByteString bytes) {
        return bytes.hashCode();
    }

    static ToIntFunction<List<String>> ofListReference() {
        return List::hashCode;
    }

    static int ofArray(byte[] bytes) {
        return Arrays.hashCode(bytes);
    }

    static int ofMany(String a, String b) {
        return Objects.hash(a, b);
    }

    static ToIntFunction<Object[]> ofManyReference() {
        return Objects::hash;
    }

    static int ofOne(String a) {
        return Objects.hashCode(a);
    }
}
