package kyoten.cli;

import io.vavr.control.Option;
import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Path;
import kyoten.scenario.Scenario;
import kyoten.scenario.folder.RunFolder;
import kyoten.scenario.plan.Plan;
import kyoten.scenario.run.RunResult;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Where the folder of a run goes. */
final class FolderOption {
    @Spec(Spec.Target.MIXEE)
    private CommandSpec spec;

    @picocli.CommandLine.Option(
            names = "--folder",
            paramLabel = "DIR",
            description = {
                "Write the run's plan, history, trace, verdicts and timeline.html into this folder, in the place of an",
                "earlier run's (default: runs/latest). Files of other names are left alone."
            })
    private Path chosen;

    @picocli.CommandLine.Option(names = "--no-folder", description = "Write no folder.")
    private boolean none;

    /** The folder, made if it is missing; none if nobody wants one, or if nobody asked for one and it can't be made. */
    Option<RunFolder> open() {
        if (none && chosen != null) {
            throw new ParameterException(spec.commandLine(), "--folder and --no-folder exclude each other; give one");
        }
        if (none) {
            return Option.none();
        }
        try {
            return Option.of(RunFolder.at(chosen == null ? RunFolder.LATEST : chosen));
        } catch (IOException failed) {
            if (chosen != null) {
                throw new ParameterException(spec.commandLine(), "--folder: " + why(failed));
            }
            spec.commandLine().getErr().println("there will be no folder of this run: " + why(failed));
            return Option.none();
        }
    }

    private static String why(IOException failed) {
        return failed instanceof FileSystemException file ? Complaints.told(file) : String.valueOf(failed.getMessage());
    }

    /** Does a failed run again, traced, and writes its folder; where it can't be done again, what is known without. */
    void write(RunResult failure, Scenario scenario, Place place) {
        open().forEach(folder -> {
            try {
                if (place == Place.SIM) {
                    folder.write(failure, scenario);
                } else {
                    folder.writeUntraced(failure, scenario);
                }
                spec.commandLine().getOut().println(shown(folder, failure.plan()));
            } catch (IOException failed) {
                spec.commandLine().getErr().println("the folder of the failed run was not written: " + why(failed));
            }
        });
    }

    /** Says where to look. */
    static String shown(RunFolder folder, Plan plan) {
        return folder.timeline() + " shows " + plan.scenario() + ", seed " + plan.seed();
    }
}
