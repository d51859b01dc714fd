package kyoten.scenario.guest;

import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * Holds a guest to the one thread that calls it. A thread that it starts is caught in the act, where it is made; a thread that it found
 * somewhere, in a pool say, is caught when it calls. Either is an error of the guest's step, even if the guest takes no notice.
 */
final class OneThread {

    /** Who is being called on a thread. A thread inherits this from the one that makes it, and so tells on it. */
    private static final InheritableThreadLocal<@Nullable OneThread> CALLED = new InheritableThreadLocal<>() {
        @Override
        protected @Nullable OneThread childValue(@Nullable OneThread called) {
            if (called != null) {
                throw called.offence(
                        "a guest starts a thread, here; it must give its work to Outside.execute or schedule");
            }
            return null;
        }
    };

    private final AtomicReference<@Nullable IllegalStateException> offence = new AtomicReference<>();
    private volatile @Nullable Thread thread;

    /**
     * Calls the guest.
     *
     * @throws IllegalStateException if it used another thread, now or since it was called last
     */
    void during(Runnable call) {
        CALLED.set(this);
        thread = Thread.currentThread();
        try {
            call.run();
        } finally {
            thread = null;
            CALLED.remove();
        }
        IllegalStateException found = offence.get();
        if (found != null) {
            throw found;
        }
    }

    /**
     * A call of the guest.
     *
     * @throws IllegalStateException if it comes from another thread than the one that called the guest
     */
    void check() {
        Thread caller = Thread.currentThread();
        if (caller != thread) {
            throw offence(
                    "the thread \"" + caller.getName()
                            + "\" calls from here; a guest calls its host on the thread that called it, and before that call returns");
        }
    }

    private IllegalStateException offence(String what) {
        IllegalStateException found = new IllegalStateException(what);
        offence.compareAndSet(null, found);
        return found;
    }
}
