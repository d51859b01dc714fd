package kyoten.check.generate;

import java.util.Arrays;
import java.util.PriorityQueue;

/**
 * Runs clients against perfect registers. Every operation gets an interval and a point in it, at which it takes effect; an indeterminate
 * one takes effect there, or late, or never. What the clients see is linearizable by construction, with these points as witness.
 *
 * <p>In a split brain, odd clients use a second copy of the registers from one time to another; after that the first copy is the truth.
 */
final class Simulation {
    private static final long MEAN = 1_000_000;

    /** One thing to happen; ties by what was scheduled first. */
    private record Happening(long time, long ordinal, byte what, int subject) implements Comparable<Happening> {
        static final byte FREE = 0;
        static final byte EFFECT = 1;
        static final byte ANSWER = 2;

        @Override
        public int compareTo(Happening other) {
            int byTime = Long.compare(time, other.time);
            return byTime != 0 ? byTime : Long.compare(ordinal, other.ordinal);
        }
    }

    private final Recipe recipe;
    private final Chance chance;
    private final Script script;
    private final PriorityQueue<Happening> queue = new PriorityQueue<>();
    private final long[] truth;
    private final long[] copy;
    private final int splitFrom;
    private final int splitTo;
    private long ordinal;
    private long clock;
    private int begun;
    private boolean split;

    private Simulation(Recipe recipe) {
        this.recipe = recipe;
        chance = new Chance(recipe.seed());
        script = new Script(recipe.operations());
        truth = new long[recipe.keys()];
        copy = new long[recipe.keys()];
        Arrays.fill(truth, Script.EMPTY);
        boolean splits = recipe.violation() == Violation.SPLIT_BRAIN;
        int length = Math.max(20, 4 * recipe.clients());
        splitFrom = splits ? (int) (recipe.operations() * recipe.violationAt()) : Integer.MAX_VALUE;
        splitTo = splits ? splitFrom + length : Integer.MAX_VALUE;
    }

    static Script run(Recipe recipe) {
        Simulation simulation = new Simulation(recipe);
        for (int client = 0; client < recipe.clients(); client++) {
            simulation.schedule(simulation.chance.below(MEAN, "start", client), Happening.FREE, client);
        }
        while (!simulation.queue.isEmpty()) {
            simulation.happen(simulation.queue.poll());
        }
        return simulation.script;
    }

    /** Times strictly increase, so that no two events of a history touch. */
    private void happen(Happening next) {
        clock = Math.max(clock + 1, next.time);
        switch (next.what) {
            case Happening.FREE -> invoke(next.subject);
            case Happening.EFFECT -> effect(next.subject);
            default -> answer(next.subject);
        }
    }

    private void schedule(long time, byte what, int subject) {
        queue.add(new Happening(time, ordinal++, what, subject));
    }

    private void invoke(int client) {
        if (begun == recipe.operations()) {
            return;
        }
        int op = begun++;
        divide(op);
        script.client[op] = client;
        script.key[op] = (int) chance.below(recipe.keys(), "key", op);
        script.invoked[op] = clock;
        script.effect[op] = Script.NEVER;
        ask(op);
        long length = 2 + chance.below(2 * MEAN, "length", op);
        script.answered[op] = clock + length;
        schedule(clock + length, Happening.ANSWER, op);
        boolean lost = chance.share(recipe.mix().indeterminate(), "indeterminate", op);
        script.outcome[op] = lost ? Script.INFO : Script.OK;
        if (!lost || chance.share(0.5, "happens", op)) {
            boolean late = lost && chance.share(recipe.mix().late(), "late", op);
            long reach = late ? 100 * length : length - 1;
            schedule(clock + 1 + chance.below(reach, "point", op), Happening.EFFECT, op);
        }
    }

    private void ask(int op) {
        double roll = chance.below(1_000_000, "kind", op) / 1_000_000.0;
        Recipe.Mix mix = recipe.mix();
        if (roll < mix.writes()) {
            script.kind[op] = Script.WRITE;
        } else {
            script.kind[op] = roll < mix.writes() + mix.compareAndSets() ? Script.CAS : Script.READ;
        }
        script.written[op] = recipe.values() == 0 ? op + 1 : chance.below(recipe.values(), "value", op);
        long now = side(op)[script.key[op]];
        boolean hit = now != Script.EMPTY && (recipe.values() == 0 || chance.share(0.5, "hit", op));
        script.expected[op] = hit ? now : chance.below(Math.max(1, recipe.values()), "expected", op);
    }

    private void divide(int op) {
        if (op == splitFrom) {
            System.arraycopy(truth, 0, copy, 0, truth.length);
            split = true;
        }
        if (op == splitTo) {
            split = false;
        }
    }

    private long[] side(int op) {
        return split && script.client[op] % 2 == 1 ? copy : truth;
    }

    private void effect(int op) {
        long[] registers = side(op);
        int key = script.key[op];
        script.effect[op] = clock;
        if (script.kind[op] == Script.READ) {
            script.read[op] = registers[key];
        } else if (script.kind[op] == Script.WRITE || registers[key] == script.expected[op]) {
            registers[key] = script.written[op];
        } else {
            script.outcome[op] = script.outcome[op] == Script.INFO ? Script.INFO : Script.FAIL;
        }
    }

    private void answer(int op) {
        script.answered[op] = clock;
        double idle = (1 - recipe.saturation()) / recipe.saturation();
        long rest = (long) (2 * MEAN * idle);
        long think = rest == 0 ? 0 : chance.below(rest + 1, "think", op);
        schedule(clock + 1 + think, Happening.FREE, script.client[op]);
    }
}
