package kyoten.history;

import java.util.Objects;

/**
 * What a foreign history means where formats and tools differ. Each of these turns verdicts around, so each is an option with a name.
 *
 * @param order what says which entry came first
 * @param nilReads what an ok read of nil says
 * @param failedCas what a failed compare-and-set says
 * @param keyedValues whether values are pairs {@code [key value]}, as Jepsen's independent workloads write them
 * @param lenient whether entries that don't fit are left out and counted, instead of an error
 * @param maxOperations how many operations are read before it is an error
 */
public record Conventions(
        Order order, NilReads nilReads, FailedCas failedCas, boolean keyedValues, boolean lenient, int maxOperations) {

    /** What says which entry came first. Entries of equal times that stand together are concurrent in any case. */
    public enum Order {
        /** The order of the file, as Jepsen's journals mean it; in our own lines the times, which must not go backwards. */
        AUTO,
        /** The order of the file, whatever the times say. */
        FILE,
        /** The times, which must not go backwards. */
        TIME
    }

    /** What an ok read of nil says. */
    public enum NilReads {
        /** The register was empty. */
        EMPTY,
        /** Nothing: it matches any value, as in Knossos. Such a read is taken as indeterminate. */
        ANY
    }

    /** What a failed compare-and-set says. */
    public enum FailedCas {
        /** It did not happen, and that is all that is known. */
        DROPPED,
        /** The register held another value than expected. It is taken as answered with {@code false}. */
        OBSERVED
    }

    private static final int MANY = 50_000_000;

    public Conventions {
        Objects.requireNonNull(order, "order");
        Objects.requireNonNull(nilReads, "nilReads");
        Objects.requireNonNull(failedCas, "failedCas");
    }

    /** Order by what the file has, nil is empty, failed operations did not happen, values are values, nothing is forgiven. */
    public static Conventions plain() {
        return new Conventions(Order.AUTO, NilReads.EMPTY, FailedCas.DROPPED, false, false, MANY);
    }

    public Conventions with(Order other) {
        return new Conventions(other, nilReads, failedCas, keyedValues, lenient, maxOperations);
    }

    public Conventions with(NilReads other) {
        return new Conventions(order, other, failedCas, keyedValues, lenient, maxOperations);
    }

    public Conventions with(FailedCas other) {
        return new Conventions(order, nilReads, other, keyedValues, lenient, maxOperations);
    }

    public Conventions withKeyedValues(boolean keyed) {
        return new Conventions(order, nilReads, failedCas, keyed, lenient, maxOperations);
    }

    public Conventions withLeniency(boolean forgiving) {
        return new Conventions(order, nilReads, failedCas, keyedValues, forgiving, maxOperations);
    }

    public Conventions withMaxOperations(int limit) {
        return new Conventions(order, nilReads, failedCas, keyedValues, lenient, limit);
    }
}
