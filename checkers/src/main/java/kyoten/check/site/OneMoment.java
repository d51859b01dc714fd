package kyoten.check.site;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import kyoten.check.Checker;
import kyoten.check.Claim;
import kyoten.check.Evidence;
import kyoten.check.Limits;
import kyoten.check.Verdict;
import kyoten.check.Witness;
import kyoten.history.History;
import kyoten.history.Op;
import kyoten.history.Remarks;
import kyoten.history.Value;

/**
 * A scan of several pages shows all its keys as they were at one moment, of one site.
 *
 * <p>What is illegal: two values in one scan of which one was surely replaced before the other was asked for. A value was surely replaced
 * when a write or delete of its key was answered that had begun after its own write was answered. Remarks ({@link Remarks#TOGETHER}) say
 * which reads belong together. Each value must be written once only; keys of which nothing was read are not judged.
 */
public final class OneMoment implements Checker {
    private static final Claim CLAIM = new Claim(
            "scans-show-one-moment", "a scan shows its keys as they were at one moment, however many pages it has");

    @Override
    public Claim claim() {
        return CLAIM;
    }

    /** A value that a scan shows: who wrote it, and who surely replaced it first. */
    private record Shown(Op read, Op writer, Optional<Op> replaced) {}

    /** One key at one site. */
    private record Place(String site, Value key) {
        static Place of(Op op) {
            return new Place(op.site(), op.key());
        }
    }

    @Override
    public Verdict check(History history, Limits limits) {
        Map<Place, List<Op>> updates = new HashMap<>();
        Map<String, List<Op>> scans = new LinkedHashMap<>();
        for (Op op : history.ops()) {
            if (isUpdate(op)) {
                updates.computeIfAbsent(Place.of(op), place -> new ArrayList<>())
                        .add(op);
            } else if (op.f().equals(Remarks.TOGETHER)) {
                scans.computeIfAbsent(op.process() + ' ' + op.output(), scan -> new ArrayList<>())
                        .add(Remarks.about(op, "read"));
            }
        }
        long judged = 0;
        for (List<Op> scan : scans.values()) {
            List<Shown> shown =
                    scan.stream().flatMap(read -> shown(read, updates)).toList();
            judged += shown.size() > 1 ? 1 : 0;
            Optional<Verdict> broken = judge(history, shown);
            if (broken.isPresent()) {
                return broken.get();
            }
        }
        return Verdict.unbroken(CLAIM, Evidence.of("scans of several pages", judged));
    }

    private static boolean isUpdate(Op op) {
        return switch (op.f()) {
            case "write", "delete", "gwrite", "gdelete" -> true;
            default -> false;
        };
    }

    private static Stream<Shown> shown(Op read, Map<Place, List<Op>> updates) {
        List<Op> ofKey = updates.getOrDefault(Place.of(read), List.of());
        return ofKey.stream()
                .filter(op -> !read.output().isNil() && op.input().equals(read.output()))
                .limit(1)
                .map(writer -> new Shown(read, writer, replaced(writer, ofKey)));
    }

    private static Optional<Op> replaced(Op writer, List<Op> ofKey) {
        return ofKey.stream()
                .filter(op -> op.ok() && !op.outcome().startsWith("rejected") && writer.precedes(op))
                .filter(op -> op.f().equals("write") || op.f().equals("delete"))
                .min(Comparator.comparingInt(op -> op.history().returnRank(op.index())));
    }

    private static Optional<Verdict> judge(History history, List<Shown> shown) {
        Optional<Shown> young =
                shown.stream().max(Comparator.comparingInt(one -> history.invokeRank(one.writer.index())));
        return shown.stream()
                .filter(old -> old.replaced.isPresent()
                        && young.isPresent()
                        && old.replaced.get().precedes(young.get().writer))
                .findFirst()
                .map(old -> broken(history, old, young.orElseThrow()));
    }

    private static Verdict broken(History history, Shown old, Shown young) {
        Op replaced = old.replaced.orElseThrow();
        int[] all = Stream.of(old.writer, replaced, young.writer, old.read, young.read)
                .mapToInt(Op::index)
                .sorted()
                .toArray();
        String because = "one scan shows " + old.read + " and " + young.read + ", but " + replaced
                + " was answered before " + young.writer + " was asked for";
        return new Verdict.Broken(CLAIM, because, Witness.of(history.select(all)));
    }
}
