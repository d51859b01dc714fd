package kyoten.sim.disk;

import kyoten.sim.kernel.Delay;

/**
 * What disks are like without faults.
 *
 * @param write an append or a truncation, to the operating system's memory
 * @param sync a sync, and what a replacement takes beside its bytes
 * @param read a read
 * @param bytesPerSecond how fast bytes go, in addition to the above
 * @param capacityBytes how much fits
 */
public record DiskOptions(Delay write, Delay sync, Delay read, long bytesPerSecond, long capacityBytes) {
    private static final long MICRO = 1_000;
    private static final long MILLI = 1_000_000;

    public DiskOptions {
        if (bytesPerSecond <= 0 || capacityBytes < 0) {
            throw new IllegalArgumentException("a disk of " + bytesPerSecond + " bytes/s, " + capacityBytes + " bytes");
        }
    }

    /** A solid-state disk: writes in 10 µs, syncs in 0.2 ms with a tail up to 100 ms, 500 MB a second, no bound. */
    public static DiskOptions solidState() {
        return new DiskOptions(
                new Delay.Uniform(5 * MICRO, 15 * MICRO),
                new Delay.HeavyTail(200 * MICRO, 200 * MICRO, 100 * MILLI),
                new Delay.Exponential(50 * MICRO, 50 * MICRO),
                500_000_000L,
                Long.MAX_VALUE);
    }

    /** A disk that takes no time, for tests that count nanoseconds. */
    public static DiskOptions instant() {
        return new DiskOptions(Delay.none(), Delay.none(), Delay.none(), 1_000_000_000_000L, Long.MAX_VALUE);
    }
}
