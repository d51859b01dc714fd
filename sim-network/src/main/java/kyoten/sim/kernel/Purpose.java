package kyoten.sim.kernel;

/** What a decision of chance is for. A decision's key holds the name, so constants may be added and moved. */
public enum Purpose {
    LINK_LOSS,
    LINK_DELAY,
    LINK_EXTRA_DELAY,
    LINK_DUPLICATE,
    LINK_DUPLICATE_DELAY,
    LINK_REORDER,
    LINK_REORDER_DELAY,
    CLOCK_START,
    CLOCK_DRIFT,
    CLOCK_WALL,
    TIMER_LATENESS,
    BOOT_ID,
    BOOT_TIME,
    DISK_LATENCY,
    DISK_BROKEN,
    CRASH_IN_FLIGHT,
    CRASH_MANNER,
    CRASH_SECTOR,
    CRASH_LENGTH,
    ROT_FILE,
    ROT_PLACE,
    LOG_SALT,
    NODE;

    final long salt = Mix.text(name());
}
