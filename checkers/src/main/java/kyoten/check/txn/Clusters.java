package kyoten.check.txn;

import java.util.Arrays;

/**
 * The real-time order of a register's versions. All transactions that read or wrote a version are its cluster; a version comes before
 * another when some transaction of the first cluster ended before some of the second began (Gibbons and Korach, 1997): with
 * {@code firstEnd} the earliest end and {@code lastBegin} the latest beginning of a cluster, when {@code firstEnd(a) < lastBegin(b)}.
 * Of these pairs only those are kept that no third version stands between; that leaves about as many edges as there is concurrency.
 */
final class Clusters {
    private final Transactions txns;
    private final Writers writers;
    private final long[] firstEnd;
    private final long[] lastBegin;

    /** Takes an edge from an earlier to a later version. */
    interface Take {
        void edge(int earlier, int later);
    }

    Clusters(Transactions txns, Writers writers) {
        this.txns = txns;
        this.writers = writers;
        firstEnd = new long[txns.versions().size()];
        lastBegin = new long[firstEnd.length];
        Arrays.fill(firstEnd, Transactions.NEVER);
        Arrays.fill(lastBegin, Long.MIN_VALUE);
    }

    void order(Take take) {
        for (int txn = 0; txn < txns.size(); txn++) {
            if (writers.isCommitted(txn)) {
                Accesses.of(txns, txn, (by, key, read, written) -> {
                    touch(by, read);
                    touch(by, written);
                });
            }
        }
        int[] byKey = byKeyAndEnd();
        int start = 0;
        while (start < byKey.length) {
            int end = start;
            while (end < byKey.length && key(byKey[end]) == key(byKey[start])) {
                end++;
            }
            orderKey(Arrays.copyOfRange(byKey, start, end), take);
            start = end;
        }
    }

    private void touch(int txn, int version) {
        if (version >= 0 && writers.committed(version) != Writers.NOBODY) {
            firstEnd[version] = Math.min(firstEnd[version], txns.end(txn));
            lastBegin[version] = Math.max(lastBegin[version], txns.begin(txn));
        }
    }

    private int key(int version) {
        return txns.versions().keyOf(version);
    }

    /** The versions that somebody touched, by key and then by first end. */
    private int[] byKeyAndEnd() {
        int[] byEnd = IndexSort.byKey(firstEnd);
        long[] keys = new long[byEnd.length];
        for (int i = 0; i < byEnd.length; i++) {
            keys[i] = key(byEnd[i]);
        }
        int[] order = IndexSort.byKey(keys);
        return Arrays.stream(order)
                .map(i -> byEnd[i])
                .filter(version -> lastBegin[version] != Long.MIN_VALUE)
                .toArray();
    }

    /**
     * For version b the candidates are a prefix of the versions by first end; candidate a stands directly before b when no third one of
     * the prefix begins last after a's first end. The three latest beginnings of each prefix tell, since at most a and b are no third.
     */
    private void orderKey(int[] versions, Take take) {
        int[][] latest = latestThree(versions);
        for (int later : versions) {
            int prefix = endedBefore(versions, lastBegin[later]);
            for (int i = prefix - 1; i >= 0; i--) {
                int earlier = versions[i];
                int[] top = latest[prefix - 1];
                if (top[2] >= 0 && firstEnd[earlier] < lastBegin[top[2]]) {
                    break;
                }
                if (earlier != later && !between(earlier, later, top)) {
                    take.edge(earlier, later);
                }
            }
        }
    }

    private boolean between(int earlier, int later, int[] top) {
        for (int third : top) {
            if (third >= 0 && third != earlier && third != later && firstEnd[earlier] < lastBegin[third]) {
                return true;
            }
        }
        return false;
    }

    private int endedBefore(int[] versions, long time) {
        int low = 0;
        int high = versions.length;
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (firstEnd[versions[middle]] < time) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }

    /** For each prefix, its three versions that begin last, latest first. */
    private int[][] latestThree(int[] versions) {
        int[][] latest = new int[versions.length][];
        int[] top = {-1, -1, -1};
        for (int i = 0; i < versions.length; i++) {
            int version = versions[i];
            for (int place = 0; place < 3; place++) {
                if (top[place] < 0 || lastBegin[version] > lastBegin[top[place]]) {
                    int pushed = top[place];
                    top[place] = version;
                    version = pushed;
                    if (version < 0) {
                        break;
                    }
                }
            }
            latest[i] = top.clone();
        }
        return latest;
    }
}
