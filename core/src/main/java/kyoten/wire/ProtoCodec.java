package kyoten.wire;

import com.google.protobuf.CodedInputStream;
import com.google.protobuf.CodedOutputStream;
import com.google.protobuf.DiscardUnknownFieldsParser;
import com.google.protobuf.Message;
import com.google.protobuf.Parser;
import java.io.IOException;

/**
 * The codec of a generated protobuf message.
 *
 * <p>Unknown fields, such as a later version's, are dropped. Messages must have no maps, whose order in the bytes isn't
 * defined.
 *
 * @param <M> the generated class
 */
public final class ProtoCodec<M extends Message> implements Codec<M> {
    private static final int MAX_NESTING = 32;

    private final int number;
    private final Class<M> type;
    private final Parser<M> parser;
    private final Unfolding unfolding;

    private ProtoCodec(int number, Class<M> type, M example) {
        this.number = number;
        this.type = type;
        @SuppressWarnings("unchecked") // a generated message's parser parses its own class
        Parser<M> own = (Parser<M>) example.getParserForType();
        this.parser = DiscardUnknownFieldsParser.wrap(own);
        this.unfolding = new Unfolding(example.getDescriptorForType());
    }

    /**
     * @param number the type's number on the wire
     * @param example any message of the type: its default instance
     */
    public static <M extends Message> ProtoCodec<M> of(int number, M example) {
        @SuppressWarnings("unchecked") // generated classes are final
        Class<M> type = (Class<M>) example.getClass();
        return new ProtoCodec<>(number, type, example);
    }

    @Override
    public Class<M> type() {
        return type;
    }

    @Override
    public int number() {
        return number;
    }

    @Override
    public int size(M message) {
        return message.getSerializedSize();
    }

    @Override
    public void write(M message, byte[] target, int offset) {
        CodedOutputStream out = CodedOutputStream.newInstance(target, offset, size(message));
        try {
            message.writeTo(out);
        } catch (IOException e) {
            throw new IllegalStateException("an array of the message's own size is too small for it", e);
        }
        out.checkNoSpaceLeft();
    }

    @Override
    public M read(byte[] bytes, int offset, int length) {
        if (length > Unfolding.ALWAYS_HARMLESS) {
            unfolding.check(bytes, offset, length);
        }
        CodedInputStream in = CodedInputStream.newInstance(bytes, offset, length);
        in.setRecursionLimit(MAX_NESTING);
        try {
            M message = parser.parseFrom(in);
            in.checkLastTagWas(0);
            return message;
        } catch (IOException e) {
            throw new MalformedException(type.getSimpleName() + " of " + length + " bytes", e);
        }
    }
}
