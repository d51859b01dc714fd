package kyoten.cli;

/** Whether runs are ended at the first violation. */
final class FirstViolation {
    static final String OPTION = "--stop-at-first-violation";

    @picocli.CommandLine.Option(
            names = OPTION,
            description = {
                "Judge each run while it takes place, and end it at the first answer that has no explanation.",
                "Claims of linearizability can be judged so; the others judge what was recorded by then."
            })
    private boolean stops;

    boolean stops() {
        return stops;
    }
}
