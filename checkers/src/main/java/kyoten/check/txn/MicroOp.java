package kyoten.check.txn;

import io.vavr.collection.Seq;
import io.vavr.control.Option;

/** One step of a transaction, as its client saw it. */
public sealed interface MicroOp {
    /** What it touched. */
    Object key();

    /** Sets a register to a value, or appends it to a list; a value is written to its key once in a history. */
    record Write(Object key, Object value) implements MicroOp {}

    /** Reads a register: the value seen, none when the register was empty. */
    record ReadRegister(Object key, Option<Object> value) implements MicroOp {}

    /** Reads a list: the elements seen, in their order. */
    record ReadList(Object key, Seq<?> elements) implements MicroOp {}

    /** A read whose result its client never learned. */
    record UnknownRead(Object key) implements MicroOp {}
}
