package kyoten.offender.raft;

import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Does what looks like an offence and is none. */
final class Innocent {

    private Innocent() {}

    static int stringSwitch(String word) {
        return switch (word) {
            case "a" -> 1;
            case "b" -> 2;
            default -> 3;
        };
    }

    static Set<String> setOfOne() {
        return Set.of("a");
    }

    static Map<String, String> mapOfOne() {
        return Map.of("a", "1");
    }

    static TreeMap<Integer, List<String>> group(Stream<String> stream) {
        return stream.collect(Collectors.groupingBy(String::length, TreeMap::new, Collectors.toList()));
    }

    static long unit() {
        return TimeUnit.SECONDS.toNanos(1);
    }

    static String lower(String word) {
        return word.toLowerCase(Locale.ROOT);
    }

    static Object sorted(io.vavr.collection.Vector<String> vector) {
        return vector.toSortedSet(Comparator.naturalOrder());
    }

    /** A value with a hash code of its own. */
    record Pair(String left, String right) {
        @Override
        public int hashCode() {
            return Objects.hash(left, right);
        }
    }
}
