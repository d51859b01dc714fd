package kyoten.scenario.guide;

import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import kyoten.check.Checker;
import kyoten.check.Claim;
import kyoten.check.Evidence;
import kyoten.check.Limits;
import kyoten.check.Verdict;
import kyoten.check.Witness;
import kyoten.history.History;
import kyoten.history.Op;
import kyoten.history.Type;
import kyoten.history.Value;

/**
 * The checker of the guide. A read is illegal if no write of its value to its key was invoked before the read returned, or if
 * all such writes surely failed. A write that was not answered may have happened, so it excuses a read. Nil is always legal.
 */
public final class ReadsInventNothing implements Checker {
    private static final Claim CLAIM =
            new Claim("reads-invent-nothing", "what a read returns was written to the same key by somebody before");

    @Override
    public Claim claim() {
        return CLAIM;
    }

    @Override
    public Verdict check(History history, Limits limits) {
        TreeMap<Value, List<Op>> writes = new TreeMap<>();
        history.ops().stream()
                .filter(op -> op.f().matches("g?write") && op.type() != Type.FAIL)
                .forEach(op -> writes.computeIfAbsent(op.input(), any -> new ArrayList<>())
                        .add(op));
        int looked = 0;
        for (Op read : history.ops()) {
            if (read.f().equals("read") && read.ok() && !read.output().isNil()) {
                looked++;
                if (writes.getOrDefault(read.output(), List.of()).stream().noneMatch(write -> excuses(write, read))) {
                    return broken(history, read);
                }
            }
        }
        return Verdict.unbroken(CLAIM, Evidence.of("reads", looked));
    }

    private static boolean excuses(Op write, Op read) {
        return write.key().equals(read.key()) && !read.precedes(write);
    }

    private static Verdict broken(History history, Op read) {
        String because = read.process() + " read " + read.output() + " from " + read.key()
                + ", which nobody had written there by then";
        Witness witness = new Witness(history.select(new int[] {read.index()}), List.of(0), List.of());
        return new Verdict.Broken(CLAIM, because, witness);
    }
}
