package kyoten.check.geo;

/**
 * Something wrong with an answered gread.
 *
 * @param gread the row
 * @param write the row of the value in question, or {@link Rows#NONE} if nothing wrote it
 * @param because a sentence with the values in it
 */
record Finding(Wrong wrong, int gread, int write, String because) {}
