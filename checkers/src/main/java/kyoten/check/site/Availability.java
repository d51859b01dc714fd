package kyoten.check.site;

import java.util.List;
import java.util.TreeMap;
import kyoten.check.Checker;
import kyoten.check.Claim;
import kyoten.check.Evidence;
import kyoten.check.Limits;
import kyoten.check.Verdict;
import kyoten.check.Witness;
import kyoten.history.History;
import kyoten.history.Mark;
import kyoten.history.Op;
import kyoten.history.Remarks;
import kyoten.history.Type;

/**
 * While a site has a majority, its clients are answered within a bound.
 *
 * <p>The recorder's marks say when a majority of a site's voters is up, undoubted and mutually reachable. From the later of an
 * operation's invocation and the beginning of such a time, the bound runs; if the majority lasts that long, and the recording
 * too, the operation must have been answered by then. A client that gave up earlier proves nothing. A refusal is an answer only
 * while the recorder has its cause on record: the word that the operation carries as its error. An operation that surely did
 * not happen because its client gave up before it could send it was refused by nobody.
 *
 * <p>While faults stand, the marks say of each client by itself whether it reaches such a majority: those that are cut off with the others
 * are owed nothing.
 *
 * <p>Each site is judged by its own majority alone: that other sites are cut off, slow or down excuses nothing. What no mark speaks of
 * is not judged.
 */
public final class Availability implements Checker {
    /** The error of an operation whose client waited no longer. */
    public static final String GAVE_UP = "timeout";

    /** The error of a read of one key by a scan whose page, though it was answered, says nothing of that key. */
    public static final String NOT_IN_PAGE = "not in the page";

    /** The error of the next page of a scan when what it was of is kept no longer: an answer, and at any time a right one. */
    public static final String PAGE_EXPIRED = "PAGE_EXPIRED";

    private static final List<String> NO_REFUSALS = List.of(GAVE_UP, NOT_IN_PAGE, PAGE_EXPIRED);

    private final long boundNanos;
    private final Claim claim;

    /**
     * @param boundNanos how long an answer may take, in nanoseconds
     */
    public Availability(long boundNanos) {
        this.boundNanos = boundNanos;
        this.claim = new Claim(
                "available-in-site",
                "while a site has a majority, its clients are answered within " + boundNanos / 1_000_000 + " ms");
    }

    @Override
    public Claim claim() {
        return claim;
    }

    @Override
    public Verdict check(History history, Limits limits) {
        TreeMap<String, Spans> majorities = new TreeMap<>();
        TreeMap<String, Spans> reaches = new TreeMap<>();
        TreeMap<String, Spans> causes = new TreeMap<>();
        long end = end(history);
        for (Mark mark : history.marks()) {
            if (mark instanceof Mark.Majority majority) {
                spans(majorities, majority.site(), end).turn(mark.time(), majority.up());
            } else if (mark instanceof Mark.Reaches reach) {
                spans(reaches, reach.client(), end).turn(mark.time(), reach.up());
            } else if (mark instanceof Mark.Cause cause) {
                spans(causes, cause.site() + '\n' + cause.cause(), end).turn(mark.time(), cause.present());
            }
        }
        TreeMap<String, Long> answered = new TreeMap<>();
        long besideFaults = 0;
        for (Op op : history.ops()) {
            if (Remarks.isOne(op.f())) {
                continue;
            }
            Spans cause = spans(causes, op.site() + '\n' + op.error(), end);
            Spans majority = spans(majorities, op.site(), end);
            Spans reach = spans(reaches, Mark.Reaches.clientOf(op.process()), end);
            String complaint = complaint(op, majority, cause);
            if (complaint.isEmpty()) {
                complaint = complaint(op, reach, cause);
            }
            if (!complaint.isEmpty()) {
                return broken(history, op, complaint);
            }
            boolean reached = reach.touches(op.invokedAt(), op.completedAt());
            if (op.ok() && (reached || majority.touches(op.invokedAt(), op.completedAt()))) {
                answered.merge(op.site(), 1L, Long::sum);
                besideFaults += reached ? 1 : 0;
            }
        }
        return Verdict.unbroken(claim, evidence(answered, besideFaults));
    }

    private static Spans spans(TreeMap<String, Spans> all, String of, long end) {
        return all.computeIfAbsent(of, any -> new Spans(end));
    }

    /** In all, of each site if there are several, and while faults stood. */
    private static Evidence evidence(TreeMap<String, Long> answered, long besideFaults) {
        long all = answered.values().stream().mapToLong(Long::longValue).sum();
        Evidence evidence = Evidence.of("answered in time", all);
        if (answered.size() > 1) {
            for (String site : answered.keySet()) {
                evidence = evidence.and("answered in time at " + site, answered.getOrDefault(site, 0L));
            }
        }
        return besideFaults > 0 ? evidence.and("answered in time while faults stood", besideFaults) : evidence;
    }

    private static long end(History history) {
        long end = Long.MIN_VALUE;
        for (Mark mark : history.marks()) {
            end = Math.max(end, mark.time());
        }
        for (int op = 0; op < history.size(); op++) {
            long last = history.completedAt(op) == Long.MAX_VALUE ? history.invokedAt(op) : history.completedAt(op);
            end = Math.max(end, last);
        }
        return end;
    }

    private String complaint(Op op, Spans majority, Spans cause) {
        if (op.type() == Type.FAIL
                && !NO_REFUSALS.contains(op.error())
                && majority.covers(op.invokedAt(), op.completedAt())
                && !cause.touches(op.invokedAt(), op.completedAt())) {
            return " was refused (" + (op.error().isEmpty() ? "without a reason" : op.error())
                    + ") though a majority was up and no such cause is on record";
        }
        long due = majority.firstEndOfCovered(op.invokedAt(), boundNanos);
        if (due < op.completedAt()) {
            return " was not answered by " + due + ", " + boundNanos
                    + " ns after it could have been: a majority was up all that time";
        }
        return "";
    }

    private Verdict broken(History history, Op op, String complaint) {
        String because = op + " at site " + op.site() + ", invoked at " + op.invokedAt() + "," + complaint;
        History witness = history.select(new int[] {op.index()});
        return new Verdict.Broken(claim, because, new Witness(witness, List.of(0), List.of()));
    }
}
