package kyoten.scenario.shrink;

/**
 * How hard to try. What fails by a rare chance is lost by most candidates, which meet another one; trying each with many seeds
 * costs too much for what fails surely.
 *
 * @param seeds with how many seeds to run a candidate before it is given up
 * @param parts into how many parts a list is cut at the most
 */
record Effort(int seeds, int parts) {
    /** One chance, and large parts. */
    static final Effort LITTLE = new Effort(1, 16);

    private static final Effort MUCH = new Effort(16, LITTLE.parts);
    private static final Effort MOST = new Effort(MUCH.seeds, 1024);

    Effort more() {
        return isLittle() ? MUCH : MOST;
    }

    boolean isLittle() {
        return equals(LITTLE);
    }

    boolean isMost() {
        return equals(MOST);
    }
}
