package kyoten.scenario.run;

import io.vavr.Tuple;
import io.vavr.Tuple2;
import io.vavr.collection.Vector;
import io.vavr.control.Option;
import kyoten.check.Checker;
import kyoten.check.Limits;
import kyoten.check.Online;
import kyoten.check.OnlineChecker;
import kyoten.check.Verdict;
import kyoten.history.Entry;
import kyoten.history.EntrySink;
import kyoten.history.Mark;
import kyoten.history.Ties;

/** Judges a run while it takes place, by all its claims that can be judged so, and knows of the first violation. */
final class Lookout implements EntrySink {
    private final Vector<Tuple2<Checker, Online>> judges;
    private Option<Verdict> found = Option.none();
    private Option<Checker> by = Option.none();

    Lookout(Vector<Checker> checkers, Limits limits) {
        judges = checkers.filter(OnlineChecker.class::isInstance)
                .map(checker -> Tuple.of(checker, ((OnlineChecker) checker).online(limits)));
    }

    @Override
    public void ties(Ties ties) {
        judges.forEach(judge -> judge._2.ties(ties));
    }

    @Override
    public void mark(Mark mark) {
        judges.forEach(judge -> judge._2.mark(mark));
    }

    @Override
    public void entry(Entry entry) {
        for (Tuple2<Checker, Online> judge : judges) {
            if (found.isDefined()) {
                return;
            }
            judge._2.entry(entry);
            found = judge._2.verdict().filter(Verdict::broken);
            by = found.map(any -> judge._1);
        }
    }

    /** Whether a claim is broken already. */
    boolean violated() {
        return found.isDefined();
    }

    /** The verdict of a checker on the whole history, or the one found beside the run, if that accuses more. */
    Verdict with(Checker checker, Verdict whole) {
        return by.contains(checker) && !whole.broken() ? found.get() : whole;
    }
}
