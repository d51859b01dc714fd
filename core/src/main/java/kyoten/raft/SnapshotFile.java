package kyoten.raft;

import com.google.protobuf.ByteString;
import com.google.protobuf.InvalidProtocolBufferException;
import io.vavr.collection.Seq;
import io.vavr.collection.Vector;
import java.nio.ByteBuffer;
import java.util.zip.CRC32C;
import kyoten.wire.MalformedException;

/**
 * The bytes of a snapshot's file: a head and the machine's chunks, each as its length, its CRC32C, and itself. A bulk file
 * has no checks of its own.
 */
final class SnapshotFile {
    private static final int HEADER = 8;

    private SnapshotFile() {}

    static <T> Seq<ByteString> write(int group, Snapshot<T> snapshot, Machine<T> machine) {
        Vector<ByteString> chunks = Vector.empty();
        ByteString cursor = ByteString.EMPTY;
        boolean more = true;
        while (more) {
            Machine.Chunk chunk = machine.chunk(snapshot.root(), cursor);
            chunks = chunks.append(chunk.bytes());
            more = chunk.next().isDefined();
            cursor = chunk.next().getOrElse(ByteString.EMPTY);
        }
        SnapshotHead head = SnapshotHead.newBuilder()
                .setGroup(group)
                .setLastIndex(snapshot.index())
                .setLastTerm(snapshot.term())
                .setMembers(snapshot.configuration().toMessage())
                .setChunks(chunks.size())
                .build();
        return chunks.prepend(head.toByteString()).map(SnapshotFile::frame);
    }

    private static ByteString frame(ByteString bytes) {
        ByteBuffer header = ByteBuffer.allocate(HEADER);
        header.putInt(bytes.size()).putInt(crc(bytes)).flip();
        return ByteString.copyFrom(header).concat(bytes);
    }

    private static int crc(ByteString bytes) {
        CRC32C crc = new CRC32C();
        for (ByteBuffer part : bytes.asReadOnlyByteBufferList()) {
            crc.update(part);
        }
        return (int) crc.getValue();
    }

    /**
     * Reads a file back.
     *
     * @throws MalformedException if it is damaged, or of another group
     */
    static <T> Snapshot<T> read(int group, ByteString file, Machine<T> machine) {
        int[] offset = {0};
        SnapshotHead head = head(next(file, offset));
        if (head.getGroup() != group) {
            throw new MalformedException("a snapshot of group " + head.getGroup() + ", expected " + group);
        }
        Vector<ByteString> chunks = Vector.empty();
        for (int i = 0; i < head.getChunks(); i++) {
            chunks = chunks.append(next(file, offset));
        }
        return new Snapshot<>(
                head.getLastIndex(), head.getLastTerm(), Configuration.of(head.getMembers()), machine.restore(chunks));
    }

    /**
     * The last entry that a file tells of in its head.
     *
     * @throws MalformedException if the head is damaged
     */
    static long lastIndex(ByteString file) {
        return head(next(file, new int[] {0})).getLastIndex();
    }

    private static SnapshotHead head(ByteString bytes) {
        try {
            return SnapshotHead.parseFrom(bytes);
        } catch (InvalidProtocolBufferException e) {
            throw new MalformedException("the head of a snapshot", e);
        }
    }

    private static ByteString next(ByteString file, int[] offset) {
        int from = offset[0] + HEADER;
        if (from > file.size()) {
            throw new MalformedException("a snapshot of " + file.size() + " bytes ends within a frame's header");
        }
        ByteBuffer header = file.substring(offset[0], from).asReadOnlyByteBuffer();
        int length = header.getInt();
        int crc = header.getInt();
        if (length < 0 || length > file.size() - from) {
            throw new MalformedException(
                    "a frame of " + length + " bytes at " + offset[0] + " of a snapshot of " + file.size() + " bytes");
        }
        ByteString bytes = file.substring(from, from + length);
        if (crc(bytes) != crc) {
            throw new MalformedException("the frame at " + offset[0] + " of a snapshot fails its check");
        }
        offset[0] = from + length;
        return bytes;
    }
}
