package kyoten.check.linear;

import io.vavr.control.Option;
import java.util.HashMap;
import java.util.Map;
import kyoten.check.Online;
import kyoten.check.Verdict;
import kyoten.history.Entry;
import kyoten.history.Mark;
import kyoten.history.Ties;
import kyoten.history.Type;
import kyoten.history.Value;

/** Listens to a judge who knows of one site only, as long as no key is used at a second one. */
final class OnlineOneSite implements Online {
    private final Online judge;
    private final Map<Value, String> siteOfKey = new HashMap<>();
    private Option<Verdict> outOfReach = Option.none();

    OnlineOneSite(Online judge) {
        this.judge = judge;
    }

    @Override
    public void ties(Ties ties) {
        judge.ties(ties);
    }

    @Override
    public void mark(Mark mark) {
        judge.mark(mark);
    }

    @Override
    public void entry(Entry entry) {
        String site = entry.detail().site();
        if (entry.type() == Type.INVOKE && outOfReach.isEmpty()) {
            String first = siteOfKey.putIfAbsent(entry.key(), site);
            if (first != null && !first.equals(site) && judge.verdict().isEmpty()) {
                outOfReach = Option.of(MultiValueClaim.usedAtSeveralSites(entry.key()));
            }
        }
        if (outOfReach.isEmpty()) {
            judge.entry(entry);
        }
    }

    @Override
    public Option<Verdict> verdict() {
        return outOfReach.orElse(judge::verdict);
    }

    @Override
    public Verdict finish() {
        return outOfReach.getOrElse(judge::finish);
    }
}
