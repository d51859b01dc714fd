package kyoten.sim.disk;

/** What becomes of writes that were not synced when a node crashes. */
public enum Unsynced {
    /** Drawn for each file: none stays, all stay, the first ones and a torn one, or any subset of the sectors. */
    DRAWN,
    /** All stay, as when only the process ends. */
    KEPT,
    /** None stays. */
    LOST
}
