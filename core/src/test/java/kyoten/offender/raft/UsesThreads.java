package kyoten.offender.raft;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Starts threads, hands work to them or waits for them, in every way that is banned. */
final class UsesThreads {

    private UsesThreads() {}

    static Thread thread(Runnable task) {
        return new Thread(task);
    }

    static void sleep() throws InterruptedException {
        Thread.sleep(1);
    }

    static Function<Runnable, Thread> threadReference() {
        return Thread::new;
    }

    static ThreadLocal<String> local() {
        return ThreadLocal.withInitial(() -> "");
    }

    static ExecutorService executor() {
        return Executors.newSingleThreadExecutor();
    }

    static Supplier<ExecutorService> executorReference() {
        return Executors::newCachedThreadPool;
    }

    static Object async(Supplier<String> work) {
        return CompletableFuture.supplyAsync(work);
    }

    static Function<Supplier<String>, Object> asyncReference() {
        return CompletableFuture::supplyAsync;
    }

    static Object lock() {
        return new java.util.concurrent.locks.ReentrantLock();
    }

    static Object queue() {
        return new java.util.concurrent.LinkedBlockingQueue<String>();
    }

    static Object timer() {
        return new java.util.Timer();
    }

    static long parallelStream(ArrayList<String> list) {
        return list.parallelStream().count();
    }

    static Function<List<String>, Stream<String>> parallelStreamReference() {
        return List::parallelStream;
    }

    static long parallel(Stream<String> stream) {
        return stream.parallel().count();
    }

    static long parallelInts(IntStream stream) {
        return stream.parallel().count();
    }

    static void parallelSort(long[] array) {
        Arrays.parallelSort(array);
    }

    static Object future(io.vavr.CheckedFunction0<String> work) {
        return io.vavr.concurrent.Future.of(work);
    }

    static void await(Object lock) throws InterruptedException {
        lock.wait(1L);
    }

    static void wake(Object lock) {
        lock.notifyAll();
    }

    static Function<Object, Runnable> wakeReference() {
        return lock -> lock::notify;
    }

    static synchronized void monitor() {
        // the modifier is the offence
    }
}
