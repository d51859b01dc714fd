package kyoten.scenario.run;

import io.vavr.collection.List;
import io.vavr.control.Option;
import java.util.function.Consumer;
import java.util.function.Supplier;
import kyoten.node.NodeId;
import kyoten.scenario.Administration;

/**
 * What an operator does one after the other: asks servers, each time until one answers that it is done, and lays hands on them. It
 * ends when all is done, or when it has asked too often.
 */
final class Errand {
    private static final long AGAIN_NANOS = 150_000_000L;

    private final Administration administration;
    private final Venue venue;
    private List<Step> steps;
    private int attempts;
    private long asked;

    /** One of the things that it does. */
    sealed interface Step {
        /**
         * Asks whoever leads now.
         *
         * @param done hears what the server replies that has done it
         */
        record Ask(Supplier<NodeId> leader, Object request, Consumer<Object> done) implements Step {
            Ask(Supplier<NodeId> leader, Object request) {
                this(leader, request, reply -> {});
            }
        }

        /** Does something that is done at once. */
        record Do(Runnable what) implements Step {}

        /** Waits. */
        record Wait(long nanos) implements Step {}
    }

    /**
     * @param attempts how often it asks at the most, in all, not counting those to whom it is sent on
     */
    Errand(Administration administration, Venue venue, int attempts, List<Step> steps) {
        this.administration = administration;
        this.venue = venue;
        this.attempts = attempts;
        this.steps = steps;
    }

    /** The operator asks no more; what was asked may still be done. */
    void stop() {
        steps = List.empty();
        asked++;
    }

    /** Goes on with the next step. */
    void go() {
        if (steps.isEmpty()) {
            return;
        }
        if (steps.head() instanceof Step.Ask) {
            ask(Option.none());
        } else if (steps.head() instanceof Step.Do hand) {
            steps = steps.tail();
            hand.what().run();
            go();
        } else if (steps.head() instanceof Step.Wait wait) {
            steps = steps.tail();
            venue.at(venue.now() + wait.nanos(), this::go);
        }
    }

    /** Asks, and asks again after a while whatever became of it. */
    private void ask(Option<NodeId> hint) {
        if (steps.isEmpty() || hint.isEmpty() && attempts-- == 0) {
            return;
        }
        Step.Ask step = (Step.Ask) steps.head();
        long mine = ++asked;
        venue.ask(hint.getOrElse(step.leader()), step.request(), reply -> onReply(mine, reply));
        venue.at(venue.now() + AGAIN_NANOS, () -> {
            if (asked == mine) {
                ask(Option.none());
            }
        });
    }

    private void onReply(long answered, Object reply) {
        if (answered != asked) {
            return;
        }
        if (administration.done(reply)) {
            asked++;
            Step.Ask step = (Step.Ask) steps.head();
            steps = steps.tail();
            step.done().accept(reply);
            go();
        } else if (administration.leader(reply).isDefined()) {
            Option<NodeId> hint = administration.leader(reply);
            asked++;
            venue.at(venue.now() + AGAIN_NANOS / 10, () -> ask(hint));
        }
    }
}
