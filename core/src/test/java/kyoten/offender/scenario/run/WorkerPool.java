package kyoten.offender.scenario.run;

import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** May have threads and look at the clock. */
final class WorkerPool {

    private WorkerPool() {}

    static long time() {
        return System.nanoTime();
    }

    static ExecutorService executor() {
        return Executors.newFixedThreadPool(Runtime.getRuntime().availableProcessors());
    }
}
