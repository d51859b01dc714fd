package kyoten.check.txn;

/** How a transaction ended, as far as its client knows. */
public enum Outcome {
    /** It committed. */
    OK,
    /** It surely did not commit, and left nothing. */
    FAIL,
    /** It may have committed, and may still. */
    INFO
}
