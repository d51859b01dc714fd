package kyoten.scenario.guest;

import java.util.function.Consumer;
import kyoten.node.Env;
import kyoten.node.Event;
import kyoten.node.Event.Asked;
import kyoten.node.Event.Booted;
import kyoten.node.Event.DiskDone;
import kyoten.node.Event.DiskFailed;
import kyoten.node.Event.Received;
import kyoten.node.Event.TimerFired;
import kyoten.node.Node;
import kyoten.node.Step;
import org.jspecify.annotations.Nullable;

/**
 * The node that a guest is for its host. Each event is one call of the guest, followed by the tasks that it gave to its executor
 * meanwhile; what it did is the step's effects.
 *
 * <p>Unlike other nodes' states this one changes in place, so no state can be stepped twice. Each boot has a new guest, which sees
 * nothing of the one before but the disk.
 */
public final class GuestNode implements Node<GuestNode.Boot> {
    private final Guest.Arrival arrival;

    /**
     * @param arrival called once a boot
     */
    public GuestNode(Guest.Arrival arrival) {
        this.arrival = arrival;
    }

    /** One boot of a guest. */
    public static final class Boot {
        private final Outside outside = new Outside();
        private @Nullable Guest guest;

        private Boot() {}

        /** The guest, for judges that look inside. */
        public Guest guest() {
            if (guest == null) {
                throw new IllegalStateException("the guest has not booted");
            }
            return guest;
        }
    }

    @Override
    public Boot initial() {
        return new Boot();
    }

    @Override
    public Step<Boot> on(Boot boot, Event event, Env env) {
        if (boot.outside.stopped()) {
            return Step.ignored(boot, "the guest's disk has failed");
        }
        if (event instanceof Booted booted) {
            return step(boot, env, outside -> boot.guest = arrival.boot(outside, booted));
        }
        if (event instanceof Received received) {
            return step(boot, env, outside -> boot.guest().received(received.from(), received.message()));
        }
        if (event instanceof Asked asked) {
            return step(boot, env, outside -> boot.guest().asked(asked.request(), asked.body()));
        }
        if (event instanceof TimerFired fired) {
            return step(boot, env, outside -> outside.fired(fired.timer()));
        }
        if (event instanceof DiskDone done) {
            return step(boot, env, outside -> outside.done(done.operation()));
        }
        if (event instanceof DiskFailed failed) {
            return step(boot, env, outside -> outside.stop("disk " + failed.fault()));
        }
        throw new IllegalArgumentException("no such event: " + event);
    }

    private static Step<Boot> step(Boot boot, Env env, Consumer<Outside> what) {
        return new Step<>(boot, boot.outside.during(env, what));
    }
}
