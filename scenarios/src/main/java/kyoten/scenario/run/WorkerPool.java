package kyoten.scenario.run;

import com.sun.management.OperatingSystemMXBean;
import io.vavr.control.Option;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.LongFunction;

/**
 * Workers that each take the next number and work on it alone. The one place of this module with threads and clocks: a worker
 * hands out numbers and takes results, and never reaches into a world.
 */
public final class WorkerPool {
    private final int workers;

    /**
     * @param workers how many work at once, at least 1
     */
    public WorkerPool(int workers) {
        if (workers < 1) {
            throw new IllegalArgumentException("at least one worker: " + workers);
        }
        this.workers = workers;
    }

    /** As many workers as this machine has processors. */
    public static int processors() {
        return Runtime.getRuntime().availableProcessors();
    }

    /** The wall clock's time that has passed since an unspecified moment, in nanoseconds. */
    public static long wallNanos() {
        return System.nanoTime();
    }

    /** The processor time of the calling thread, in nanoseconds. */
    public static long cpuNanos() {
        return ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
    }

    /** The processor time of all threads of this process, those of the compiler and the collector too, in nanoseconds. */
    public static long processNanos() {
        return ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class).getProcessCpuTime();
    }

    /** A test that becomes true so many nanoseconds from now. */
    public static BooleanSupplier after(long nanos) {
        long begun = System.nanoTime();
        return () -> System.nanoTime() - begun >= nanos;
    }

    /**
     * Works on the numbers from 0 on, until one that there is no work for, or until it is told to stop.
     *
     * @param work called by any worker, by several at once for different numbers
     * @param done called for one result at a time, in no order
     * @throws IllegalStateException if the work threw; the cause is what it threw
     */
    public <T> void each(LongFunction<Option<T>> work, BooleanSupplier stop, Consumer<T> done) {
        AtomicLong next = new AtomicLong();
        Object oneAtATime = new Object();
        Runnable worker = () -> {
            while (!stop.getAsBoolean()) {
                Option<T> result = work.apply(next.getAndIncrement());
                if (result.isEmpty()) {
                    return;
                }
                synchronized (oneAtATime) {
                    done.accept(result.get());
                }
            }
        };
        ExecutorService pool = Executors.newFixedThreadPool(workers);
        try {
            List<Future<?>> running = new ArrayList<>();
            for (int i = 0; i < workers; i++) {
                running.add(pool.submit(worker));
            }
            running.forEach(WorkerPool::await);
        } finally {
            pool.shutdownNow();
        }
    }

    private static void await(Future<?> worker) {
        try {
            worker.get();
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while runs were under way", interrupted);
        } catch (ExecutionException failed) {
            throw new IllegalStateException("a run could not be done: " + failed.getCause(), failed.getCause());
        }
    }
}
