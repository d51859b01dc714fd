package kyoten.scenario.score;

/** What is wrong with a planted bug: its header, a patch that does not apply to the sources, or one that does not compile. */
public final class BadPlant extends RuntimeException {
    private static final long serialVersionUID = 1L;

    BadPlant(String plant, String what) {
        super(plant + ": " + what);
    }
}
