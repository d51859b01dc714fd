package kyoten.scenario.run;

import io.vavr.collection.Queue;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import kyoten.scenario.Answer;
import kyoten.scenario.Scenario;
import kyoten.scenario.Stage;
import kyoten.scenario.Subject;
import kyoten.scenario.plan.Act;
import kyoten.scenario.plan.ContextReference;
import kyoten.scenario.plan.Options;
import kyoten.scenario.plan.Plan;
import kyoten.scenario.plan.PlannedOperation;
import kyoten.scenario.run.Recorder.Carried;

/**
 * Lets each client do its operations one after the other, each at its time or when the client is free, and records them. What a
 * client was to do while the run stirred, and has not come to when the sites have recovered, it does not begin any more: from then on
 * sites tell each other what was written before, and a claim is made of when they know it.
 */
final class Clients {
    private final Subject subject;
    private final Options options;
    private final Stage stage;
    private final Venue venue;
    private final Recorder recorder;
    private final Map<Integer, Queue<PlannedOperation>> waiting = new TreeMap<>();
    private int open;

    Clients(Subject subject, Plan plan, Venue venue, Recorder recorder) {
        this.subject = subject;
        this.options = plan.options();
        this.stage = Stage.of(options);
        this.venue = venue;
        this.recorder = recorder;
        for (PlannedOperation operation : plan.operations()) {
            open++;
            waiting.merge(operation.client(), Queue.of(operation), Queue::appendAll);
        }
    }

    /** Begins. */
    void start() {
        waiting.keySet().forEach(this::next);
    }

    /** Whether every operation has been answered. */
    boolean done() {
        return open == 0;
    }

    private void next(int client) {
        Queue<PlannedOperation> queue = waiting.getOrDefault(client, Queue.empty());
        while (!queue.isEmpty() && isTooLate(queue.head())) {
            queue = queue.tail();
            open--;
        }
        if (queue.isEmpty()) {
            waiting.put(client, queue);
            return;
        }
        PlannedOperation operation = queue.head();
        waiting.put(client, queue.tail());
        venue.at(Math.max(venue.now(), operation.atNanos()), () -> begin(operation));
    }

    private boolean isTooLate(PlannedOperation operation) {
        long stir = options.lengths().stir();
        return operation.atNanos() < stir && venue.now() > stir + Scenario.RECOVERY_NANOS;
    }

    private void begin(PlannedOperation operation) {
        Act act = operation.act();
        Carried carried = act instanceof Act.Remove remove
                ? recorder.element(remove, operation.client())
                : recorder.resolve(contextOf(act), act.key(), operation.client());
        recorder.invoked(operation, carried, venue.now());
        Object call = subject.call(options, act, operation.value(), carried.context());
        ask(operation, call, answer -> {
            recorder.answered(operation, carried, answer, venue.now());
            open--;
            next(operation.client());
        });
    }

    private void ask(PlannedOperation operation, Object call, Consumer<Answer> then) {
        venue.ask(
                stage.client(operation.client()),
                call,
                body -> onAnswer(operation, subject.answer(operation.act(), body), then));
    }

    /** A scan goes on to its last page; if one is not answered, then the scan is not. */
    private void onAnswer(PlannedOperation operation, Answer answer, Consumer<Answer> then) {
        if (answer instanceof Answer.Page pages && !pages.complete()) {
            ask(
                    operation,
                    pages.next().get(),
                    more -> then.accept(more instanceof Answer.Page following ? pages.and(following) : more));
        } else {
            then.accept(answer);
        }
    }

    private static ContextReference contextOf(Act act) {
        if (act instanceof Act.Gwrite gwrite) {
            return gwrite.context();
        }
        return act instanceof Act.Gdelete gdelete ? gdelete.context() : ContextReference.NONE;
    }
}
