package kyoten.scenario.microraft;

import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import kyoten.check.Verdict;
import kyoten.scenario.Scenario;
import kyoten.scenario.plan.Plan;
import kyoten.scenario.run.RunResult;
import kyoten.scenario.run.Simulation;
import kyoten.scenario.run.WorkerPool;

public final class Hunt {
    public static void main(String[] arguments) {
        long first = Long.parseLong(arguments[0]);
        long last = Long.parseLong(arguments[1]);
        List<Mend> mends = new ArrayList<>();
        for (int i = 4; i < arguments.length; i++) {
            mends.add(Mend.valueOf(arguments[i]));
        }
        Scenario scenario = arguments[2].equals("returning")
                ? MicroRaftScenarios.returning(Integer.parseInt(arguments[3]), mends.toArray(new Mend[0]))
                : MicroRaftScenarios.deposed(Integer.parseInt(arguments[3]), mends.toArray(new Mend[0]));
        TreeMap<String, Integer> marks = new TreeMap<>();
        long cpu = 0;
        for (long seed = first; seed <= last; seed++) {
            Plan plan = scenario.plan(seed);
            Simulation simulation = new Simulation(plan, scenario);
            if (System.getProperty("marks") != null)
                simulation.onTrace(line -> {
                    String text = line.toString();
                    for (String mark : List.of(
                            "notes became-leader",
                            "notes old-acknowledgement",
                            "notes joined-a-round",
                            "notes unanswered",
                            "notes guest-stopped",
                            " counted")) {
                        if (text.contains(mark)) marks.merge(mark, 1, Integer::sum);
                    }
                });
            if (System.getProperty("trace") != null) {
                System.out.println(plan.options().text());
                simulation.onTrace(line -> System.out.println(line));
            }
            long begun = WorkerPool.cpuNanos();
            RunResult result = simulation.finish();
            cpu += WorkerPool.cpuNanos() - begun;
            for (Verdict verdict : result.verdicts()) {
                if (!(verdict instanceof Verdict.Holds)) {
                    System.out.println("seed " + seed + " cpu " + cpu / 1_000_000 + " ms: "
                            + verdict.toString().lines().limit(6).toList());
                }
            }
            if (result.tallies().answered() * 2 < result.tallies().operations())
                System.out.println(
                        "seed " + seed + " answered " + result.tallies().answered() + " of "
                                + result.tallies().operations());
            if (seed % 500 == 0)
                System.out.println("seed " + seed + " cpu " + cpu / 1_000_000 + " ms " + marks + " ops "
                        + result.tallies().operations() + " answered "
                        + result.tallies().answered() + " events "
                        + result.tallies().events());
        }
        System.out.println("done cpu " + cpu / 1_000_000 + " ms " + marks);
    }
}
