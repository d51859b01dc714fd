package kyoten.cli;

import io.vavr.collection.Vector;
import io.vavr.control.Option;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Consumer;
import kyoten.cli.MutantTables.Hunted;
import kyoten.scenario.run.Seeds;
import kyoten.scenario.run.WorkerPool;
import kyoten.scenario.score.MutantHunt.Kill;

/** Hunts one mutant after the other, in as many processes as there are jobs. */
final class MutantCampaign {
    private final Vector<String> scenarios;
    private final Seeds seeds;
    private final Duration limit;
    private final Consumer<Hunted> progress;
    private final ConcurrentLinkedQueue<HuntProcess> idle = new ConcurrentLinkedQueue<>();
    private final Set<Kill> alarms = ConcurrentHashMap.newKeySet();

    /**
     * @param scenarios that each mutant is run in, by name
     * @param seeds that each scenario is run with
     * @param limit how long a run may take
     * @param progress called for each mutant, for one at a time
     */
    MutantCampaign(Vector<String> scenarios, Seeds seeds, Duration limit, Consumer<Hunted> progress) {
        this.scenarios = scenarios;
        this.seeds = seeds;
        this.limit = limit;
        this.progress = progress;
    }

    /** What became of each, in the order in which that was known. */
    Vector<Hunted> hunt(Vector<Mutant> mutants, int jobs) {
        List<Hunted> done = new ArrayList<>();
        try {
            new WorkerPool(jobs)
                    .<Hunted>each(
                            number -> Option.when(number < mutants.size(), () -> hunted(mutants.get((int) number))),
                            () -> false,
                            one -> {
                                done.add(one); // called for one at a time
                                progress.accept(one);
                            });
        } finally {
            idle.forEach(HuntProcess::close);
        }
        return Vector.ofAll(done);
    }

    private Hunted hunted(Mutant mutant) {
        HuntProcess process = idle.poll();
        if (process == null) {
            process = started();
        }
        Hunted hunted = new Hunted(mutant, process.hunt(mutant));
        if (process.isUsable()) {
            idle.add(process);
        }
        return hunted;
    }

    private HuntProcess started() {
        try {
            return HuntProcess.start(scenarios, seeds, limit, alarms::add);
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
    }

    /** Runs in which the real code breaks a claim: no mutant was hunted there. */
    Vector<Kill> alarms() {
        return Vector.ofAll(alarms).sortBy(Kill::toString);
    }
}
