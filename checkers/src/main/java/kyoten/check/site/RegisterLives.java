package kyoten.check.site;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.IntStream;
import kyoten.check.Checker;
import kyoten.check.Claim;
import kyoten.check.Evidence;
import kyoten.check.Limits;
import kyoten.check.Verdict;
import kyoten.check.linear.Registers;
import kyoten.history.History;
import kyoten.history.Mark;
import kyoten.history.Op;
import kyoten.history.Type;
import kyoten.history.Value;

/**
 * The registers of sites that may lose their memory: each life of a site is judged by itself. A life begins when the recorder says
 * that the site was restored from an old image, rebuilt from others, or joined under a name that had been used.
 *
 * <p>What a register holds when a life begins is unknown, and what was asked in an earlier one may still take effect, for its client
 * asks again. So a read of a value from an earlier life proves nothing, nor does one of nothing if an earlier delete is in doubt.
 * All else has to be in order within the life.
 */
public final class RegisterLives implements Checker {
    private final Checker registers = Registers.withinSite();

    @Override
    public Claim claim() {
        return registers.claim();
    }

    @Override
    public Verdict check(History history, Limits limits) {
        Map<String, TreeSet<Long>> begins = begins(history);
        if (begins.isEmpty()) {
            return registers.check(history, limits);
        }
        Evidence evidence = new Evidence(0, new TreeMap<>(), List.of());
        for (int[] life : lives(history, begins)) {
            Verdict verdict = registers.check(history.select(life), limits);
            if (verdict instanceof Verdict.Holds holds) {
                evidence = evidence.plus(holds.evidence());
            } else if (!verdict.sawNothing()) {
                return verdict;
            }
        }
        return Verdict.unbroken(claim(), evidence);
    }

    private static Map<String, TreeSet<Long>> begins(History history) {
        Map<String, TreeSet<Long>> begins = new HashMap<>();
        for (Mark mark : history.marks()) {
            String site = site(mark);
            if (!site.isEmpty()) {
                begins.computeIfAbsent(site, any -> new TreeSet<>()).add(mark.time());
            }
        }
        return begins;
    }

    private static String site(Mark mark) {
        if (mark instanceof Mark.Exempt exempt) {
            return exempt.site();
        }
        if (mark instanceof Mark.Rebuilt rebuilt) {
            return rebuilt.site();
        }
        return mark instanceof Mark.Joined joined ? joined.site() : "";
    }

    /** The operations that are judged together: of sites that never lost their memory all, of the others those of each life. */
    private static List<int[]> lives(History history, Map<String, TreeSet<Long>> begins) {
        TreeMap<String, List<Op>> lives = new TreeMap<>();
        for (Op op : history.ops()) {
            TreeSet<Long> ofSite = begins.getOrDefault(op.site(), new TreeSet<>());
            int life = ofSite.headSet(op.invokedAt(), true).size();
            lives.computeIfAbsent(ofSite.isEmpty() ? "" : op.site() + '\n' + life, any -> new ArrayList<>())
                    .add(op);
        }
        List<int[]> judged = new ArrayList<>();
        lives.forEach((name, ops) -> judged.add(judged(history, ops, name, begins)));
        return judged;
    }

    private static int[] judged(History history, List<Op> ops, String name, Map<String, TreeSet<Long>> begins) {
        if (name.isEmpty()) {
            return ops.stream().mapToInt(Op::index).toArray();
        }
        TreeSet<Long> ofSite = begins.getOrDefault(ops.get(0).site(), new TreeSet<>());
        Long begin = ofSite.floor(ops.get(0).invokedAt());
        Long end = ofSite.higher(ops.get(0).invokedAt());
        Before before = new Before(history, ops.get(0).site(), begin == null ? Long.MIN_VALUE : begin);
        return ops.stream()
                .filter(op -> !op.f().equals("read") || ((end == null || op.completedAt() < end) && before.proves(op)))
                .mapToInt(Op::index)
                .toArray();
    }

    /** What was asked of a site before a life of it began. */
    private static final class Before {
        private final Set<List<Value>> written = new HashSet<>();
        private final Set<Value> doubtfullyDeleted = new HashSet<>();

        Before(History history, String site, long begin) {
            IntStream.range(0, history.size())
                    .mapToObj(history::op)
                    .filter(op -> op.site().equals(site) && op.invokedAt() < begin && op.type() != Type.FAIL)
                    .forEach(op -> note(op, begin));
        }

        private void note(Op op, long begin) {
            if (op.f().endsWith("write")) {
                written.add(List.of(op.key(), op.input()));
            } else if (op.f().endsWith("delete") && (op.type() == Type.INFO || op.completedAt() >= begin)) {
                doubtfullyDeleted.add(op.key());
            }
        }

        boolean proves(Op read) {
            return read.output().isNil()
                    ? !doubtfullyDeleted.contains(read.key())
                    : !written.contains(List.of(read.key(), read.output()));
        }
    }
}
