package kyoten.scenario.guest;

import static org.assertj.core.api.Assertions.assertThat;

import io.vavr.collection.Vector;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;
import kyoten.check.Verdict;
import kyoten.node.Node;
import kyoten.node.NodeId;
import kyoten.ping.Ping;
import kyoten.ping.Pong;
import kyoten.scenario.Scenario;
import kyoten.scenario.Stage;
import kyoten.scenario.Subject;
import kyoten.scenario.Workload;
import kyoten.scenario.catalogue.PingSubject;
import kyoten.scenario.catalogue.PingsAreCounted;
import kyoten.scenario.plan.Options;
import kyoten.scenario.run.Campaign;
import kyoten.scenario.run.CampaignResult;
import kyoten.scenario.run.Runner;
import kyoten.scenario.run.Seeds;
import org.junit.jupiter.api.Test;

/** A guest that depends on what no plan holds: a clock that never shows the same twice stands for any. */
final class UnrepeatableGuestTest {

    private record Ponger(Outside outside, LongSupplier clock) implements Guest {
        @Override
        public void received(NodeId from, Object message) {
            Pong pong =
                    Pong.newBuilder().setNumber(((Ping) message).getNumber()).build();
            outside.schedule(() -> outside.send(from, pong), Duration.ofNanos(clock.getAsLong()));
        }

        @Override
        public void asked(long request, Object body) {}
    }

    /** Pings whose pongers are guests. */
    private record Pings(LongSupplier clock, PingSubject pings) implements SubjectBehind {
        @Override
        public Subject behind() {
            return pings;
        }

        @Override
        public Node<?> server(Stage stage, Options options, NodeId self) {
            return new GuestNode((outside, booted) -> new Ponger(outside, clock));
        }
    }

    private static CampaignResult twice(LongSupplier clock) {
        Scenario scenario = Scenario.of("guest-pings", "Pongers may be guests")
                .on(new Pings(clock, new PingSubject()))
                .servers(1, 1)
                .clients(1, 1)
                .keys(1, 1)
                .stirring(Duration.ofMillis(200), Duration.ofMillis(200))
                .settling(Duration.ofSeconds(5))
                .doing(Workload.pings())
                .claiming(new PingsAreCounted());
        return Runner.run(new Campaign(Vector.of(scenario), Seeds.only(1), 1, 1, () -> false), run -> {});
    }

    @Test
    void a_guest_that_depends_on_the_world_alone_replays_alike() {
        assertThat(twice(() -> 5).failures()).isEmpty();
    }

    @Test
    void a_guest_that_depends_on_a_clock_of_its_own_is_told_by_the_first_event_that_differs() {
        AtomicLong clock = new AtomicLong(5);
        Vector<Verdict.Broken> broken =
                twice(clock::incrementAndGet).failures().head().broken();
        assertThat(broken.head().claim().name()).isEqualTo("replays-alike");
        assertThat(broken.head().because()).contains("the first event that differs", "sets timer guest-1");
    }
}
