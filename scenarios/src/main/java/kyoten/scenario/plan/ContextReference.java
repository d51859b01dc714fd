package kyoten.scenario.plan;

/**
 * Which gread's context an operation carries, told before anybody knows what that gread answers. When there is no such
 * gread the operation carries the empty context.
 *
 * @param whose among which greads to look, of the operation's key unless it says otherwise
 * @param back how many of the latest to pass over: 0 for the latest answered gread of the key, 1 for the one before it
 */
public record ContextReference(Whose whose, int back) {

    /** Among which greads of the key to look. */
    public enum Whose {
        /** Among none: the empty context. */
        NOBODY,
        /** The client's own. */
        OWN,
        /** Those of all clients: contexts travel. */
        ANYBODY,

        /** Those of clients of other sites. */
        ELSEWHERE,

        /** The client's own of other keys, whose contexts mean nothing at this one. */
        OTHER_KEYS
    }

    /** The empty context. */
    public static final ContextReference NONE = new ContextReference(Whose.NOBODY, 0);

    /** This client's latest gread of the key, else none. */
    public static final ContextReference LATEST = new ContextReference(Whose.OWN, 0);

    public ContextReference {
        if (back < 0) {
            throw new IllegalArgumentException("back counts from 0: " + back);
        }
    }
}
