package kyoten.cli;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import kyoten.scenario.score.Hunt.Find;
import kyoten.scenario.score.Plant;

/** Where a run that was found can be had again: by its seed, or by its plan in a file if a search made it. */
final class FoundPlan {
    private static final Path FOLDER = Path.of("runs", "finds");

    private FoundPlan() {}

    /** The end of a {@code kyoten replay}; writes the plan if it is not that of the seed. */
    static String replayed(Plant plant, Find find) {
        return find.plan()
                .map(plan -> "--plan " + write(plant.name() + "-" + find.scenario() + "-" + find.run(), plan))
                .getOrElse(() -> find.scenario() + " --seed " + find.seed());
    }

    /** What to say of a run in which the real code breaks a claim, too. */
    static String alarm(Plant plant, Find find) {
        return "the real code breaks " + find.claim() + ", too: ./kyoten replay " + replayed(plant, find);
    }

    private static Path write(String name, String plan) {
        Path file = FOLDER.resolve(name + ".plan.json");
        try {
            Files.createDirectories(FOLDER);
            return Files.writeString(file, plan);
        } catch (IOException failed) {
            throw new UncheckedIOException("cannot write the plan " + file + ": " + failed.getMessage(), failed);
        }
    }
}
