package kyoten.sim.network;

/** What became of a message when it was sent. */
public enum Fate {
    /** It will arrive. */
    UNDER_WAY("under way"),
    /** A held link keeps it until it is released. */
    HELD("held"),
    /** It was lost, as messages are. */
    LOST("lost"),
    /** The link is cut. */
    CUT("lost: cut off"),
    /** Too much waits on a narrow link. */
    OVERFLOWED("lost: the link is full"),
    /** There is nobody of that name. */
    TO_NOBODY("lost: there is no such node");

    private final String words;

    Fate(String words) {
        this.words = words;
    }

    /** For readers. */
    public String words() {
        return words;
    }

    /** Whether it will never arrive. */
    public boolean isLoss() {
        return this != UNDER_WAY && this != HELD;
    }
}
