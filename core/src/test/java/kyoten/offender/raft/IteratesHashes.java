package kyoten.offender.raft;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BinaryOperator;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Makes collections whose order is a hash's, in every way that is banned. */
final class IteratesHashes {

    private IteratesHashes() {}

    static Map<String, String> hashMap() {
        return new java.util.HashMap<>();
    }

    static Supplier<Map<String, String>> hashMapReference() {
        return java.util.HashMap::new;
    }

    static Set<String> hashSet() {
        return new java.util.HashSet<>();
    }

    static Set<String> setOfTwo() {
        return Set.of("a", "b");
    }

    static Set<String> setOfMany(String... many) {
        return Set.of(many);
    }

    static BinaryOperator<Object> setOfReference() {
        return Set::of;
    }

    static Set<String> setCopy(List<String> list) {
        return Set.copyOf(list);
    }

    static Map<String, String> mapOfTwo() {
        return Map.of("a", "1", "b", "2");
    }

    static Map<String, String> mapCopy(Map<String, String> map) {
        return Map.copyOf(map);
    }

    static Map<String, String> mapOfEntries() {
        return Map.ofEntries(Map.entry("a", "1"), Map.entry("b", "2"));
    }

    static Set<String> collectSet(Stream<String> stream) {
        return stream.collect(Collectors.toSet());
    }

    static Supplier<Object> collectSetReference() {
        return Collectors::toSet;
    }

    static Map<String, Integer> collectMap(Stream<String> stream) {
        return stream.collect(Collectors.toMap(it -> it, String::length));
    }

    static Map<Integer, List<String>> group(Stream<String> stream) {
        return stream.collect(Collectors.groupingBy(String::length));
    }

    static Object vavrHashMap() {
        return io.vavr.collection.HashMap.of("a", 1, "b", 2);
    }

    static Supplier<Object> vavrHashMapReference() {
        return io.vavr.collection.HashMap::empty;
    }

    static Object vavrHashSet() {
        return io.vavr.collection.HashSet.of("a", "b");
    }

    static Object vavrLinkedHashMap() {
        return io.vavr.collection.LinkedHashMap.of("a", 1);
    }

    static Object vavrToSet(io.vavr.collection.Vector<String> vector) {
        return vector.toSet();
    }

    static Function<io.vavr.collection.Vector<String>, Object> vavrToSetReference() {
        return io.vavr.collection.Vector::toSet;
    }

    static Object vavrToJavaSet(io.vavr.collection.Vector<String> vector) {
        return vector.toJavaSet();
    }

    static Object protobufMap() {
        return com.google.protobuf.MapField.class;
    }
}
