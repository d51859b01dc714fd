package kyoten.wire;

import java.util.HashMap;
import java.util.Map;
import java.util.function.UnaryOperator;

/**
 * The types of messages that a host carries. The bytes of a message are its type's number in two bytes, high byte first,
 * and what its codec writes.
 */
public final class Registry {
    private static final int HEADER = 2;
    private static final int MAX_NUMBER = 0xFFFF;

    // Looked up, never iterated: the order of classes by hash differs from run to run.
    private final Map<Class<?>, Codec<?>> byType;
    private final Map<Integer, Codec<?>> byNumber;

    private Registry(Map<Class<?>, Codec<?>> byType, Map<Integer, Codec<?>> byNumber) {
        this.byType = byType;
        this.byNumber = byNumber;
    }

    /**
     * A registry of some codecs.
     *
     * @throws IllegalArgumentException if two have the same type or the same number
     */
    public static Registry of(Codec<?>... codecs) {
        return new Registry(new HashMap<>(), new HashMap<>()).and(codecs);
    }

    /**
     * This registry with more codecs.
     *
     * @throws IllegalArgumentException if two have the same type or the same number
     */
    public Registry and(Codec<?>... codecs) {
        Registry all = new Registry(new HashMap<>(byType), new HashMap<>(byNumber));
        for (Codec<?> codec : codecs) {
            all.add(codec);
        }
        return all;
    }

    /** The same registry, with each codec replaced by what is made of it: by one that is measured, say. */
    public Registry with(UnaryOperator<Codec<?>> change) {
        Registry all = new Registry(new HashMap<>(), new HashMap<>());
        byNumber.values().forEach(codec -> all.add(change.apply(codec)));
        return all;
    }

    private void add(Codec<?> codec) {
        if (codec.number() < 1 || codec.number() > MAX_NUMBER) {
            throw new IllegalArgumentException(
                    codec.type().getName() + " has the number " + codec.number() + ", but it must be 1 to 65535");
        }
        Codec<?> sameNumber = byNumber.putIfAbsent(codec.number(), codec);
        if (sameNumber != null) {
            throw new IllegalArgumentException("number " + codec.number() + " is given to both "
                    + sameNumber.type().getName() + " and " + codec.type().getName());
        }
        if (byType.putIfAbsent(codec.type(), codec) != null) {
            throw new IllegalArgumentException(codec.type().getName() + " is registered twice");
        }
    }

    /**
     * The bytes of a message.
     *
     * @return a new array
     * @throws IllegalArgumentException if the message's type isn't registered
     */
    public byte[] encode(Object message) {
        Codec<?> codec = byType.get(message.getClass());
        if (codec == null) {
            throw new IllegalArgumentException(message.getClass().getName() + " is not registered as a message");
        }
        return encode(codec, message);
    }

    private static <T> byte[] encode(Codec<T> codec, Object any) {
        T message = codec.type().cast(any);
        byte[] bytes = new byte[HEADER + codec.size(message)];
        bytes[0] = (byte) (codec.number() >>> 8);
        bytes[1] = (byte) codec.number();
        codec.write(message, bytes, HEADER);
        return bytes;
    }

    /**
     * The message that bytes stand for.
     *
     * @throws MalformedException if they stand for none
     */
    public Object decode(byte[] bytes) {
        if (bytes.length < HEADER) {
            throw new MalformedException("message of " + bytes.length + " bytes, its type alone takes " + HEADER);
        }
        int number = (bytes[0] & 0xFF) << 8 | bytes[1] & 0xFF;
        Codec<?> codec = byNumber.get(number);
        if (codec == null) {
            throw new MalformedException("message of the unknown type " + number);
        }
        return codec.read(bytes, HEADER, bytes.length - HEADER);
    }
}
