package kyoten.check.txn;

import io.vavr.collection.Seq;
import io.vavr.control.Option;

/**
 * One anomaly found.
 *
 * @param because a sentence with the transactions and values in it
 * @param txns the numbers of the transactions that show it
 * @param dot the cycle as a graph in DOT, for anomalies that are cycles
 */
public record Finding(Anomaly anomaly, String because, Seq<Integer> txns, Option<String> dot) {
    Finding(Anomaly anomaly, String because, Seq<Integer> txns) {
        this(anomaly, because, txns, Option.none());
    }
}
