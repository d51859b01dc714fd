package kyoten.history;

import java.util.TreeMap;

/**
 * The operations of a history, a column per property: about 60 bytes an operation, so that ten million fit. Rows are only
 * added and completed; whoever shares columns never changes them.
 */
final class Columns {
    final Interned<String> processes;
    final Interned<String> fs;
    final Interned<String> words;
    final Interned<Value> keys;
    final Cells cells;

    /** From process id to the number of its name: a name used again after an info is another process. */
    final IntColumn processNames;

    final IntColumn process = new IntColumn(0);
    final IntColumn f = new IntColumn(0);
    final IntColumn key = new IntColumn(0);
    final IntColumn site = new IntColumn(0);
    final IntColumn token = new IntColumn(Entry.NONE);
    final IntColumn outcome = new IntColumn(0);
    final IntColumn number = new IntColumn(Entry.NONE);
    final IntColumn line = new IntColumn(Entry.NONE);
    final IntColumn type = new IntColumn(Type.INFO.ordinal());
    final IntColumn invokeRank = new IntColumn(0);
    final IntColumn returnRank = new IntColumn(History.OPEN);
    final LongColumn input = new LongColumn();
    final LongColumn output = new LongColumn();
    final LongColumn invokedAt = new LongColumn();
    final LongColumn completedAt = new LongColumn();
    final TreeMap<Integer, String> errors = new TreeMap<>();

    int processCount;
    int size;

    Columns() {
        processes = new Interned<>();
        fs = new Interned<>();
        words = new Interned<>();
        keys = new Interned<>();
        cells = new Cells();
        processNames = new IntColumn(0);
        words.number("");
        fs.number("");
        keys.number(Value.NIL);
    }

    /** No rows yet, with the names, numbers and cells of others. */
    Columns(Columns names) {
        processes = names.processes;
        fs = names.fs;
        words = names.words;
        keys = names.keys;
        cells = names.cells;
        processNames = names.processNames;
        processCount = names.processCount;
    }
}
