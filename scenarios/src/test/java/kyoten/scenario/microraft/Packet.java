package kyoten.scenario.microraft;

import com.google.protobuf.ByteString;
import io.microraft.model.message.RaftMessage;
import kyoten.wire.Codec;
import kyoten.wire.Registry;

/**
 * A message of MicroRaft on its way.
 *
 * @param bytes as {@link RaftWriter} wrote it when it was sent
 */
record Packet(ByteString bytes) {
    static final Codec<Packet> CODEC = new Bytes();

    /** What travels between servers. */
    static Registry registry(Registry ofClients) {
        return ofClients.and(CODEC);
    }

    static Packet of(RaftMessage message) {
        return new Packet(RaftWriter.message(message));
    }

    RaftMessage message() {
        return RaftReader.message(bytes);
    }

    @Override
    public String toString() {
        return message().toString();
    }

    private static final class Bytes implements Codec<Packet> {
        private static final int NUMBER = 900;

        @Override
        public Class<Packet> type() {
            return Packet.class;
        }

        @Override
        public int number() {
            return NUMBER;
        }

        @Override
        public int size(Packet packet) {
            return packet.bytes.size();
        }

        @Override
        public void write(Packet packet, byte[] target, int offset) {
            packet.bytes.copyTo(target, offset);
        }

        @Override
        public Packet read(byte[] bytes, int offset, int length) {
            return new Packet(ByteString.copyFrom(bytes, offset, length));
        }
    }
}
