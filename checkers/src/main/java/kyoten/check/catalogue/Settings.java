package kyoten.check.catalogue;

import io.vavr.control.Option;
import java.util.Objects;
import java.util.concurrent.Executor;
import kyoten.check.txn.ConsistencyModel;
import kyoten.history.Value;

/**
 * What a person may say about a model beside its name. Each model takes what concerns it.
 *
 * @param consistency what transactions are held to
 * @param initial what registers hold at first; none for the model's own value
 * @param total the sum of all accounts of a bank; none for that of the first read
 * @param negativeBalances whether accounts may be overdrawn
 * @param linearizableSet whether a stale read of a set is a violation
 * @param workers who judge the keys of a history; a caller that runs a task itself will do
 */
public record Settings(
        ConsistencyModel consistency,
        Option<Value> initial,
        Option<Long> total,
        boolean negativeBalances,
        boolean linearizableSet,
        Executor workers) {
    public Settings {
        Objects.requireNonNull(consistency, "consistency");
        Objects.requireNonNull(workers, "workers");
    }

    /** Nothing said, judged by the calling thread. */
    public static Settings usual() {
        return new Settings(
                ConsistencyModel.STRICT_SERIALIZABLE, Option.none(), Option.none(), false, false, Runnable::run);
    }

    public Settings with(ConsistencyModel other) {
        return new Settings(other, initial, total, negativeBalances, linearizableSet, workers);
    }

    public Settings with(Executor others) {
        return new Settings(consistency, initial, total, negativeBalances, linearizableSet, others);
    }

    public Settings withInitial(Option<Value> value) {
        return new Settings(consistency, value, total, negativeBalances, linearizableSet, workers);
    }

    public Settings withBank(Option<Long> sum, boolean overdrafts) {
        return new Settings(consistency, initial, sum, overdrafts, linearizableSet, workers);
    }

    public Settings withLinearizableSet(boolean linearizable) {
        return new Settings(consistency, initial, total, negativeBalances, linearizable, workers);
    }
}
