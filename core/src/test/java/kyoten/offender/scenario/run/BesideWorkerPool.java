package kyoten.offender.scenario.run;

import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** Has threads, though it is not the worker pool. */
final class BesideWorkerPool {

    private BesideWorkerPool() {}

    static long time() {
        return System.nanoTime();
    }

    static ExecutorService executor() {
        return Executors.newCachedThreadPool();
    }
}
