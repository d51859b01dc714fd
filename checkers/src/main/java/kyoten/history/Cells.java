package kyoten.history;

/**
 * Values as 64-bit cells: equal values have equal cells. A whole number of up to 62 bits is its own cell, shifted left by one;
 * any other value is the odd number of its place in a table. {@link Value#NIL} is the table's first value. Who asks for a
 * cell locks the table, since the checkers of several objects may ask at once; a cell's value is there without a lock.
 */
final class Cells {
    private static final long LIMIT = 1L << 62;

    private final Interned<Value> table = new Interned<>();

    Cells() {
        table.number(Value.NIL);
    }

    long cell(Value value) {
        if (value instanceof Value.Int number && number.value() < LIMIT && number.value() >= -LIMIT) {
            return number.value() << 1;
        }
        synchronized (table) {
            return ((long) table.number(value) << 1) | 1;
        }
    }

    Value value(long cell) {
        if ((cell & 1) == 0) {
            return new Value.Int(cell >> 1);
        }
        return table.thing((int) (cell >> 1));
    }
}
