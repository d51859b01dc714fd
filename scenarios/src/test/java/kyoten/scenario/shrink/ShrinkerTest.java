package kyoten.scenario.shrink;

import static org.assertj.core.api.Assertions.assertThat;

import io.vavr.collection.Vector;
import io.vavr.control.Either;
import io.vavr.control.Option;
import java.time.Duration;
import kyoten.check.Checker;
import kyoten.check.Claim;
import kyoten.check.Evidence;
import kyoten.check.Limits;
import kyoten.check.Verdict;
import kyoten.check.Witness;
import kyoten.history.History;
import kyoten.history.Op;
import kyoten.scenario.Scenario;
import kyoten.scenario.Workload;
import kyoten.scenario.catalogue.PingSubject;
import kyoten.scenario.plan.Action;
import kyoten.scenario.plan.Options.Network;
import kyoten.scenario.plan.Plan;
import kyoten.scenario.plan.PlanText;
import kyoten.scenario.plan.PlannedFault;
import kyoten.scenario.plan.Target;
import kyoten.scenario.plan.Trigger;
import kyoten.scenario.run.FailureText;
import kyoten.scenario.run.RunResult;
import kyoten.scenario.run.Simulation;
import kyoten.scenario.shrink.Shrinker.Shrunk;
import org.junit.jupiter.api.Test;

class ShrinkerTest {
    private static final long MILLISECOND = 1_000_000;

    /**
     * Pingers count on, at least each fifth of a second; when all pongers are down for longer, they don't. At once they count on as long as
     * no message is lost.
     *
     * @param within that many nanoseconds
     */
    private record CountsOn(long within) implements Checker {
        @Override
        public Claim claim() {
            return new Claim("counts-on", "no client sees the same count again so much later");
        }

        @Override
        public Verdict check(History history, Limits limits) {
            Vector<Op> ops = Vector.ofAll(history.ops()).filter(Op::ok);
            Option<Op> still = ops.find(later -> ops.exists(op -> op.index() < later.index()
                    && op.process().equals(later.process())
                    && op.output().equals(later.output())
                    && later.invokedAt() - op.invokedAt() >= within));
            return still.<Verdict>map(op -> new Verdict.Broken(claim(), op + " counts no further", Witness.of(history)))
                    .getOrElse(() -> Verdict.unbroken(claim(), Evidence.of("operations", ops.size())));
        }
    }

    private static final Scenario PINGS = pings(new CountsOn(200 * MILLISECOND));

    private static Scenario pings(Checker checker) {
        return Scenario.of("still", "pingers count on")
                .on(new PingSubject())
                .servers(3, 3)
                .clients(4, 4)
                .keys(1, 1)
                .stirring(Duration.ofSeconds(2), Duration.ofSeconds(2))
                .settling(Duration.ofSeconds(5))
                .doing(Workload.pings())
                .claiming(checker);
    }

    private static Plan plan() {
        return PINGS.plan(3)
                .withFaults(Vector.of(
                        crash(new Trigger.At(300 * MILLISECOND), 1, 50),
                        crash(new Trigger.At(500 * MILLISECOND), 2, 50),
                        new PlannedFault(new Trigger.At(900 * MILLISECOND), new Action.PowerLoss(), 800 * MILLISECOND),
                        crash(new Trigger.At(1100 * MILLISECOND), 1, 60)));
    }

    private static PlannedFault crash(Trigger trigger, int server, long milliseconds) {
        return new PlannedFault(trigger, new Action.Crash(Target.server(server)), milliseconds * MILLISECOND);
    }

    private static Shrunk shrunk(Plan plan, int allowance) {
        RunResult failure = Simulation.run(plan, PINGS);
        assertThat(failure.broken()).hasSize(1);
        return Shrinker.shrink(failure, PINGS, allowance);
    }

    @Test
    void what_the_failure_does_not_need_is_gone() {
        Shrunk shrunk = shrunk(plan(), 300);
        Plan small = shrunk.result().plan();
        assertThat(small.operations()).hasSize(2);
        assertThat(small.faults()).hasSize(1);
        assertThat(small.options().clients()).isEqualTo(1);
        assertThat(small.options().servers()).isEqualTo(1);
        assertThat(small.options().network().lossPpm()).isZero();
        assertThat(shrunk.result().tallies().events())
                .isLessThan(shrunk.before().tallies().events() / 10);
        assertThat(shrunk.minimal()).isTrue();
        assertThat(shrunk.replaysAlike()).isTrue();
        assertThat(shrunk.broken().claim().name()).isEqualTo("counts-on");
    }

    @Test
    void the_same_failure_becomes_the_same_whenever_it_is_asked() {
        assertThat(shrunk(plan(), 20).result().plan())
                .isEqualTo(shrunk(plan(), 20).result().plan());
    }

    @Test
    void the_one_message_whose_loss_matters_is_named() {
        Scenario scenario = pings(new CountsOn(0));
        Plan plan = scenario.plan(3).withFaults(Vector.empty());
        Network lossy = new Network(100_000, 100_000, 20_000, 0);
        RunResult failure = Simulation.run(plan.withOptions(plan.options().with(lossy)), scenario);
        assertThat(failure.broken()).hasSize(1);
        Shrunk shrunk = Shrinker.shrink(failure, scenario, 300);
        Plan small = shrunk.result().plan();
        assertThat(FailureText.lines(shrunk.result()))
                .contains("  deliveries that are not left to chance:")
                .last()
                .asString()
                .matches("    message \\d+ from .* to .* is lost");
        assertThat(small.options().network()).isEqualTo(new Network(100_000, 100_000, 0, 0));
        assertThat(small.deliveries()).hasSize(1);
        assertThat(small.deliveries().head().isLoss()).isTrue();
        assertThat(Simulation.run(small.withDeliveries(Vector.empty()), scenario)
                        .broken())
                .isEmpty();
        assertThat(PlanText.read(PlanText.write(small))).isEqualTo(Either.right(small));
    }

    @Test
    void the_allowance_is_kept() {
        Shrunk shrunk = shrunk(plan(), 1);
        assertThat(shrunk.minimal()).isFalse();
        assertThat(shrunk.runs()).isBetween(1, 21);
        assertThat(shrunk.replaysAlike()).isTrue();
    }
}
