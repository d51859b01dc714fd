package kyoten.cli;

import io.vavr.collection.Seq;
import io.vavr.collection.Vector;
import java.util.Locale;

/**
 * A table for people: columns as wide as their widest cell, numbers to the right.
 *
 * @param head the names of the columns
 * @param rows as many cells each as there are columns
 */
record Table(Vector<String> head, Vector<Vector<String>> rows) {

    static Table of(String... head) {
        return new Table(Vector.of(head), Vector.empty());
    }

    Table row(Object... cells) {
        return new Table(head, rows.append(Vector.of(cells).map(String::valueOf)));
    }

    /** A number as people write it: 12,345. */
    static String grouped(long number) {
        return String.format(Locale.ROOT, "%,d", number);
    }

    /** The same of a number that is no whole one, which is rounded. */
    static String grouped(double number) {
        return grouped(Math.round(number));
    }

    /** The lines of the table, each ended. */
    String text() {
        Vector<Integer> widths = Vector.range(0, head.size()).map(this::width);
        return rows.prepend(head).map(row -> line(row, widths)).mkString("", "\n", "\n");
    }

    /** The table in Markdown, each line ended. */
    String markdown() {
        String rule = head.map(name -> "---").mkString("| ", " | ", " |");
        Seq<String> lines = rows.map(row -> row.mkString("| ", " | ", " |"));
        return lines.prepend(rule).prepend(head.mkString("| ", " | ", " |")).mkString("", "\n", "\n");
    }

    private int width(int column) {
        return rows.map(row -> row.get(column).length())
                .append(head.get(column).length())
                .max()
                .get();
    }

    private String line(Vector<String> row, Vector<Integer> widths) {
        return Vector.range(0, head.size())
                .map(column -> padded(row.get(column), widths.get(column)))
                .mkString("  ")
                .stripTrailing();
    }

    private static String padded(String cell, int width) {
        String blanks = " ".repeat(width - cell.length());
        return cell.matches("[\\d.,]+ ?[×%]?") ? blanks + cell : cell + blanks;
    }
}
