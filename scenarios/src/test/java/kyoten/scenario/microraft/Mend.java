package kyoten.scenario.microraft;

/** What the adapter can do about one of MicroRaft's bugs, to tell which of them a run has found: its violation is gone with the bug. */
enum Mend {
    /** A leader gets no acknowledgement of an older term: MicroRaft 0.7 takes it for one of its own. */
    NO_OLD_ACKNOWLEDGEMENTS,
    /** A read waits until none is under way: in MicroRaft 0.7 it joins them, with the acknowledgements that came before it. */
    NO_JOINED_ROUNDS,
    /**
     * Servers get snapshots from their leader only. In MicroRaft 0.7 one that waits for a part from another server and becomes the leader
     * meanwhile fails an assertion of its own.
     */
    NO_PARTS_FROM_FOLLOWERS
}
