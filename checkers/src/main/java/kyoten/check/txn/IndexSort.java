package kyoten.check.txn;

/** Sorts numbers of things by a key of each, without boxes: a merge sort, so ties keep their order. */
final class IndexSort {
    private IndexSort() {}

    /** 0..n-1 in ascending order of {@code keys[i]}. */
    static int[] byKey(long[] keys) {
        int size = keys.length;
        int[] from = new int[size];
        for (int i = 0; i < size; i++) {
            from[i] = i;
        }
        int[] to = new int[size];
        for (long width = 1; width < size; width *= 2) {
            for (long start = 0; start < size; start += 2 * width) {
                int middle = (int) Math.min(size, start + width);
                merge(keys, from, to, (int) start, middle, (int) Math.min(size, start + 2 * width));
            }
            int[] swap = from;
            from = to;
            to = swap;
        }
        return from;
    }

    private static void merge(long[] keys, int[] from, int[] to, int start, int middle, int end) {
        int left = start;
        int right = middle;
        for (int at = start; at < end; at++) {
            boolean takeLeft = left < middle && (right >= end || keys[from[left]] <= keys[from[right]]);
            to[at] = takeLeft ? from[left++] : from[right++];
        }
    }
}
