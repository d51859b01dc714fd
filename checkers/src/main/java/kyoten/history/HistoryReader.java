package kyoten.history;

import io.vavr.collection.Vector;
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
     * @param history empty if the listener wanted nothing to be kept
     * @param operations how many were read
     * @param format the format that it is in
     * @param notes sentences on what was left out or reordered, which whoever judges the history has to pass on; empty if nothing was
     */
    public record Reading(History history, long operations, Format format, List<String> notes) {
        public Reading {
            Objects.requireNonNull(history, "history");
            notes = List.copyOf(notes);
        }
    }

    /** Hears a history while it is read. */
    public interface Listener extends EntrySink {
        /** Listens to nothing. */
        Listener NOBODY = new Listener() {
            @Override
            public void ties(Ties ties) {}

            @Override
            public void entry(Entry entry) {}

            @Override
            public void mark(Mark mark) {}

            @Override
            public boolean heardEnough() {
                return false;
            }
        };

        /** Whether what it heard is kept, too. */
        default boolean keeps() {
            return true;
        }

        /** Whether nothing more needs to be read; asked after each entry. */
        boolean heardEnough();
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
        return read(source, in, format, conventions, Listener.NOBODY);
    }

    /**
     * Reads to the end, or until a listener has heard enough.
     *
     * @param listener gets every entry as soon as it was read, in its final form
     */
    public static Reading read(
            String source, Reader in, Option<Format> format, Conventions conventions, Listener listener)
            throws IOException {
        Source text = new Source(source, in);
        String beginning =
                text.beginning(so -> format.orElse(() -> Format.of(so)).isDefined());
        if (beginning.isBlank()) {
            throw new MalformedHistoryException(source, 1, "the file is empty; expected a history");
        }
        Format found = format.orElse(() -> Format.of(beginning)).getOrElseThrow(() -> unknown(source));
        Intake intake = new Intake(source, conventions, listener);
        try {
            feed(found, text, intake, conventions);
        } catch (EnoughException e) {
            return new Reading(
                    intake.build(),
                    intake.operations(),
                    found,
                    notes(intake).append(e.getMessage()).asJava());
        } catch (TooLongException e) {
            throw e.refused();
        } catch (MalformedHistoryException e) {
            if (!conventions.lenient()) {
                throw e;
            }
            intake.skipped().add(e.getMessage() + "; what follows was not read");
        }
        return new Reading(
                intake.build(), intake.operations(), found, notes(intake).asJava());
    }

    private static void feed(Format format, Source text, Intake intake, Conventions conventions) throws IOException {
        switch (format) {
            case JSON_LINES -> new LinesIntake(text, intake).read();
            case EDN -> new EdnHistory(text, intake, conventions).read();
            case JSON -> new JsonHistory(text, intake, conventions).read();
            case JEPSEN_LOG -> new LogHistory(text, intake, conventions).read();
        }
    }

    private static Vector<String> notes(Intake intake) {
        Vector<String> notes = Vector.empty();
        if (intake.skipped().count() > 0) {
            notes = notes.append("read leniently: " + intake.skipped().count() + " left out or changed, the first: "
                    + String.join("; ", intake.skipped().first()));
        }
        return intake.backwards() == 0
                ? notes
                : notes.append("times go backwards " + intake.backwards() + " times; the order of the file counts");
    }

    private static MalformedHistoryException unknown(String source) {
        return new MalformedHistoryException(
                source,
                1,
                "no format known by its beginning; expected one of "
                        + Format.words().mkString(", ") + " (say which with --format)");
    }
}
