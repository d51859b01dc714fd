package kyoten.check.txn;

import java.util.function.BiConsumer;

/** The patterns that a single read shows, with the writer of what it saw. */
final class CausalReads {
    private final Transactions txns;
    private final Writers writers;
    private final BiConsumer<CausalPattern, CausalFinding> found;

    CausalReads(Transactions txns, Writers writers, BiConsumer<CausalPattern, CausalFinding> found) {
        this.txns = txns;
        this.writers = writers;
        this.found = found;
    }

    void judge(int txn) {
        for (int step = txns.firstStep(txn); step < txns.endStep(txn); step++) {
            if (txns.kind(step) == Transactions.READ_REGISTER) {
                read(txn, step);
            }
        }
    }

    private void read(int txn, int step) {
        int before = previous(txn, step);
        int version = txns.argument(step);
        if (before >= 0 && txns.kind(before) != Transactions.READ_UNKNOWN && txns.argument(before) != version) {
            own(txn, step, before);
            return;
        }
        if (version == Transactions.EMPTY) {
            return;
        }
        int writer = writers.of(version);
        if (writer == Writers.NOBODY) {
            report(CausalPattern.THIN_AIR_READ, txn, step, "nothing wrote that", txn);
        } else if (txns.isFail(writer)) {
            report(CausalPattern.ABORTED_READ, txn, step, name(writer) + ", which wrote it, had aborted", txn, writer);
        } else if (writer == txn && writers.step(version) > step) {
            report(CausalPattern.FUTURE_READ, txn, step, "it wrote that itself, only later", txn);
        } else if (writer != txn && writers.isIntermediate(version)) {
            report(
                    CausalPattern.INTERMEDIATE_READ,
                    txn,
                    step,
                    name(writer) + ", which wrote it, replaced it before its end",
                    txn,
                    writer);
        }
    }

    private void own(int txn, int step, int before) {
        int version = txns.argument(step);
        boolean ownValue = version != Transactions.EMPTY && writers.of(version) == txn;
        if (txns.kind(before) != Transactions.WRITE && !wroteBefore(txn, step)) {
            report(CausalPattern.NON_REPEATABLE_READ, txn, step, "it had read another value there before", txn);
        } else if (ownValue && writers.step(version) < step) {
            report(CausalPattern.NOT_MY_LAST_WRITE, txn, step, "it had written another value there since", txn);
        } else if (ownValue) {
            report(CausalPattern.FUTURE_READ, txn, step, "it wrote that itself, only later", txn);
        } else {
            report(CausalPattern.NOT_MY_OWN_WRITE, txn, step, "it had written there itself before", txn);
        }
    }

    private int previous(int txn, int step) {
        for (int before = step - 1; before >= txns.firstStep(txn); before--) {
            if (txns.key(before) == txns.key(step)) {
                return before;
            }
        }
        return -1;
    }

    private boolean wroteBefore(int txn, int step) {
        for (int before = txns.firstStep(txn); before < step; before++) {
            if (txns.key(before) == txns.key(step) && txns.kind(before) == Transactions.WRITE) {
                return true;
            }
        }
        return false;
    }

    private void report(CausalPattern pattern, int txn, int step, String but, int... shown) {
        int version = txns.argument(step);
        String value = version == Transactions.EMPTY
                ? "empty"
                : String.valueOf(txns.versions().valueOf(version));
        found.accept(
                pattern,
                new CausalFinding(
                        "%s read key %s as %s, but %s"
                                .formatted(name(txn), txns.versions().keyName(txns.key(step)), value, but),
                        shown));
    }

    private String name(int txn) {
        return "T" + txns.opIndex(txn);
    }
}
