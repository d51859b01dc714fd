package kyoten.check.txn;

/**
 * The anomalous patterns of transactional causal consistency, from the catalogue of Plume (Liu, Gu, Wei and Basin, "Plume: Efficient and
 * Complete Black-Box Checking of Weak Isolation Levels", OOPSLA 2024): a history without any of them is causally consistent, and one with
 * any is not. CO is the causal order, the closure of session order and of reading from; CM is what commits must follow beyond it: when t1
 * is causally before t3, and t3 reads a key that t1 wrote from t2 instead, then t1 comes before t2.
 */
public enum CausalPattern {
    /** A value was read that nobody wrote. */
    THIN_AIR_READ("ThinAirRead"),
    /** A value was read that an aborted transaction wrote. */
    ABORTED_READ("AbortedRead"),
    /** A transaction read what it wrote only later. */
    FUTURE_READ("FutureRead"),
    /** A transaction that had written a key read another's value there. */
    NOT_MY_OWN_WRITE("NotMyOwnWrite"),
    /** A transaction read an earlier one of its own writes than the last. */
    NOT_MY_LAST_WRITE("NotMyLastWrite"),
    /** A value was read that its writer itself replaced. */
    INTERMEDIATE_READ("IntermediateRead"),
    /** A transaction read a key twice, and saw two values. */
    NON_REPEATABLE_READ("NonRepeatableRead"),
    /** Transactions are causally before themselves. */
    CYCLIC_CO("CyclicCO"),
    /** t3 reads y from t2 and then x from t1, although t2 wrote x too and t1 is causally before t2. */
    NON_MONO_READ_CO("NonMonoReadCO"),
    /** t3 reads x from t1 and y from t2, although t2 wrote x too and t1 is causally before t2. */
    FRACTURED_READ_CO("FracturedReadCO"),
    /** t3 reads x from t1 although t2, causally between t1 and t3, had replaced it. */
    CO_CONFLICT_CM("COConflictCM"),
    /** The order that commits must have followed has a cycle. */
    CONFLICT_CM("ConflictCM");

    private final String label;

    CausalPattern(String label) {
        this.label = label;
    }

    /** The name in the catalogue. */
    public String label() {
        return label;
    }
}
