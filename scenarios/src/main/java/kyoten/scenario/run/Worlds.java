package kyoten.scenario.run;

import java.util.List;
import kyoten.node.NodeId;
import kyoten.scenario.plan.Options;
import kyoten.sim.Fault;
import kyoten.sim.WorldOptions;
import kyoten.sim.disk.DiskOptions;
import kyoten.sim.kernel.Delay;
import kyoten.sim.network.NetworkOptions;

/** Translates the options of a plan for the simulated world. */
final class Worlds {
    private static final long BYTES_PER_SECOND = 500_000_000L;

    private Worlds() {}

    static WorldOptions options(Options options) {
        return WorldOptions.usual().with(network(options.network())).with(disks(options.disk()));
    }

    private static NetworkOptions network(Options.Network network) {
        Delay delay = new Delay.Exponential(network.delayLow(), (network.delayHigh() - network.delayLow()) / 3);
        return NetworkOptions.local().withDelay(delay);
    }

    /** What the network of a run does to messages until it settles: a client that loses two in a row waits too long. */
    static List<Fault> disturbances(Options.Network network) {
        List<NodeId> all = List.of();
        return List.of(
                new Fault.Loss(all, all, network.lossPpm()), new Fault.Duplication(all, all, network.duplicatePpm()));
    }

    private static DiskOptions disks(Options.Disk disk) {
        Delay any = new Delay.Uniform(disk.latencyLow(), disk.latencyHigh());
        Delay quick = new Delay.Uniform(disk.latencyLow() / 10, disk.latencyHigh() / 10);
        return new DiskOptions(quick, any, quick, BYTES_PER_SECOND, Long.MAX_VALUE);
    }
}
