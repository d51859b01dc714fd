package kyoten.check.generate;

/**
 * What a generated history of registers is like.
 *
 * @param seed everything random follows from it
 * @param operations how many are invoked, at least 1
 * @param clients how many ask at a time, each one operation after another
 * @param keys how many registers there are
 * @param values how many different values are written to a key; 0 for a new one each time
 * @param saturation the share of its time that a client waits for an answer, above 0 up to 1
 * @param mix which operations, and how they end
 * @param violation what is planted
 * @param violationAt where about, as a share of the operations: 0.9 is late
 */
public record Recipe(
        long seed,
        int operations,
        int clients,
        int keys,
        int values,
        double saturation,
        Mix mix,
        Violation violation,
        double violationAt) {

    /**
     * Which operations, and how they end; all are shares from 0 to 1.
     *
     * @param writes of the operations, the writes; what neither writes nor compares, reads
     * @param compareAndSets of the operations, the compare-and-sets
     * @param indeterminate of the operations, those that their client learns nothing of
     * @param late of the indeterminate ones, those that may take effect long after their client gave up
     */
    public record Mix(double writes, double compareAndSets, double indeterminate, double late) {
        public Mix {
            between(writes, "the share of writes");
            between(compareAndSets, "the share of compare-and-sets");
            between(indeterminate, "the share of indeterminate operations");
            between(late, "the share of late effects");
            between(writes + compareAndSets, "writes and compare-and-sets together");
        }
    }

    public Recipe {
        atLeast(operations, "operations");
        atLeast(clients, "clients");
        atLeast(keys, "keys");
        if (values < 0 || values == 1) {
            throw new IllegalArgumentException("values must be 0 (a new one each time) or 2 and more, not " + values);
        }
        between(saturation, "the saturation");
        between(violationAt, "the place of the violation");
        if (saturation == 0) {
            throw new IllegalArgumentException("the saturation must be above 0");
        }
    }

    /** One register, unique values, half reads and half writes, clients that never rest, nothing indeterminate. */
    public static Recipe register(long seed, int operations, int clients) {
        return new Recipe(seed, operations, clients, 1, 0, 1, new Mix(0.5, 0, 0, 0), Violation.NONE, 0.9);
    }

    public Recipe withKeys(int number) {
        return new Recipe(seed, operations, clients, number, values, saturation, mix, violation, violationAt);
    }

    public Recipe withValues(int number) {
        return new Recipe(seed, operations, clients, keys, number, saturation, mix, violation, violationAt);
    }

    public Recipe withSaturation(double share) {
        return new Recipe(seed, operations, clients, keys, values, share, mix, violation, violationAt);
    }

    public Recipe withMix(Mix other) {
        return new Recipe(seed, operations, clients, keys, values, saturation, other, violation, violationAt);
    }

    public Recipe withViolation(Violation planted, double at) {
        return new Recipe(seed, operations, clients, keys, values, saturation, mix, planted, at);
    }

    private static void atLeast(int number, String what) {
        if (number < 1) {
            throw new IllegalArgumentException(what + " must be at least 1, not " + number);
        }
    }

    private static void between(double share, String what) {
        if (!(share >= 0 && share <= 1)) {
            throw new IllegalArgumentException(what + " must be from 0 to 1, not " + share);
        }
    }
}
