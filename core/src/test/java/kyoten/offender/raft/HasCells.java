package kyoten.offender.raft;

import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;

/** Hides a variable in a value. */
final class HasCells {

    private HasCells() {}

    static long count(AtomicLong cell) {
        return cell.incrementAndGet();
    }

    static Supplier<AtomicLong> cellReference() {
        return AtomicLong::new;
    }
}
