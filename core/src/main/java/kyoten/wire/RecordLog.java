package kyoten.wire;

import com.google.protobuf.ByteString;
import io.vavr.collection.Seq;
import io.vavr.collection.Vector;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.zip.CRC32C;
import kyoten.node.BootFile.LogRecord;

/**
 * The bytes of a log file, the same in both hosts: records one after the other from the file's beginning, zeros behind the
 * last one.
 *
 * <p>A record is a header of {@link #HEADER} bytes, its bytes, and zeros up to a multiple of four. The header has five
 * numbers of four bytes, high byte first:
 *
 * <ol>
 *   <li>the <b>length</b> of the record's bytes, plus one, so that it is never zero;
 *   <li>the <b>generation</b>: how often the log had been truncated;
 *   <li>the <b>place check</b>: a CRC32C of the file's salt, the record's offset, and the two numbers above. It says that a
 *       record of this file begins here; bytes within a record that look like a record can't know the salt;
 *   <li>the <b>content check</b>: a CRC32C of the three numbers above and the record's bytes;
 *   <li>the <b>link</b>: a CRC32C of the link of the record before and this one's content check.
 * </ol>
 *
 * <p>The link makes the records a chain: a record that isn't the successor of the one before it is not good, however
 * intact, so what is left of an older tail never passes as new. Where the chain is torn, the generation takes its place:
 * behind a record of one generation nothing of an older one is good. For that to suffice after a crash, a host makes a
 * truncation durable before it writes behind it.
 */
public final class RecordLog {
    /** The bytes that a record has before its own. */
    public static final int HEADER = 20;

    static final int ALIGNMENT = 4;

    private final long salt;

    private RecordLog(long salt) {
        this.salt = salt;
    }

    /**
     * The format of a log.
     *
     * @param salt a number that who writes the records doesn't know
     */
    public static RecordLog of(long salt) {
        return new RecordLog(salt);
    }

    /**
     * Where a log goes on.
     *
     * @param offset of the next record, in bytes
     * @param link of the record before it
     * @param generation of the next record
     */
    public record Tail(long offset, int link, int generation) {

        /** Where an empty log begins. */
        public static final Tail START = new Tail(0, 0, 0);
    }

    /**
     * A record as it stands in the file.
     *
     * @param bytes what to write at the offset of the tail that it was framed for
     * @param tail where the log goes on behind it
     */
    public record Framed(byte[] bytes, Tail tail) {}

    /**
     * What a file holds.
     *
     * @param records good and damaged places, in order
     * @param tail where the log goes on behind them
     * @param tails of each place, where the log goes on behind it
     */
    public record Scan(Vector<LogRecord> records, Tail tail, Vector<Tail> tails) {

        /**
         * Where the log goes on when it is cut after its first records. What is behind that offset must become zeros.
         *
         * @param kept how many places stay
         * @throws IllegalArgumentException if there are fewer places
         */
        public Tail truncated(long kept) {
            if (kept < 0 || kept > tails.size()) {
                throw new IllegalArgumentException("cannot keep " + kept + " of " + tails.size() + " records");
            }
            Tail last = kept == 0 ? Tail.START : tails.get((int) kept - 1);
            return new Tail(last.offset, last.link, tail.generation + 1);
        }
    }

    /** How many bytes of the file a record of this length takes. */
    public static long size(int length) {
        return (HEADER + (long) length + ALIGNMENT - 1) & -ALIGNMENT;
    }

    /** The bytes of one more record. */
    public Framed frame(Tail at, ByteString record) {
        byte[] bytes = new byte[Math.toIntExact(size(record.size()))];
        record.copyTo(bytes, HEADER);
        int lengthPlusOne = record.size() + 1;
        ByteBuffer header = ByteBuffer.wrap(bytes);
        header.putInt(lengthPlusOne).putInt(at.generation);
        header.putInt(placeCheck(at.offset, lengthPlusOne, at.generation));
        int contentCheck = contentCheck(bytes, 0, record.size());
        int link = link(at.link, contentCheck);
        header.putInt(contentCheck).putInt(link);
        return new Framed(bytes, new Tail(at.offset + bytes.length, link, at.generation));
    }

    /** The bytes of a whole log. */
    public byte[] image(Seq<ByteString> records) {
        ByteArrayOutputStream image = new ByteArrayOutputStream();
        Tail tail = Tail.START;
        for (ByteString record : records) {
            Framed framed = frame(tail, record);
            image.writeBytes(framed.bytes);
            tail = framed.tail;
        }
        return image.toByteArray();
    }

    /**
     * Reads a log back, whatever has happened to it.
     *
     * @param image the file's bytes, zeros that were laid out ahead among them
     */
    public Scan scan(byte[] image) {
        return new RecordScan(this, image).run();
    }

    int placeCheck(long offset, int lengthPlusOne, int generation) {
        CRC32C crc = new CRC32C();
        crc.update(ByteBuffer.allocate(2 * Long.BYTES + 2 * Integer.BYTES)
                .putLong(salt)
                .putLong(offset)
                .putInt(lengthPlusOne)
                .putInt(generation)
                .flip());
        return (int) crc.getValue();
    }

    static int contentCheck(byte[] bytes, int offset, int length) {
        CRC32C crc = new CRC32C();
        crc.update(bytes, offset, 3 * Integer.BYTES);
        crc.update(bytes, offset + HEADER, length);
        return (int) crc.getValue();
    }

    static int link(int before, int contentCheck) {
        CRC32C crc = new CRC32C();
        crc.update(ByteBuffer.allocate(2 * Integer.BYTES)
                .putInt(before)
                .putInt(contentCheck)
                .flip());
        return (int) crc.getValue();
    }
}
