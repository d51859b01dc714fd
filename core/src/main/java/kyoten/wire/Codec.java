package kyoten.wire;

/**
 * How the messages of one type are written as bytes.
 *
 * @param <T> the type of the messages, immutable
 */
public interface Codec<T> {

    /** The exact class of the messages. */
    Class<T> type();

    /** The number that stands for the type in the bytes, 1 to 65535. Never reused for another type. */
    int number();

    /** How many bytes {@link #write} writes. */
    int size(T message);

    /** Writes a message at an offset of an array that has room for its {@link #size}. */
    void write(T message, byte[] target, int offset);

    /**
     * Reads a message back.
     *
     * @throws MalformedException if the bytes aren't one whole message, or would unfold to more than {@link Frames#LIMIT}
     *     bytes of memory
     */
    T read(byte[] bytes, int offset, int length);
}
