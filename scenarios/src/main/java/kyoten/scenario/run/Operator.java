package kyoten.scenario.run;

import io.vavr.collection.List;
import io.vavr.control.Option;
import java.util.function.Supplier;
import kyoten.node.NodeId;
import kyoten.scenario.Administration;
import kyoten.scenario.plan.Action;

/** Carries out what an operator wants of the servers: asks the leader, and asks again until it is done or out of patience. */
final class Operator {
    private static final long AGAIN_NANOS = 150_000_000L;
    private static final int ATTEMPTS = 40;

    private final Administration administration;
    private final Venue venue;
    private final Supplier<NodeId> leader;

    Operator(Administration administration, Venue venue, Supplier<NodeId> leader) {
        this.administration = administration;
        this.venue = venue;
        this.leader = leader;
    }

    /** Whether an action is an operator's and not a fault. */
    static boolean carriesOut(Action action) {
        return action instanceof Action.Transfer || action instanceof Action.Remove;
    }

    /** Begins an action. */
    void begin(Action action, NodeId who) {
        if (action instanceof Action.Transfer) {
            new Errand(List.of(administration.transfer(who)), 3).ask(Option.none());
        } else {
            new Errand(List.of(administration.remove(who)), ATTEMPTS).ask(Option.none());
        }
    }

    /** Takes back what can be taken back of an action: a server that was removed is a voter again. */
    void end(Action action, NodeId who) {
        if (action instanceof Action.Remove) {
            new Errand(List.of(administration.addLearner(who), administration.promote(who)), ATTEMPTS)
                    .ask(Option.none());
        }
    }

    /** Requests, one after the other. */
    private final class Errand {
        private List<Object> requests;
        private int attempts;
        private long asked;

        Errand(List<Object> requests, int attempts) {
            this.requests = requests;
            this.attempts = attempts;
        }

        /** Asks, and asks again after a while whatever became of it. */
        private void ask(Option<NodeId> hint) {
            if (requests.isEmpty() || attempts-- == 0) {
                return;
            }
            long mine = ++asked;
            venue.ask(hint.getOrElse(leader), requests.head(), reply -> onReply(mine, reply));
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
                requests = requests.tail();
                ask(Option.none());
            } else if (administration.leader(reply).isDefined()) {
                Option<NodeId> hint = administration.leader(reply);
                asked++;
                venue.at(venue.now() + AGAIN_NANOS / 10, () -> ask(hint));
            }
        }
    }
}
