package kyoten.scenario.shrink;

import java.util.regex.Pattern;
import kyoten.scenario.plan.Plan;
import kyoten.scenario.plan.PlanText;

/** Writes a test that does a run again and fails as long as a claim is broken in it. */
public final class TestSource {
    private static final Pattern IDENTIFIER =
            Pattern.compile("\\p{javaJavaIdentifierStart}\\p{javaJavaIdentifierPart}*");

    private static final String TEST = """
            %simport kyoten.scenario.Scenario;
            import kyoten.scenario.catalogue.Catalogue;
            import kyoten.scenario.junit.Simulation;

            /** What is left of a run in which %s was broken, found by %s. */
            class %s {
                @Simulation(seeds = "%d")
                Scenario %s_holds() {
                    return Catalogue.playing("%s", \"""
            %s            \""");
                }
            }
            """;

    private TestSource() {}

    /** Whether a class may have this name. */
    public static boolean isName(String type) {
        return IDENTIFIER.matcher(type).matches();
    }

    /**
     * The source of a test.
     *
     * @param room the package, empty for none
     * @param type the class
     * @param foundBy the command or campaign that found it, for the reader
     * @param claim that must hold
     */
    public static String of(String room, String type, String foundBy, String claim, Plan plan) {
        return TEST.formatted(
                room.isEmpty() ? "" : "package " + room + ";\n\n",
                claim,
                foundBy,
                type,
                plan.seed(),
                claim.replace('-', '_'),
                claim,
                block(PlanText.write(plan)));
    }

    /** The lines of a text block. */
    private static String block(String text) {
        return text.replace("\\", "\\\\").replace("\"\"\"", "\\\"\\\"\\\"").indent(12);
    }
}
