package kyoten.check.linear;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntFunction;
import java.util.function.Predicate;

/** Computes results by workers, and gives those up to the first that ends it, whatever the workers' pace. */
final class Ordered {
    private static final int BATCH = 16;

    private final Executor executor;

    Ordered(Executor executor) {
        this.executor = executor;
    }

    <T> List<T> until(Predicate<T> ends, int count, IntFunction<T> compute) {
        List<CompletableFuture<List<T>>> batches = new ArrayList<>();
        AtomicInteger end = new AtomicInteger(count);
        for (int from = 0; from < count; from += BATCH) {
            int first = from;
            int behind = Math.min(count, from + BATCH);
            batches.add(CompletableFuture.supplyAsync(() -> batch(first, behind, end, ends, compute), executor));
        }
        List<T> results = new ArrayList<>(count);
        for (CompletableFuture<List<T>> batch : batches) {
            for (T result : join(batch)) {
                results.add(result);
                if (ends.test(result)) {
                    return results;
                }
            }
        }
        return results;
    }

    private static <T> List<T> batch(
            int first, int behind, AtomicInteger end, Predicate<T> ends, IntFunction<T> compute) {
        List<T> results = new ArrayList<>(behind - first);
        for (int i = first; i < behind && i < end.get(); i++) {
            T result = compute.apply(i);
            results.add(result);
            if (ends.test(result)) {
                int at = i;
                end.updateAndGet(before -> Math.min(before, at));
                return results;
            }
        }
        return results;
    }

    private static <T> T join(CompletableFuture<T> future) {
        try {
            return future.join();
        } catch (CompletionException e) {
            if (e.getCause() instanceof RuntimeException cause) {
                throw cause;
            }
            throw e;
        }
    }
}
