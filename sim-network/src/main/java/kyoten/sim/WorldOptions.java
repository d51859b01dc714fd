package kyoten.sim;

import kyoten.sim.disk.DiskOptions;
import kyoten.sim.network.NetworkOptions;

/**
 * What a world is like before faults.
 *
 * @param startNanos the virtual time at which a run begins; not zero, so that nobody takes zero for "never"
 */
public record WorldOptions(long startNanos, NetworkOptions network, ClockOptions clocks, DiskOptions disks) {

    public WorldOptions {
        if (startNanos <= 0) {
            throw new IllegalArgumentException("virtual time starts after 0, not at " + startNanos);
        }
    }

    /** A local network, usual clocks, a solid-state disk; the run begins at second 1000. */
    public static WorldOptions usual() {
        return new WorldOptions(
                1_000_000_000_000L, NetworkOptions.local(), ClockOptions.usual(), DiskOptions.solidState());
    }

    /** The same with another network. */
    public WorldOptions with(NetworkOptions newNetwork) {
        return new WorldOptions(startNanos, newNetwork, clocks, disks);
    }

    /** The same with other clocks. */
    public WorldOptions with(ClockOptions newClocks) {
        return new WorldOptions(startNanos, network, newClocks, disks);
    }

    /** The same with other disks. */
    public WorldOptions with(DiskOptions newDisks) {
        return new WorldOptions(startNanos, network, clocks, newDisks);
    }
}
