package kyoten.cli;

import io.vavr.control.Option;
import kyoten.check.Online;
import kyoten.check.Verdict;
import kyoten.history.Entry;
import kyoten.history.HistoryReader;
import kyoten.history.MalformedHistoryException;
import kyoten.history.Mark;
import kyoten.history.Ties;

/** Judges a history while it is read, and ends that at the first violation. */
final class Listening implements HistoryReader.Listener {
    private final boolean keeps;
    private Option<Online> judge;

    /**
     * @param judge who judges; none if the claim needs the whole history
     * @param keeps whether the history is kept, too
     */
    Listening(Option<Online> judge, boolean keeps) {
        this.judge = judge;
        this.keeps = keeps;
    }

    @Override
    public boolean keeps() {
        return keeps;
    }

    @Override
    public void ties(Ties ties) {
        judge.forEach(online -> online.ties(ties));
    }

    /** What is none of the model is left to the judge of the whole to complain of, if there will be one. */
    @Override
    public void entry(Entry entry) {
        try {
            judge.forEach(online -> online.entry(entry));
        } catch (MalformedHistoryException e) {
            if (!keeps) {
                throw e;
            }
            judge = Option.none();
        }
    }

    @Override
    public void mark(Mark mark) {
        judge.forEach(online -> online.mark(mark));
    }

    /** A limit ends the reading only where nobody else can still judge. */
    @Override
    public boolean heardEnough() {
        return judge.exists(online -> online.verdict().exists(verdict -> verdict.broken() || !keeps));
    }

    /** The verdict on the whole history, or what was found while it was read, if that accuses more. */
    Verdict with(Verdict whole) {
        return whole.broken()
                ? whole
                : judge.flatMap(Online::verdict).filter(Verdict::broken).getOrElse(whole);
    }

    /** The verdict of a judge who alone has heard the history. */
    Verdict alone() {
        return judge.map(Online::finish).getOrElseThrow(() -> new IllegalStateException("nobody listened"));
    }
}
