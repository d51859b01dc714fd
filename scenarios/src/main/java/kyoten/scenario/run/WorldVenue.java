package kyoten.scenario.run;

import java.util.function.Consumer;
import kyoten.node.NodeId;
import kyoten.sim.World;

/**
 * A simulated world as the place of a run.
 *
 * @param begin the world's time at which the run begins
 */
record WorldVenue(World world, long begin) implements Venue {
    @Override
    public long now() {
        return world.now() - begin;
    }

    @Override
    public void at(long nanos, Runnable call) {
        world.at(Math.max(world.now(), begin + nanos), call);
    }

    @Override
    public void ask(NodeId client, Object body, Consumer<Object> onAnswer) {
        world.ask(client, body, onAnswer);
    }
}
