package kyoten.check.txn;

import io.vavr.control.Option;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** For each version, who wrote it, where, and whether the writer itself replaced it. */
final class Writers {
    static final int NOBODY = -1;

    private final Transactions txns;
    private final int[] writer;
    private final int[] step;
    private final boolean[] intermediate;
    private final boolean[] committed;
    private @Nullable String twice;

    private Writers(Transactions txns) {
        this.txns = txns;
        int versions = txns.versions().size();
        writer = new int[versions];
        step = new int[versions];
        intermediate = new boolean[versions];
        committed = new boolean[txns.size()];
        Arrays.fill(writer, NOBODY);
    }

    static Writers of(Transactions txns) {
        Writers writers = new Writers(txns);
        for (int txn = 0; txn < txns.size(); txn++) {
            writers.collect(txn);
        }
        for (int txn = 0; txn < txns.size(); txn++) {
            writers.believe(txn);
        }
        return writers;
    }

    private void collect(int txn) {
        for (int at = txns.firstStep(txn); at < txns.endStep(txn); at++) {
            if (txns.kind(at) != Transactions.WRITE) {
                continue;
            }
            int version = txns.argument(at);
            if (writer[version] != NOBODY && twice == null) {
                twice =
                        "the value %s was written to key %s twice, by T%d and by T%d; values must be unique within their key"
                                .formatted(
                                        txns.versions().valueOf(version),
                                        txns.versions().keyName(txns.key(at)),
                                        txns.opIndex(writer[version]),
                                        txns.opIndex(txn));
            }
            writer[version] = txn;
            step[version] = at;
            intermediate[version] = writesAgain(txn, at);
        }
    }

    private boolean writesAgain(int txn, int at) {
        for (int later = at + 1; later < txns.endStep(txn); later++) {
            if (txns.kind(later) == Transactions.WRITE && txns.key(later) == txns.key(at)) {
                return true;
            }
        }
        return false;
    }

    /** A transaction is known to have committed when it said so, or when a committed one read something of it. */
    private void believe(int txn) {
        if (!txns.isOk(txn)) {
            return;
        }
        committed[txn] = true;
        for (int at = txns.firstStep(txn); at < txns.endStep(txn); at++) {
            if (txns.kind(at) == Transactions.READ_LIST) {
                for (int i = 0; i < txns.length(at); i++) {
                    believeWriter(txns.element(at, i));
                }
            } else if (txns.kind(at) == Transactions.READ_REGISTER && txns.argument(at) != Transactions.EMPTY) {
                believeWriter(txns.argument(at));
            }
        }
    }

    private void believeWriter(int version) {
        int by = writer[version];
        if (by != NOBODY && !txns.isFail(by)) {
            committed[by] = true;
        }
    }

    /** A sentence when some value was written twice: such a history can't be judged. */
    Option<String> problem() {
        return Option.of(twice);
    }

    int of(int version) {
        return writer[version];
    }

    /** The writer of the version if it is known to have committed, else {@link #NOBODY}. */
    int committed(int version) {
        int by = writer[version];
        return by != NOBODY && committed[by] ? by : NOBODY;
    }

    boolean isCommitted(int txn) {
        return committed[txn];
    }

    /** The step that wrote the version. */
    int step(int version) {
        return step[version];
    }

    /** Whether its writer wrote the same key again. */
    boolean isIntermediate(int version) {
        return intermediate[version];
    }
}
