package kyoten.host;

import io.netty.channel.EventLoop;
import io.netty.util.concurrent.Future;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/** The timers of one boot, by name. Used on the node's loop only. */
final class Timers {
    private final EventLoop loop;
    private final Consumer<String> onFired;
    private final Map<String, Future<?>> running = new HashMap<>();

    Timers(EventLoop loop, Consumer<String> onFired) {
        this.loop = loop;
        this.onFired = onFired;
    }

    void set(String timer, long delayNanos) {
        cancel(timer);
        running.put(timer, loop.schedule(() -> fire(timer), delayNanos, TimeUnit.NANOSECONDS));
    }

    private void fire(String timer) {
        running.remove(timer);
        onFired.accept(timer);
    }

    /** A task that is cancelled on its own loop does not run any more, due or not. */
    void cancel(String timer) {
        Future<?> before = running.remove(timer);
        if (before != null) {
            before.cancel(false);
        }
    }

    void cancelAll() {
        running.values().forEach(timer -> timer.cancel(false));
        running.clear();
    }
}
