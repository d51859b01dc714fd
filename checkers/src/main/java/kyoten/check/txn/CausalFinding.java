package kyoten.check.txn;

/**
 * A pattern found.
 *
 * @param because a sentence with the transactions and values in it
 * @param txns who show it
 */
record CausalFinding(String because, int[] txns) {}
