package kyoten.check.linear;

import java.util.TreeMap;
import java.util.concurrent.Executor;
import java.util.stream.IntStream;
import kyoten.check.Claim;
import kyoten.check.Limits;
import kyoten.check.Online;
import kyoten.check.OnlineChecker;
import kyoten.check.Verdict;
import kyoten.history.History;
import kyoten.history.Type;
import kyoten.history.Value;

/**
 * Per site and key, greads and gwrites are a linearizable multi-value register. It judges the keys that one site alone writes
 * or reads; where other sites' writes may arrive it says {@link Verdict.Unknown} rather than guess when they did.
 */
public final class MultiValueClaim implements OnlineChecker {
    private static final Claim CLAIM = new Claim(
            "linearizable-within-site", "per site and key, greads and gwrites are a linearizable multi-value register");
    private static final String INCOMPLETE =
            "this search never accuses wrongly, but may miss a violation: outcomes that an"
                    + " unseen indeterminate write may have changed are not asked for";

    private final Linearizability oneSite;

    public MultiValueClaim() {
        this(new Linearizability(
                CLAIM, new ModelSubject<>(new MultiValue(), new MultiValue.Carrying()), true, Runnable::run));
    }

    private MultiValueClaim(Linearizability oneSite) {
        this.oneSite = oneSite;
    }

    /** The same checker, whose keys are judged by these workers; it waits for them. */
    public MultiValueClaim on(Executor workers) {
        return new MultiValueClaim(oneSite.on(workers));
    }

    @Override
    public Claim claim() {
        return oneSite.claim();
    }

    @Override
    public Verdict check(History history, Limits limits) {
        TreeMap<Integer, Integer> siteOfKey = new TreeMap<>();
        int shared = -1;
        boolean[] sharedKeys = new boolean[history.keyCount()];
        for (int op = 0; op < history.size(); op++) {
            if (history.type(op) == Type.FAIL) {
                continue;
            }
            int key = history.keyId(op);
            Integer first = siteOfKey.putIfAbsent(key, history.siteId(op));
            if (first != null && first != history.siteId(op)) {
                sharedKeys[key] = true;
                shared = shared < 0 ? key : shared;
            }
        }
        int[] own = IntStream.range(0, history.size())
                .filter(op -> !sharedKeys[history.keyId(op)])
                .toArray();
        Verdict verdict = noted(oneSite.check(own.length == history.size() ? history : history.select(own), limits));
        return shared < 0 || verdict.broken() ? verdict : usedAtSeveralSites(history.key(shared));
    }

    static Verdict usedAtSeveralSites(Value key) {
        return new Verdict.Unknown(
                CLAIM, "key " + key + " is used at several sites; when writes arrived from the others is not searched");
    }

    /** Of one site: where a second one takes part, what the online judge says means nothing, and {@link #check} has the word. */
    @Override
    public Online online(Limits limits) {
        return new OnlineOneSite(oneSite.online(limits));
    }

    private static Verdict noted(Verdict verdict) {
        return verdict instanceof Verdict.Holds holds
                ? new Verdict.Holds(holds.claim(), holds.evidence().note(INCOMPLETE))
                : verdict;
    }
}
