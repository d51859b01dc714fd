package kyoten.host;

/**
 * A node can't be started as it is configured. The message is for a person: what is wrong, where, and what to do. Nothing
 * on the disk has been changed, unless the message says so.
 */
public final class HostException extends Exception {
    private static final long serialVersionUID = 1L;

    /** An explanation without a cause that would tell more. */
    public HostException(String message) {
        super(message);
    }

    /** An explanation, and what the operating system said. */
    public HostException(String message, Throwable cause) {
        super(message, cause);
    }
}
