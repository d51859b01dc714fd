package kyoten.history;

import java.io.IOException;
import java.io.Reader;

/** Takes our own lines in by the same conventions as foreign formats. */
final class LinesIntake implements EntrySink {
    private final Source source;
    private final Intake intake;

    LinesIntake(Source source, Intake intake) {
        this.source = source;
        this.intake = intake;
    }

    void read() throws IOException {
        Reader text = source.asReader();
        if (intake.lenient()) {
            JsonLines.feed(source.name(), text, this, bad -> intake.skipped().add(bad.getMessage()));
        } else {
            JsonLines.feed(source.name(), text, this);
        }
    }

    @Override
    public void ties(Ties ties) {
        intake.ties(ties);
    }

    @Override
    public void entry(Entry entry) {
        intake.take(entry, false);
    }

    @Override
    public void mark(Mark mark) {
        intake.mark(mark);
    }
}
