package kyoten.cli;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/**
 * Lets a command finish in order when the process is told to end. The virtual machine would otherwise end as soon as its hooks
 * have run, with a status that says that it was killed.
 */
final class TerminationHook implements AutoCloseable {
    private static final int PATIENCE_SECONDS = 10;

    private final CompletableFuture<Integer> status = new CompletableFuture<>();
    private final Thread hook;

    private TerminationHook(Runnable onTold) {
        hook = new Thread(
                () -> {
                    onTold.run();
                    int code = status.completeOnTimeout(Main.OUR_BUG, PATIENCE_SECONDS, TimeUnit.SECONDS)
                            .join();
                    Runtime.getRuntime().halt(code);
                },
                "termination");
    }

    /**
     * @param onTold is run when the process is told to end; soon after, {@link #endWith} must be called
     */
    static TerminationHook install(Runnable onTold) {
        TerminationHook hook = new TerminationHook(onTold);
        Runtime.getRuntime().addShutdownHook(hook.hook);
        return hook;
    }

    /** All is in order: the process ends with that status, if it has been told to end. */
    void endWith(int code) {
        status.complete(code);
    }

    @Override
    public void close() {
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException e) {
            // It is running: the process has been told to end, and does.
            endWith(Main.OUR_BUG);
        }
    }
}
