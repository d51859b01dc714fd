package kyoten.site;

import io.vavr.collection.Vector;

/** The moments that the store of a site notes, beside those of {@link kyoten.raft.Marks}. */
public final class Marks {
    /** The leader asks for an epoch of its own: what the site counted before may be forgotten. */
    public static final String NEW_EPOCH = "new-epoch";

    /** The leader of a site that stays because all have left, itself too, asks to be another incarnation from then on. */
    public static final String BEGAN_ANEW = "began-anew";

    /** Another site has applied other updates of an origin than this one: only a broken system notes this. */
    public static final String STREAM_DIVERGED = "stream-diverged";

    /** A user's resolver threw, or answered what is not allowed; the detail says why. */
    public static final String RESOLVER_FAILED = "resolver-failed";

    /** All that a run can reach. */
    public static final Vector<String> ALL = Vector.of(NEW_EPOCH, BEGAN_ANEW, RESOLVER_FAILED);

    private Marks() {}
}
