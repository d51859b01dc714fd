package kyoten.scenario.run;

import io.vavr.control.Option;
import java.util.function.Function;
import kyoten.node.Node;
import kyoten.node.NodeId;
import kyoten.scenario.plan.Action;
import kyoten.sim.Fault;
import kyoten.sim.World;

/**
 * Strikes with the faults of a simulated world, which knows all there are; what the atlas forbids is left out.
 *
 * @param newcomers the servers of sites that join later
 */
record WorldStriker(World world, Atlas atlas, Function<NodeId, Node<?>> newcomers) implements Striker {
    @Override
    public Option<Blow> strike(Action action, Cast cast) {
        if (lacksImages(action, cast)) {
            return Option.none();
        }
        Strikes what = Strikes.of(action, cast, atlas);
        if (what.begin().isEmpty()) {
            return Option.none();
        }
        what.begin().forEach(world::apply);
        if (action instanceof Action.RebuildSite) {
            cast.servers().forEach(server -> world.replace(server, newcomers.apply(server)));
        }
        return Option.of(new Blow(what.begin().mkString(", "), () -> what.end().forEach(world::apply)));
    }

    private boolean lacksImages(Action action, Cast cast) {
        if (action instanceof Action.RestoreImage restore) {
            return !world.keepsImage(cast.node(restore.who()), Strikes.IMAGE);
        }
        return action instanceof Action.RestoreImages
                && !cast.servers().forAll(server -> world.keepsImage(server, SitesStrikes.IMAGES));
    }

    @Override
    public void healAll() {
        world.apply(new Fault.HealAll());
    }
}
