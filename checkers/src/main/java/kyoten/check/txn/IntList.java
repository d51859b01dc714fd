package kyoten.check.txn;

import java.util.Arrays;

/** A growable list of ints without boxes. */
final class IntList {
    private int[] items;
    private int size;

    IntList(int capacity) {
        items = new int[Math.max(4, capacity)];
    }

    void add(int item) {
        if (size == items.length) {
            items = Arrays.copyOf(items, grown(size));
        }
        items[size++] = item;
    }

    int get(int i) {
        return items[i];
    }

    void set(int i, int item) {
        items[i] = item;
    }

    int size() {
        return size;
    }

    void shrinkTo(int newSize) {
        size = newSize;
    }

    int[] toArray() {
        return Arrays.copyOf(items, size);
    }

    /** The capacity that follows {@code size}: half as much again, up to the greatest array that a JVM surely makes. */
    static int grown(int size) {
        return (int) Math.min(Integer.MAX_VALUE - 16L, size + Math.max(16L, size / 2));
    }
}
