package kyoten.history;

/** Cuts a sub-history: new columns of the chosen rows, sharing no array with the old ones, but the same numbers and cells. */
final class Selection {

    private Selection() {}

    static Columns of(Columns from, int[] rows) {
        Columns to = new Columns(from);
        IntColumn place = new IntColumn(Entry.NONE);
        for (int row = 0; row < rows.length; row++) {
            if (row > 0 && rows[row] <= rows[row - 1]) {
                throw new IllegalArgumentException("operations are selected in order, not " + rows[row] + " last");
            }
            place.set(rows[row], row);
            copy(from, rows[row], to, row);
            int token = from.token.get(rows[row]);
            to.token.set(row, token == Entry.NONE ? Entry.NONE : place.get(token));
        }
        to.size = rows.length;
        return to;
    }

    private static void copy(Columns from, int old, Columns to, int row) {
        to.process.set(row, from.process.get(old));
        to.f.set(row, from.f.get(old));
        to.key.set(row, from.key.get(old));
        to.site.set(row, from.site.get(old));
        to.outcome.set(row, from.outcome.get(old));
        int number = from.number.get(old);
        to.number.set(row, number == Entry.NONE ? old : number);
        to.line.set(row, from.line.get(old));
        to.type.set(row, from.type.get(old));
        to.invokeRank.set(row, from.invokeRank.get(old));
        to.returnRank.set(row, from.returnRank.get(old));
        to.input.set(row, from.input.get(old));
        to.output.set(row, from.output.get(old));
        to.invokedAt.set(row, from.invokedAt.get(old));
        to.completedAt.set(row, from.completedAt.get(old));
        String error = from.errors.get(old);
        if (error != null) {
            to.errors.put(row, error);
        }
    }
}
