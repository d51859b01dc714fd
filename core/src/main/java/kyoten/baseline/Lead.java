package kyoten.baseline;

/**
 * An operator's order to a server: it is the master from now on, of the configuration's slaves. The epoch is the next one after that
 * of the configuration in which the server stands.
 *
 * <p>A server obeys only if it holds all that was acknowledged in the configuration before. So that this is certain, there is one
 * order for each epoch: whom the operator has once named is asked until it has accepted.
 *
 * @param next the configuration that the server is to lead
 */
public record Lead(Configuration next) {

    /** What a server answers to an order. */
    public sealed interface Reply {}

    /** The server is the master and will not forget it. */
    public record Accepted() implements Reply {}

    /**
     * The server will not obey now; it may when it is asked again.
     *
     * @param why for people
     */
    public record Refused(String why) implements Reply {}
}
