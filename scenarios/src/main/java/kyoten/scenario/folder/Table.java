package kyoten.scenario.folder;

import org.agrona.collections.LongArrayList;
import tools.jackson.core.JsonGenerator;

/** Rows of numbers that are written column by column: a script reads a hundred thousand of them at once. */
final class Table {
    private final String name;
    private final String[] names;
    private final LongArrayList[] columns;

    Table(String name, String... names) {
        this.name = name;
        this.names = names;
        columns = new LongArrayList[names.length];
        for (int i = 0; i < names.length; i++) {
            columns[i] = new LongArrayList();
        }
    }

    /** Adds a row, a number for each column, and gives its place. */
    int add(long... row) {
        for (int i = 0; i < columns.length; i++) {
            columns[i].addLong(row[i]);
        }
        return size() - 1;
    }

    int size() {
        return columns[0].size();
    }

    long get(int row, int column) {
        return columns[column].getLong(row);
    }

    void set(int row, int column, long value) {
        columns[column].setLong(row, value);
    }

    void write(JsonGenerator json) {
        json.writeObjectPropertyStart(name);
        for (int i = 0; i < columns.length; i++) {
            json.writeName(names[i]);
            long[] column = columns[i].toLongArray();
            json.writeArray(column, 0, column.length);
        }
        json.writeEndObject();
    }
}
