package kyoten.scenario.run;

import kyoten.scenario.plan.Options;
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
        return NetworkOptions.local().withDelay(delay).withRates(network.lossPpm(), network.duplicatePpm());
    }

    private static DiskOptions disks(Options.Disk disk) {
        Delay any = new Delay.Uniform(disk.latencyLow(), disk.latencyHigh());
        Delay quick = new Delay.Uniform(disk.latencyLow() / 10, disk.latencyHigh() / 10);
        return new DiskOptions(quick, any, quick, BYTES_PER_SECOND, Long.MAX_VALUE);
    }
}
