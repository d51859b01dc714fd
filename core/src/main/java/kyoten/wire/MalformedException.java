package kyoten.wire;

/** Bytes that are not what they should be. The one exception that decoding throws; its message says what, and where. */
public final class MalformedException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /**
     * @param what what is wrong, and what was expected: "frame of 9000000 bytes, at most 8388608 are allowed"
     */
    public MalformedException(String what) {
        super(what);
    }

    /**
     * @param what what is wrong
     * @param cause what the decoder below said
     */
    public MalformedException(String what, Throwable cause) {
        super(what + ": " + cause.getMessage(), cause);
    }
}
