package kyoten.check.txn;

import java.util.Arrays;

/**
 * Anomalies that one read shows, together with the writer of what it saw: aborted reads (G1a), intermediate reads (G1b), values that
 * nobody wrote, reads from the own future, reads that contradict the transaction's own steps, and lost updates. Only committed
 * transactions are judged; what an indeterminate one wrote and another saw has committed.
 */
final class StepJudge {
    private static final int NOT_YET = -1;

    private final Transactions txns;
    private final Writers writers;
    private final Findings findings;
    private final int[] updaterOf;
    private final int[] updaterOfEmpty;

    private StepJudge(Transactions txns, Writers writers, Findings findings) {
        this.txns = txns;
        this.writers = writers;
        this.findings = findings;
        updaterOf = new int[txns.versions().size()];
        updaterOfEmpty = new int[txns.versions().keys()];
        Arrays.fill(updaterOf, NOT_YET);
        Arrays.fill(updaterOfEmpty, NOT_YET);
    }

    static void judge(Transactions txns, Writers writers, Findings findings) {
        StepJudge judge = new StepJudge(txns, writers, findings);
        for (int txn = 0; txn < txns.size(); txn++) {
            if (txns.isOk(txn)) {
                judge.transaction(txn);
            }
        }
    }

    private void transaction(int txn) {
        for (int step = txns.firstStep(txn); step < txns.endStep(txn); step++) {
            if (txns.kind(step) == Transactions.READ_LIST) {
                list(txn, step);
                ownList(txn, step);
            } else if (txns.kind(step) == Transactions.READ_REGISTER) {
                register(txn, step);
                ownRegister(txn, step);
            } else if (txns.kind(step) == Transactions.WRITE) {
                update(txn, step);
            }
        }
    }

    private void list(int txn, int step) {
        for (int i = 0; i < txns.length(step); i++) {
            int version = txns.element(step, i);
            if (writers.of(version) == Writers.NOBODY) {
                findings.add(
                        Anomaly.UNWRITTEN_READ,
                        () -> seen(txn, step)
                                + ", but nothing appended %s"
                                        .formatted(txns.versions().valueOf(version)),
                        txn);
            } else {
                origin(txn, step, version);
            }
        }
        int last = txns.lastElement(step);
        if (last != Transactions.EMPTY) {
            intermediate(txn, step, last);
        }
    }

    private void register(int txn, int step) {
        int version = txns.argument(step);
        if (version != Transactions.EMPTY && writers.of(version) != Writers.NOBODY) {
            origin(txn, step, version);
            intermediate(txn, step, version);
        }
    }

    private void origin(int txn, int step, int version) {
        int writer = writers.of(version);
        if (txns.isFail(writer)) {
            findings.add(
                    Anomaly.G1A,
                    () -> seen(txn, step)
                            + ", but T%d, which wrote %s, had aborted"
                                    .formatted(
                                            txns.opIndex(writer),
                                            txns.versions().valueOf(version)),
                    writer,
                    txn);
        }
        if (writer == txn && writers.step(version) > step) {
            findings.add(
                    Anomaly.FUTURE_READ,
                    () -> seen(txn, step)
                            + ", and wrote %s itself only after that"
                                    .formatted(txns.versions().valueOf(version)),
                    txn);
        }
    }

    private void intermediate(int txn, int step, int version) {
        int writer = writers.of(version);
        if (writer != Writers.NOBODY && writer != txn && writers.isIntermediate(version)) {
            findings.add(
                    Anomaly.G1B,
                    () -> seen(txn, step)
                            + ", but %s was not the last that T%d wrote there"
                                    .formatted(txns.versions().valueOf(version), txns.opIndex(writer)),
                    writer,
                    txn);
        }
    }

    private void ownRegister(int txn, int step) {
        int before = previous(txn, step);
        if (before >= 0
                && txns.kind(before) != Transactions.READ_UNKNOWN
                && txns.argument(before) != txns.argument(step)) {
            internal(txn, step);
        }
    }

    /** The step before this one in the transaction on the same key, or -1. */
    private int previous(int txn, int step) {
        for (int before = step - 1; before >= txns.firstStep(txn); before--) {
            if (txns.key(before) == txns.key(step)) {
                return before;
            }
        }
        return -1;
    }

    /** The list read must be what the read before it saw, and all that the transaction has appended since. */
    private void ownList(int txn, int step) {
        int at = txns.length(step);
        int before = previous(txn, step);
        while (before >= 0 && txns.kind(before) == Transactions.WRITE) {
            at--;
            if (at < 0 || txns.element(step, at) != txns.argument(before)) {
                internal(txn, step);
                return;
            }
            before = previous(txn, before);
        }
        if (before >= 0 && txns.kind(before) == Transactions.READ_LIST && !isPrefix(before, step, at)) {
            internal(txn, step);
        }
    }

    private boolean isPrefix(int before, int step, int length) {
        if (txns.length(before) != length) {
            return false;
        }
        for (int i = 0; i < length; i++) {
            if (txns.element(before, i) != txns.element(step, i)) {
                return false;
            }
        }
        return true;
    }

    private void internal(int txn, int step) {
        findings.add(
                Anomaly.INTERNAL,
                () -> seen(txn, step) + ", against its own steps before that: %s".formatted(txns.describe(txn)),
                txn);
    }

    /** Two committed transactions that read the same version of a key and then write it: one of the updates is lost. */
    private void update(int txn, int step) {
        int read = previous(txn, step);
        if (read < 0 || txns.kind(read) == Transactions.WRITE || txns.kind(read) == Transactions.READ_UNKNOWN) {
            return;
        }
        read = firstOf(txn, read);
        int version = txns.versionRead(read);
        if (txns.kind(read) == Transactions.WRITE) {
            return;
        }
        int[] updaters = version == Transactions.EMPTY ? updaterOfEmpty : updaterOf;
        int place = version == Transactions.EMPTY ? txns.key(step) : version;
        int other = updaters[place];
        if (other == NOT_YET) {
            updaters[place] = txn;
        } else if (other != txn) {
            String value = version == Transactions.EMPTY
                    ? "empty"
                    : String.valueOf(txns.versions().valueOf(version));
            findings.add(
                    Anomaly.LOST_UPDATE,
                    () -> "T%d and T%d both read key %s at %s and then wrote it"
                            .formatted(
                                    txns.opIndex(other),
                                    txns.opIndex(txn),
                                    txns.versions().keyName(txns.key(step)),
                                    value),
                    other,
                    txn);
        }
    }

    /** The first step of the transaction on the key of this one. */
    private int firstOf(int txn, int step) {
        int first = step;
        for (int before = previous(txn, step); before >= 0; before = previous(txn, before)) {
            first = before;
        }
        return first;
    }

    private String seen(int txn, int step) {
        String value = switch (txns.kind(step)) {
            case Transactions.READ_LIST -> txns.describeList(step);
            default ->
                txns.argument(step) == Transactions.EMPTY
                        ? "empty"
                        : String.valueOf(txns.versions().valueOf(txns.argument(step)));
        };
        return "T%d read key %s as %s"
                .formatted(txns.opIndex(txn), txns.versions().keyName(txns.key(step)), value);
    }
}
