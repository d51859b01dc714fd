package kyoten.sim.disk;

import com.google.protobuf.ByteString;
import io.vavr.collection.Seq;
import java.util.ArrayList;
import java.util.List;
import kyoten.node.BootFile.LogRecord;
import kyoten.wire.RecordLog;
import kyoten.wire.RecordLog.Framed;
import kyoten.wire.RecordLog.Scan;
import kyoten.wire.RecordLog.Tail;

/** Where each record of a log ends, so that it can be cut, and how it goes on. */
final class LogTails {
    private final RecordLog format;
    private final List<Tail> ends = new ArrayList<>();
    private Tail tail = Tail.START;

    LogTails(long salt) {
        format = RecordLog.of(salt);
    }

    int records() {
        return ends.size();
    }

    /** Where the next record goes. */
    int offset() {
        return Math.toIntExact(tail.offset());
    }

    /** Where a record begins. */
    int offset(int record) {
        return record == 0 ? 0 : Math.toIntExact(ends.get(record - 1).offset());
    }

    /** The bytes of one more record, for {@link #offset}. Nothing changes before {@link #appended}. */
    Framed frame(ByteString record) {
        return format.frame(tail, record);
    }

    void appended(Framed framed) {
        tail = framed.tail();
        ends.add(tail);
    }

    /** Cuts after the first records; {@link #offset} is the file's length from then on. */
    void cut(int kept) {
        Tail last = kept == 0 ? Tail.START : ends.get(kept - 1);
        tail = new Tail(last.offset(), last.link(), tail.generation() + 1);
        ends.subList(kept, ends.size()).clear();
    }

    /** Begins anew; returns the whole file's bytes. */
    byte[] replace(Seq<ByteString> records) {
        ends.clear();
        tail = Tail.START;
        long size = records.foldLeft(0L, (sum, record) -> sum + RecordLog.size(record.size()));
        byte[] image = new byte[Math.toIntExact(size)];
        for (ByteString record : records) {
            Framed framed = frame(record);
            System.arraycopy(framed.bytes(), 0, image, offset(), framed.bytes().length);
            appended(framed);
        }
        return image;
    }

    /** Reads a file back at boot. */
    Seq<LogRecord> scan(byte[] image) {
        Scan scan = format.scan(image);
        ends.clear();
        scan.tails().forEach(ends::add);
        tail = scan.tail();
        return scan.records();
    }
}
