/**
 * Transactional anomalies in the manner of Elle: what histories of list-append and read-write-register transactions say about
 * isolation. Dependencies between transactions are inferred from what clients wrote and read, and a cycle among them, or a read
 * that no committed state explains, is an anomaly; a demanded {@link kyoten.check.txn.ConsistencyModel} says which anomalies break it.
 *
 * <p>Start at {@link kyoten.check.txn.TransactionChecker}. Terms are Adya's ("Weak Consistency", 1999) and those of Kingsbury and
 * Alvaro ("Elle: Inferring Isolation Anomalies from Experimental Observations", VLDB 2020).
 */
package kyoten.check.txn;
