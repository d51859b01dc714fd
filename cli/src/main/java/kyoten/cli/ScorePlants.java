package kyoten.cli;

import io.vavr.collection.TreeMap;
import io.vavr.collection.Vector;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.List;
import java.util.concurrent.Callable;
import kyoten.scenario.Scenario;
import kyoten.scenario.run.Seeds;
import kyoten.scenario.run.WorkerPool;
import kyoten.scenario.score.Arena;
import kyoten.scenario.score.BadPlant;
import kyoten.scenario.score.Hunt.Find;
import kyoten.scenario.score.Plant;
import kyoten.scenario.score.Score;
import kyoten.scenario.score.Versions;
import kyoten.scenario.search.Strategy;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code kyoten score}: which planted bugs the testbed finds, and how soon. */
@Command(
        name = "score",
        mixinStandardHelpOptions = true,
        exitCodeOnInvalidInput = Main.WRONG_USAGE,
        exitCodeOnExecutionException = Main.OUR_BUG,
        description =
                "Plants known bugs into copies of the sources, one at a time, and counts how long it takes to find them.",
        footer = {
            "",
            "The bugs are the files in scenarios/src/planted. Each campaign runs every scenario with its first seed, then",
            "every scenario with the next, and is not told which scenario helps. Shown is the median of the campaigns.",
            "A run counts if the claim that the bug names is broken, and the real code holds all claims in the same run.",
            "CPU seconds are those of the runs, without the compiler's and the collector's threads.",
            "",
            "Exit status: 0 all bugs are found, 1 one is not, or the real code broke a claim; 64 wrong usage, 70 our bug."
        })
