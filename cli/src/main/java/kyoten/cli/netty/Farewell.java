package kyoten.cli.netty;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Cleans up after a run when the process is told to end in the midst of it. */
final class Farewell implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Farewell.class);

    private final Thread hook;

    private Farewell(Thread hook) {
        this.hook = hook;
    }

    /**
     * @param run is closed then
     * @param folder is removed after it
     */
    static Farewell install(AutoCloseable run, TemporaryFolder folder) {
        Farewell farewell = new Farewell(new Thread(() -> cleanUp(run, folder), "kyoten-farewell"));
        Runtime.getRuntime().addShutdownHook(farewell.hook);
        return farewell;
    }

    private static void cleanUp(AutoCloseable run, TemporaryFolder folder) {
        try {
            run.close();
        } catch (Exception unclean) {
            LOG.warn("not all nodes have stopped: {}", unclean.toString());
        }
        folder.close();
    }

    /** The run has come to its own end. */
    @Override
    public void close() {
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException ending) {
            LOG.debug("the process is ending, and the hook cleans up");
        }
    }
}
