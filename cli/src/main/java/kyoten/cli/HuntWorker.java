package kyoten.cli;

import io.vavr.collection.Vector;
import io.vavr.control.Option;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import kyoten.scenario.catalogue.Catalogue;
import kyoten.scenario.run.Seeds;
import kyoten.scenario.score.MutantHunt;
import kyoten.scenario.score.MutantHunt.Kill;
import kyoten.scenario.score.MutantHunt.Run;
import kyoten.scenario.score.Versions;

/**
 * The process in which mutants are hunted, one after the other. It reads the file of a mutant's class from each line of standard input,
 * and writes lines that {@link HuntProcess} reads: of each run before it begins, so that it can be told which one has no end, and what
 * became of the mutant. It ends with its input, whatever a mutant is doing.
 */
final class HuntWorker {
    private final PrintStream lines;

    private HuntWorker(PrintStream lines) {
        this.lines = lines;
    }

    /**
     * Hunts.
     *
     * @param words the first and the last seed, then the names of the scenarios
     */
    public static void main(String[] words) throws IOException, InterruptedException {
        PrintStream lines = System.out;
        System.setOut(System.err); // nothing else may come between the lines
        Seeds seeds = new Seeds(Long.parseLong(words[0]), Long.parseLong(words[1]));
        new HuntWorker(lines).work(runs(Vector.of(words).drop(2), seeds), orders());
    }

    /** Every scenario with its first seed, then every scenario with the next. */
    static Vector<Run> runs(Vector<String> scenarios, Seeds seeds) {
        Vector<String> all = Catalogue.all().map(scenario -> scenario.name());
        return Vector.rangeClosed(seeds.first(), seeds.last())
                .flatMap(seed -> scenarios.map(name -> new Run(all.indexOf(name), name, seed)));
    }

    private static BlockingQueue<String> orders() {
        BlockingQueue<String> orders = new LinkedBlockingQueue<>();
        Thread reader = new Thread(() -> {
            try (var in = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8))) {
                in.lines().forEach(orders::add);
            } catch (IOException | RuntimeException gone) {
                System.err.println("no more orders can be read: " + gone);
            }
            Runtime.getRuntime().halt(0);
        });
        reader.setDaemon(true);
        reader.start();
        return orders;
    }

    private void work(Vector<Run> runs, BlockingQueue<String> orders) throws IOException, InterruptedException {
        MutantHunt hunt = MutantHunt.among(runs, Versions.clean(), this::begins, kill -> tell("alarm", kill));
        say("ready");
        while (true) {
            Path classFile = Path.of(orders.take());
            hunted(hunt, classFile).peek(kill -> tell("killed", kill)).onEmpty(() -> say("survived"));
        }
    }

    private Option<Kill> hunted(MutantHunt hunt, Path classFile) throws IOException {
        String className = classFile.getFileName().toString().replaceFirst("\\.class$", "");
        try {
            return hunt.hunt(Versions.replaced(className, Files.readAllBytes(classFile)), this::begins);
        } catch (IllegalStateException unusable) {
            return Option.some(
                    HuntProcess.notOver(Option.none(), 0, "not even the catalogue can be made: " + unusable));
        }
    }

    private void begins(Run run) {
        say("run", run.place(), run.scenario(), run.seed());
    }

    private void tell(String what, Kill kill) {
        Run run = kill.run();
        say(what, run.place(), run.scenario(), run.seed(), kill.number(), kill.claim(), kill.because());
    }

    private void say(Object... words) {
        lines.println(Vector.of(words)
                .map(word -> String.valueOf(word).replaceAll("\\s+", " "))
                .mkString("\t"));
        lines.flush();
    }
}
