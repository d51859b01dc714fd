package kyoten.wire;

import com.google.protobuf.ByteString;
import io.vavr.collection.Vector;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import kyoten.node.BootFile.Damaged;
import kyoten.node.BootFile.Good;
import kyoten.node.BootFile.LogRecord;
import kyoten.wire.RecordLog.Scan;
import kyoten.wire.RecordLog.Tail;

/**
 * One walk over the bytes of a log, from the beginning to the end. It goes from record to record by their lengths; where a
 * header doesn't hold, it searches for the next one that does.
 *
 * <p>What is good:
 *
 * <ul>
 *   <li>in an unbroken chain, an intact record that continues it;
 *   <li>behind bytes that can't be read, an intact record that isn't of an older generation: which links those bytes had
 *       can't be known;
 *   <li>behind an intact record that doesn't continue the chain, only what continues it as if that record had. (Then
 *       nothing but the link itself was wrong. Otherwise the record is left over from what was truncated or lost, and so
 *       may be what follows it.)
 * </ul>
 *
 * <p>Only zeros up to the end of the file are a clean end: zeros with something behind them are damage. Beyond its end a
 * file counts as zeros, which it holds there once something is written behind them.
 */
final class RecordScan {
    /** What is known of the chain before the place where the walk stands. */
    private enum Chain {
        UNBROKEN,
        UNREADABLE,
        BROKEN
    }

    private static final int MAX_LENGTH = Integer.MAX_VALUE - 16;

    private final RecordLog format;
    private final int end;
    private final List<LogRecord> records = new ArrayList<>();
    private final List<Tail> tails = new ArrayList<>();
    private byte[] image;
    private ByteBuffer numbers;
    private Chain chain = Chain.UNBROKEN;
    private Tail tail = Tail.START;

    RecordScan(RecordLog format, byte[] image) {
        this.format = format;
        this.end = endOfNonZero(image);
        extend(image, end + RecordLog.HEADER + RecordLog.ALIGNMENT);
    }

    private void extend(byte[] shorter, int length) {
        image = shorter.length >= length ? shorter : Arrays.copyOf(shorter, length);
        numbers = ByteBuffer.wrap(image);
    }

    private static int endOfNonZero(byte[] image) {
        int end = image.length;
        while (end > 0 && image[end - 1] == 0) {
            end--;
        }
        return end;
    }

    Scan run() {
        while (tail.offset() < end) {
            int at = (int) tail.offset();
            if (!headerHolds(at)) {
                unreadable(at, 0, nextHeader(at + RecordLog.ALIGNMENT));
            } else if (!contentHolds(at)) {
                raiseGeneration(at);
                unreadable(at, length(at), behind(at));
            } else {
                intact(at);
            }
        }
        return new Scan(Vector.ofAll(records), tail, Vector.ofAll(tails));
    }

    private void intact(int at) {
        int contentCheck = numbers.getInt(at + 12);
        int link = numbers.getInt(at + 16);
        int continued = RecordLog.link(tail.link(), contentCheck);
        boolean old = generation(at) < tail.generation();
        if (!old && (chain == Chain.UNREADABLE || link == continued)) {
            chain = Chain.UNBROKEN;
            raiseGeneration(at);
            place(new Good(ByteString.copyFrom(image, at + RecordLog.HEADER, length(at))), behind(at), link);
        } else {
            chain = old && chain == Chain.UNREADABLE ? Chain.UNREADABLE : Chain.BROKEN;
            place(new Damaged(at, length(at)), behind(at), continued);
        }
    }

    private void unreadable(int at, int lengthClaimed, long next) {
        chain = chain == Chain.BROKEN ? Chain.BROKEN : Chain.UNREADABLE;
        place(new Damaged(at, lengthClaimed), next, tail.link());
    }

    private void place(LogRecord record, long next, int link) {
        tail = new Tail(next, link, tail.generation());
        records.add(record);
        tails.add(tail);
    }

    private void raiseGeneration(int at) {
        tail = new Tail(tail.offset(), tail.link(), Math.max(tail.generation(), generation(at)));
    }

    private int nextHeader(int from) {
        for (int at = from; at < end; at += RecordLog.ALIGNMENT) {
            if (headerHolds(at)) {
                return at;
            }
        }
        return end + RecordLog.ALIGNMENT - 1 & -RecordLog.ALIGNMENT;
    }

    private boolean headerHolds(int at) {
        if (numbers.getInt(at) <= 0) {
            return false;
        }
        return numbers.getInt(at + 8) == format.placeCheck(at, numbers.getInt(at), generation(at));
    }

    private boolean contentHolds(int at) {
        long contentEnd = (long) at + RecordLog.HEADER + length(at);
        if (contentEnd > MAX_LENGTH) {
            return false;
        }
        extend(image, (int) contentEnd);
        return numbers.getInt(at + 12) == RecordLog.contentCheck(image, at, length(at));
    }

    private int length(int at) {
        return numbers.getInt(at) - 1;
    }

    private int generation(int at) {
        return numbers.getInt(at + 4);
    }

    private long behind(int at) {
        return at + RecordLog.size(length(at));
    }
}
