package kyoten.history;

import io.vavr.control.Option;
import java.io.IOException;
import java.io.Reader;
import java.util.List;
import java.util.Objects;

/** Reads a history in any of the {@link Format formats}, streaming; a pipe will do. */
public final class HistoryReader {
    private HistoryReader() {}

    /**
     * A history that was read.
     *
     * @param format the format that it is in
     * @param notes sentences on what was left out or reordered, which whoever judges the history has to pass on; empty if nothing was
     */
    public record Reading(History history, Format format, List<String> notes) {
        public Reading {
            Objects.requireNonNull(history, "history");
            notes = List.copyOf(notes);
        }
    }

    /**
     * Reads to the end.
     *
     * @param source the name of the file, for complaints
     * @param format the format, or none to find it by how the text begins
     * @throws MalformedHistoryException with file, line and what was expected, at the first thing that doesn't fit; if lenient, only where
     *     nothing at all can be read
     */
    public static Reading read(String source, Reader in, Option<Format> format, Conventions conventions)
            throws IOException {
        Source text = new Source(source, in);
        String beginning = text.beginning();
        if (beginning.isBlank()) {
            throw new MalformedHistoryException(source, 1, "the file is empty; expected a history");
        }
        Format found = format.orElse(() -> Format.of(beginning)).getOrElseThrow(() -> unknown(source));
        Intake intake = new Intake(source, conventions);
        try {
            feed(found, text, intake, conventions);
        } catch (TooLongException e) {
            throw e.refused();
        } catch (MalformedHistoryException e) {
            if (!conventions.lenient()) {
                throw e;
            }
            intake.skipped().add(e.getMessage() + "; what follows was not read");
        }
        return new Reading(intake.build(), found, notes(intake));
    }

    private static void feed(Format format, Source text, Intake intake, Conventions conventions) throws IOException {
        switch (format) {
            case JSON_LINES -> new LinesIntake(text, intake).read();
            case EDN -> new EdnHistory(text, intake, conventions).read();
            case JSON -> new JsonHistory(text, intake, conventions).read();
            case JEPSEN_LOG -> new LogHistory(text, intake, conventions).read();
        }
    }

    private static List<String> notes(Intake intake) {
        List<String> notes = new java.util.ArrayList<>();
        if (intake.skipped().count() > 0) {
            notes.add("read leniently: " + intake.skipped().count() + " left out or changed, the first: "
                    + String.join("; ", intake.skipped().first()));
        }
        if (intake.backwards() > 0) {
            notes.add("times go backwards " + intake.backwards() + " times; the order of the file counts");
        }
        return notes;
    }

    private static MalformedHistoryException unknown(String source) {
        return new MalformedHistoryException(
                source,
                1,
                "no format known by its beginning; expected one of "
                        + Format.words().mkString(", ") + " (say which with --format)");
    }
}
