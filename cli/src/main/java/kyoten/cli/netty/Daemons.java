package kyoten.cli.netty;

import java.util.concurrent.ThreadFactory;

/** Threads that keep no process alive, nor do those that they start. */
final class Daemons {
    private Daemons() {}

    static ThreadFactory named(String name) {
        return task -> {
            Thread thread = new Thread(task, name);
            thread.setDaemon(true);
            return thread;
        };
    }
}
