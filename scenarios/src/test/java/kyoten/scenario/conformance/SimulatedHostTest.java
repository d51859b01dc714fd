package kyoten.scenario.conformance;

import io.vavr.control.Option;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import kyoten.node.Node;
import kyoten.node.NodeId;
import kyoten.sim.World;
import kyoten.sim.WorldOptions;
import kyoten.sim.network.NetworkOptions;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.ValueSource;

/** The simulated host keeps the promises made to nodes, whatever the seed. */
@ParameterizedClass
@ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
final class SimulatedHostTest extends DiskContract {
    private final long seed;

    SimulatedHostTest(long seed) {
        this.seed = seed;
    }

    @Override
    HostUnderTest open() {
        return new SimulatedHost(seed);
    }

    private static final class SimulatedHost implements HostUnderTest {
        private static final Duration PATIENCE = Duration.ofSeconds(1);

        private final World world;

        SimulatedHost(long seed) {
            NetworkOptions unreliable = NetworkOptions.local().withRates(100_000, 100_000);
            world = new World(seed, REGISTRY, WorldOptions.usual().with(unreliable));
        }

        @Override
        public void add(NodeId id, Node<?> node) {
            world.add(id, node);
        }

        @Override
        public void boot(NodeId id) {
            world.boot(id);
        }

        @Override
        public void kill(NodeId id) {
            world.crash(id);
        }

        @Override
        public boolean isUp(NodeId id) {
            return world.isUp(id);
        }

        @Override
        public Option<Object> ask(NodeId id, Object body) {
            List<Object> replies = new ArrayList<>();
            world.ask(id, body, replies::add);
            long until = world.now() + PATIENCE.toNanos();
            while (replies.isEmpty() && world.runOne(until)) {}
            return replies.isEmpty() ? Option.none() : Option.some(replies.get(0));
        }

        @Override
        public void pass(Duration time) {
            world.runUntil(world.now() + time.toNanos());
        }

        @Override
        public void close() {}
    }
}
