package kyoten.check.txn;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Gives every (key, value) pair, a <em>version</em>, a dense number. Values of a workload are unique within their key, so a version has
 * one writer; in a list, a version is the element and stands for the list that ends in it.
 *
 * <p>Values that are whole numbers are kept without boxes, since a history has millions of them; all others are kept as objects. Both
 * live in one open-addressing table of version numbers.
 */
final class Versions {
    private static final byte NUMBER = 0;
    private static final byte OBJECT = 1;

    private final Map<Object, Integer> keyNumbers = new HashMap<>();
    private final List<Object> keys = new ArrayList<>();
    private final Map<Object, Long> objectNumbers = new HashMap<>();
    private final List<Object> objects = new ArrayList<>();

    private int[] table = new int[1 << 10];
    private int[] keyOf = new int[1 << 9];
    private long[] valueOf = new long[1 << 9];
    private byte[] kindOf = new byte[1 << 9];
    private int size;

    Versions() {
        Arrays.fill(table, -1);
    }

    int size() {
        return size;
    }

    int keys() {
        return keys.size();
    }

    /** The number of a key, given out in order of first mention. */
    int key(Object key) {
        Integer known = keyNumbers.get(key);
        if (known != null) {
            return known;
        }
        keyNumbers.put(key, keys.size());
        keys.add(key);
        return keys.size() - 1;
    }

    Object keyName(int key) {
        return keys.get(key);
    }

    int keyOf(int version) {
        return keyOf[version];
    }

    Object valueOf(int version) {
        return kindOf[version] == NUMBER ? (Object) valueOf[version] : objects.get((int) valueOf[version]);
    }

    /** The number of the version (key, value), a new one at its first mention. */
    int version(int key, Object value) {
        if (value instanceof Long || value instanceof Integer || value instanceof Short || value instanceof Byte) {
            return version(key, NUMBER, ((Number) value).longValue());
        }
        Long number = objectNumbers.get(value);
        if (number == null) {
            number = (long) objects.size();
            objectNumbers.put(value, number);
            objects.add(value);
        }
        return version(key, OBJECT, number);
    }

    /** The number of the version (key, value) of a whole number, without a box. */
    int version(int key, long value) {
        return version(key, NUMBER, value);
    }

    private int version(int key, byte kind, long value) {
        int mask = table.length - 1;
        int slot = slot(key, kind, value) & mask;
        while (table[slot] >= 0) {
            int version = table[slot];
            if (keyOf[version] == key && valueOf[version] == value && kindOf[version] == kind) {
                return version;
            }
            slot = (slot + 1) & mask;
        }
        table[slot] = size;
        return append(key, kind, value);
    }

    private int append(int key, byte kind, long value) {
        if (size == keyOf.length) {
            int capacity = IntList.grown(size);
            keyOf = Arrays.copyOf(keyOf, capacity);
            valueOf = Arrays.copyOf(valueOf, capacity);
            kindOf = Arrays.copyOf(kindOf, capacity);
        }
        keyOf[size] = key;
        valueOf[size] = value;
        kindOf[size] = kind;
        size++;
        if (size * 2L > table.length) {
            rehash();
        }
        return size - 1;
    }

    private void rehash() {
        table = new int[table.length * 2];
        Arrays.fill(table, -1);
        int mask = table.length - 1;
        for (int version = 0; version < size; version++) {
            int slot = slot(keyOf[version], kindOf[version], valueOf[version]) & mask;
            while (table[slot] >= 0) {
                slot = (slot + 1) & mask;
            }
            table[slot] = version;
        }
    }

    private static int slot(int key, byte kind, long value) {
        long mixed = (value * 0x9E3779B97F4A7C15L) ^ ((key * 2L + kind) * 0xC2B2AE3D27D4EB4FL);
        mixed ^= mixed >>> 32;
        mixed *= 0xD6E8FEB86659FD93L;
        return (int) (mixed ^ (mixed >>> 32));
    }
}
