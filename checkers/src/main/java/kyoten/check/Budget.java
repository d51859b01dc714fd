package kyoten.check;

import java.util.function.Function;

/** What is left of the limits of a judge that reads through a history and builds on the way, until its verdict is in. */
public final class Budget {
    /** The clock behind {@link Limits#stop} is dear: it is asked each so many steps. */
    private static final int STRIDE = 1 << 12;

    private final Limits limits;
    private String stage = "the operations";
    private long steps;
    private long bytes;

    private Budget(Limits limits) {
        this.limits = limits;
    }

    /** Ends a judge whose budget is spent. */
    private static final class Spent extends RuntimeException {
        private static final long serialVersionUID = 1L;

        Spent(String why) {
            super(why, null, false, false);
        }
    }

    /** The verdict of a judge; unknown, with where it stood, if a limit comes first. */
    public static Verdict judge(Claim claim, Limits limits, Function<Budget, Verdict> judge) {
        try {
            return judge.apply(new Budget(limits));
        } catch (Spent spent) {
            return new Verdict.Unknown(claim, String.valueOf(spent.getMessage()));
        }
    }

    /** One that nothing spends. */
    public static Budget unlimited() {
        return new Budget(Limits.none());
    }

    /** What the judge is busy with from now on, for whoever is told where it stood: "the graph of dependencies". */
    public void at(String what) {
        stage = what;
    }

    /** A step more, and what it keeps. */
    public void spend(int kept) {
        bytes += kept;
        if (++steps > limits.steps()) {
            throw spent(limits.steps() + " steps");
        }
        if (bytes > limits.bytes()) {
            throw spent(limits.bytes() + " bytes");
        }
        if ((steps & STRIDE - 1) == 0 && limits.stop().getAsBoolean()) {
            throw spent("the time");
        }
    }

    private Spent spent(String limit) {
        return new Spent("the limit of " + limit + " was reached in " + stage + ", after " + steps + " steps");
    }
}
