package kyoten.cli;

import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import kyoten.scenario.plan.Plan;
import kyoten.scenario.plan.PlanText;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;

/** Plans, as people name them: by a file, or by a scenario and a seed. */
final class PlanArgument {
    private static final Pattern SEEDED = Pattern.compile("([a-z0-9-]+):(-?\\d+)");

    private PlanArgument() {}

    /**
     * The plan of NAME:SEED or of a file.
     *
     * @throws ParameterException if it is neither
     */
    static Plan read(String named, CommandSpec spec) {
        Matcher seeded = SEEDED.matcher(named);
        if (seeded.matches() && !Files.exists(Path.of(named))) {
            try {
                return Names.scenario(seeded.group(1), spec).plan(Long.parseLong(seeded.group(2)));
            } catch (NumberFormatException tooLong) {
                throw wrong(spec, named + ": the seed is no whole number of 64 bits");
            }
        }
        if (!Files.exists(Path.of(named))) {
            throw wrong(spec, named + ": there is no such file; expected a plan's file, or NAME:SEED such as pings:4");
        }
        return file(Path.of(named), spec);
    }

    /**
     * The plan of a scenario and a seed, or that of a file.
     *
     * @throws ParameterException if neither is named, or both are
     */
    static Plan either(@Nullable String name, @Nullable Long seed, @Nullable Path file, CommandSpec spec) {
        if (file != null) {
            if (name != null || seed != null) {
                throw wrong(spec, "--plan names the scenario and the seed itself; leave NAME and --seed out");
            }
            return file(file, spec);
        }
        if (name == null || seed == null) {
            throw wrong(spec, "expected NAME and --seed N, or --plan FILE");
        }
        return Names.scenario(name, spec).plan(seed);
    }

    /**
     * The plan of a file.
     *
     * @throws ParameterException if it holds none
     */
    static Plan file(Path file, CommandSpec spec) {
        String text;
        try {
            text = Files.readString(file);
        } catch (IOException unreadable) {
            String why =
                    unreadable instanceof FileSystemException known ? Complaints.told(known) : file + ": " + unreadable;
            throw wrong(spec, "cannot read the plan " + why);
        }
        if (text.isBlank()) {
            throw wrong(spec, file + ": the file is empty; expected a plan, as --save-plan writes it");
        }
        return PlanText.read(text).getOrElseThrow(reason -> wrong(spec, file + ": " + reason));
    }

    private static ParameterException wrong(CommandSpec spec, String message) {
        return new ParameterException(spec.commandLine(), message);
    }
}