final class ScorePlants implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Parameters(paramLabel = "BUG", arity = "0..*", description = "The bugs to hunt (default: all).")
    private List<String> names = List.of();

    @Option(
            names = "--in",
            paramLabel = "NAME",
            split = ",",
            description = {
                "Run these scenarios only (default: all): cheaper, but told where to look,",
                "so the result cannot be written into the page."
            })
    private List<String> scenarios = List.of();

    @Option(
            names = "--seeds",
            paramLabel = "A..B",
            defaultValue = "1..40",
            converter = SeedRange.class,
            description = {
                "The seeds of the first campaign (default: ${DEFAULT-VALUE}, which is about 2,000 runs);",
                "the others have as many, and begin where the one before ended."
            })
    private Seeds seeds;

    @Option(
            names = "--campaigns",
            paramLabel = "N",
            defaultValue = "3",
            description = "How many campaigns each bug is hunted in (default: ${DEFAULT-VALUE}).")
    private int campaigns;

    @Option(
            names = "--shrink",
            paramLabel = "N",
            defaultValue = "500",
            description =
                    "What it may cost to make the find small, as so many runs of its length; 0 for none (default: ${DEFAULT-VALUE}).")
    private int shrink;

    @Option(
            names = "--search",
            paramLabel = "HOW",
            defaultValue = "plain",
            converter = StrategyName.class,
            description = {
                "How runs are chosen (default: ${DEFAULT-VALUE}): plain, seed by seed; priorities, the same with drawn",
                "priorities among the links; guided, also changed plans of runs that reached something new."
            })
    private Strategy strategy;

    @Option(
            names = "--compare",
            description = {
                "Count how often each search finds each bug in the same processor time, and nothing else;",
                "when a bug is found, the search begins anew with the next seeds."
            })
    private boolean compare;

    @Option(
            names = "--cpu",
            paramLabel = "SECONDS",
            defaultValue = "60",
            description = "The processor time of --compare for each search and bug (default: ${DEFAULT-VALUE}).")
    private int cpuSeconds;

    @Option(names = "--jobs", paramLabel = "N", description = "How many runs at once (default: as many as processors).")
    private Integer jobs;

    @Option(names = "--json", description = "Print one JSON object as the last line.")
    private boolean json;

    @Option(names = "--markdown", description = "Print the table in Markdown.")
    private boolean markdown;

    @Option(names = "--write", description = "Write the rows of these bugs into " + ScorePage.PLACE + ".")
    private boolean write;

    @Override
    public Integer call() throws IOException {
        check();
        SourceTree sources = SourceTree.find()
                .getOrElseThrow(
                        () -> wrong("the sources are not here: bugs are planted in a checkout of the repository"));
        Vector<Plant> plants = plants(sources.plants());
        Versions versions = new Versions(sources::text, System.getProperty("java.class.path"));
        Score.Rules rules = new Score.Rules(
                Names.scenarios(scenarios, spec).map(Scenario::name),
                seeds,
                campaigns,
                shrink,
                strategy,
                jobs == null ? WorkerPool.processors() : jobs);
        PrintWriter out = spec.commandLine().getOut();
        if (compare) {
            return new SearchComparison(versions, rules, cpuSeconds).print(plants, out, markdown);
        }
        out.println(plants.size() + (plants.size() == 1 ? " bug" : " bugs") + ", seeds from " + seeds.first()
                + ", at most "
                + seeds.count() + " in each of " + campaigns + (campaigns == 1 ? " campaign" : " campaigns") + ", "
                + rules.jobs() + (rules.jobs() == 1 ? " job" : " jobs"));
        out.flush();
        Vector<Score> scores = scores(plants, versions, rules, sources);
        report(out, scores);
        return scores.forAll(
                        score -> score.median().isDefined() && score.alarms().isEmpty())
                ? ExitStatus.HOLDS
                : ExitStatus.BROKEN;
    }

    private Vector<Score> scores(Vector<Plant> plants, Versions versions, Score.Rules rules, SourceTree sources)
            throws IOException {
        Arena clean = versions.reloaded();
        Vector<Score> scores = Vector.empty();
        try (Progress progress = Progress.of(-1)) {
            for (Plant plant : plants) {
                scores = scores.append(
                        Score.of(plant, versions.planted(plant), clean, rules, number -> progress.step()));
                if (write) {
                    ScorePage.write(sources, scores);
                }
            }
        } catch (BadPlant bad) {
            throw wrong(String.valueOf(bad.getMessage()));
        }
        return scores;
    }

    private void report(PrintWriter out, Vector<Score> scores) {
        Table table = ScoreTable.of(scores);
        out.print(markdown ? table.markdown() : table.text());
        for (Score score : scores) {
            for (Find alarm : score.alarms()) {
                out.println(FoundPlan.alarm(score.plant(), alarm));
            }
            score.median()
                    .filter(find -> find.plan().isDefined())
                    .forEach(find -> out.println(score.plant().name() + " was found with the plan of ./kyoten replay "
                            + FoundPlan.replayed(score.plant(), find)));
        }
        if (json) {
            out.println(ScoreJson.of(scores));
        }
        out.flush();
    }

    private void check() {
        if (campaigns < 1 || shrink < 0 || cpuSeconds < 1 || (jobs != null && jobs < 1)) {
            throw wrong("--campaigns, --cpu and --jobs expect 1 or more, --shrink 0 or more");
        }
        if (compare && (write || json)) {
            throw wrong("--compare prints a table of its own; leave --write and --json out");
        }
        if (write && (!scenarios.isEmpty() || strategy != Strategy.PLAIN)) {
            throw wrong("--write excludes --in and another --search than plain: the page tells of hunts without them");
        }
    }

    private Vector<Plant> plants(TreeMap<String, String> texts) {
        Vector<String> wanted = names.isEmpty()
                ? texts.keySet().toVector()
                : Vector.ofAll(names).distinct();
        try {
            return wanted.map(name -> Plant.read(name, texts.get(name).getOrElseThrow(() -> unknown(name, texts))));
        } catch (BadPlant bad) {
            throw wrong(String.valueOf(bad.getMessage()));
        }
    }

    private ParameterException unknown(String name, TreeMap<String, String> texts) {
        String nearest = Nearest.to(name, texts.keySet().toVector())
                .map(near -> " Did you mean '" + near + "'?")
                .getOrElse("");
        return wrong("There is no planted bug '" + name + "'." + nearest);
    }

    private ParameterException wrong(String what) {
        return new ParameterException(spec.commandLine(), what);
    }
}
