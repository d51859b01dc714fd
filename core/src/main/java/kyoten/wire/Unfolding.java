package kyoten.wire;

import com.google.protobuf.CodedInputStream;
import com.google.protobuf.Descriptors.Descriptor;
import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.WireFormat;
import java.io.IOException;

/**
 * How much memory a protobuf message takes to parse. Two bytes can stand for an empty message in a list, which takes some
 * hundreds while it is parsed; so a frame within the limit could unfold to a hundred times the limit. This walks over
 * the bytes of a big message without building anything, and adds up.
 */
final class Unfolding {
    /** No byte costs more than this, so messages up to this length can't exceed the limit whatever they hold. */
    static final int ALWAYS_HARMLESS = Frames.LIMIT / 512;

    private static final int PER_MESSAGE = 768;
    private static final int PER_ELEMENT = 96;
    private static final int PER_PACKED_BYTE = 32;
    private static final int PER_STRING_BYTE = 6;
    private static final int MAX_NESTING = 32;

    private final Descriptor root;

    Unfolding(Descriptor root) {
        this.root = root;
    }

    /** @throws MalformedException if parsing would take more than {@link Frames#LIMIT} bytes */
    void check(byte[] bytes, int offset, int length) {
        CodedInputStream in = CodedInputStream.newInstance(bytes, offset, length);
        try {
            walk(in, root, PER_MESSAGE, 0);
        } catch (IOException e) {
            throw new MalformedException(root.getName() + " of " + length + " bytes", e);
        }
    }

    private long walk(CodedInputStream in, Descriptor type, long costBefore, int nesting) throws IOException {
        if (nesting > MAX_NESTING) {
            throw new MalformedException(root.getName() + " is nested deeper than " + MAX_NESTING);
        }
        long cost = costBefore;
        for (int tag = in.readTag(); tag != 0; tag = in.readTag()) {
            FieldDescriptor field = type.findFieldByNumber(WireFormat.getTagFieldNumber(tag));
            if (field == null || WireFormat.getTagWireType(tag) != WireFormat.WIRETYPE_LENGTH_DELIMITED) {
                if (!in.skipField(tag)) {
                    throw new MalformedException(root.getName() + " ends a group that it never began");
                }
                cost += field != null && field.isRepeated() ? PER_ELEMENT : 0;
            } else {
                cost = walkDelimited(in, field, cost, nesting);
            }
            if (cost > Frames.LIMIT) {
                throw new MalformedException(
                        root.getName() + " would unfold to more than " + Frames.LIMIT + " bytes of memory");
            }
        }
        return cost;
    }

    private long walkDelimited(CodedInputStream in, FieldDescriptor field, long costBefore, int nesting)
            throws IOException {
        int length = in.readRawVarint32();
        if (field.getJavaType() == FieldDescriptor.JavaType.MESSAGE) {
            int outer = in.pushLimit(length);
            long cost = walk(in, field.getMessageType(), costBefore + PER_MESSAGE, nesting + 1);
            in.popLimit(outer);
            return cost;
        }
        in.skipRawBytes(length);
        long perByte = switch (field.getJavaType()) {
            case BYTE_STRING -> 1;
            case STRING -> PER_STRING_BYTE;
            default -> PER_PACKED_BYTE;
        };
        return costBefore + PER_ELEMENT + perByte * length;
    }
}
