package kyoten.geo;

import io.vavr.collection.Vector;

/** The moments that a site notes of its dealings with other sites, for traces and for faults that strike at a mark. */
public final class Marks {
    /** A member takes in a site that asked; its history is not committed yet. */
    public static final String JOIN_ACCEPTED = "join-accepted";

    /** The operator declared a site gone that does not answer. */
    public static final String FORCED_LEAVE = "forced-leave";

    public static final String FEED_ASKED = "feed-asked";
    public static final String EXCHANGE_BEGUN = "exchange-begun";
    /** Nothing came of it any more. */
    public static final String EXCHANGE_GIVEN_UP = "exchange-given-up";
    /** An update that came in between made it useless. */
    public static final String EXCHANGE_VOID = "exchange-void";

    /** Two sites found that one name stands for two updates: only a broken system notes this. */
    public static final String STREAMS_DIVERGED = "streams-diverged";

    /** What all members have is about to be forgotten. */
    public static final String COLLECTING = "collecting";

    /** All that a run can reach. */
    public static final Vector<String> ALL = Vector.of(
            JOIN_ACCEPTED, FORCED_LEAVE, FEED_ASKED, EXCHANGE_BEGUN, EXCHANGE_GIVEN_UP, EXCHANGE_VOID, COLLECTING);

    private Marks() {}
}
