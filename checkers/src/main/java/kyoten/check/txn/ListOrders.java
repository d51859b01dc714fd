package kyoten.check.txn;

import java.util.Arrays;

/**
 * The order of each list's elements, as the longest read shows it. Every other read must be a prefix of it; since elements are never
 * removed, two reads that are no prefixes of one another can't come from one list.
 */
final class ListOrders {
    private static final int UNSEEN = -1;

    private final Transactions txns;
    private final Findings findings;
    private final int[] longest;
    private final int[] reader;
    private final int[] position;
    private final boolean[] strange;

    private ListOrders(Transactions txns, Findings findings) {
        this.txns = txns;
        this.findings = findings;
        longest = new int[txns.versions().keys()];
        reader = new int[longest.length];
        position = new int[txns.versions().size()];
        strange = new boolean[txns.steps()];
        Arrays.fill(longest, UNSEEN);
        Arrays.fill(position, UNSEEN);
    }

    static ListOrders of(Transactions txns, Findings findings) {
        ListOrders orders = new ListOrders(txns, findings);
        orders.eachRead(orders::measure);
        orders.place();
        orders.eachRead(orders::compare);
        return orders;
    }

    private interface Visit {
        void read(int txn, int step);
    }

    private void eachRead(Visit visit) {
        for (int txn = 0; txn < txns.size(); txn++) {
            if (!txns.isOk(txn)) {
                continue;
            }
            for (int step = txns.firstStep(txn); step < txns.endStep(txn); step++) {
                if (txns.kind(step) == Transactions.READ_LIST) {
                    visit.read(txn, step);
                }
            }
        }
    }

    private void measure(int txn, int step) {
        int key = txns.key(step);
        if (longest[key] == UNSEEN || txns.length(step) > txns.length(longest[key])) {
            longest[key] = step;
            reader[key] = txn;
        }
    }

    private void place() {
        for (int key = 0; key < longest.length; key++) {
            int step = longest[key];
            for (int i = 0; step != UNSEEN && i < txns.length(step); i++) {
                int element = txns.element(step, i);
                if (position[element] == UNSEEN) {
                    position[element] = i;
                }
            }
        }
    }

    private void compare(int txn, int step) {
        int order = longest[txns.key(step)];
        boolean prefix = true;
        boolean repeats = false;
        for (int i = 0; i < txns.length(step); i++) {
            int element = txns.element(step, i);
            prefix &= txns.element(order, i) == element;
            repeats |= prefix ? position[element] != i : appearsBefore(step, i);
        }
        if (repeats) {
            strange[step] = true;
            findings.add(
                    Anomaly.DUPLICATE_ELEMENTS,
                    () -> "T%d read key %s as %s: an element is there twice, and was appended once"
                            .formatted(txns.opIndex(txn), name(step), txns.describeList(step)),
                    txn);
        }
        if (!prefix) {
            strange[step] = true;
            int other = reader[txns.key(step)];
            findings.add(
                    Anomaly.INCOMPATIBLE_ORDER,
                    () -> "T%d read key %s as %s and T%d as %s: neither is a prefix of the other"
                            .formatted(
                                    txns.opIndex(txn),
                                    name(step),
                                    txns.describeList(step),
                                    txns.opIndex(other),
                                    txns.describeList(order)),
                    txn,
                    other);
        }
    }

    private boolean appearsBefore(int step, int i) {
        for (int before = 0; before < i; before++) {
            if (txns.element(step, before) == txns.element(step, i)) {
                return true;
            }
        }
        return false;
    }

    private Object name(int step) {
        return txns.versions().keyName(txns.key(step));
    }

    /** How many elements the order of the key has. */
    int length(int key) {
        return longest[key] == UNSEEN ? 0 : txns.length(longest[key]);
    }

    /** The i-th element of the key's order. */
    int element(int key, int i) {
        return txns.element(longest[key], i);
    }

    /** Where the version stands in its key's order, or -1. */
    int position(int version) {
        return position[version];
    }

    /** Whether the read contradicts the order, so that no dependency follows from it. */
    boolean isStrange(int step) {
        return strange[step];
    }
}
