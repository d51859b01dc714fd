package kyoten.history;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import us.bpsm.edn.TaggedValue;

/** What edn-java parsed, as values. A keyword is its name without the colon; a tag is dropped, what it marks stays. */
final class EdnValues {
    private EdnValues() {}

    static Value of(Object edn) {
        if (edn instanceof Long || edn instanceof Integer) {
            return Value.of(((Number) edn).longValue());
        }
        if (edn instanceof us.bpsm.edn.Named named) {
            return Value.of(named.getPrefix().isEmpty() ? named.getName() : named.getPrefix() + "/" + named.getName());
        }
        if (edn == null) {
            return Value.NIL;
        }
        return edn instanceof Collection<?> || edn instanceof Map<?, ?> ? collection(edn) : rare(edn);
    }

    private static Value collection(Object edn) {
        if (edn instanceof List<?> list) {
            List<Value> values = new ArrayList<>(list.size());
            list.forEach(item -> values.add(of(item)));
            return new Value.Items(values);
        }
        if (edn instanceof Set<?> set) {
            TreeSet<Value> values = new TreeSet<>();
            set.forEach(item -> values.add(of(item)));
            return new Value.Group(values);
        }
        return new Value.Table(table((Map<?, ?>) edn));
    }

    static TreeMap<Value, Value> table(Map<?, ?> map) {
        TreeMap<Value, Value> values = new TreeMap<>();
        map.forEach((key, value) -> values.put(of(key), of(value)));
        return values;
    }

    private static Value rare(Object edn) {
        if (edn instanceof Boolean bool) {
            return Value.of(bool);
        }
        if (edn instanceof BigInteger big) {
            return big.bitLength() < 64 ? Value.of(big.longValue()) : Value.of(big.toString());
        }
        if (edn instanceof Double || edn instanceof Float || edn instanceof BigDecimal) {
            return new Value.Real(((Number) edn).doubleValue());
        }
        if (edn instanceof TaggedValue tagged) {
            return of(tagged.getValue());
        }
        return Value.of(edn.toString());
    }
}
