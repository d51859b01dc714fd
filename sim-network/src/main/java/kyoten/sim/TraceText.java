package kyoten.sim;

import com.google.protobuf.ByteString;
import java.math.BigDecimal;
import kyoten.node.Effect;
import kyoten.node.Event;
import kyoten.sim.network.Fate;

/** Lines of a trace for a reader: columns for time, place, and the numbers of the event and of its cause; then what happened. */
final class TraceText {
    private static final long SECOND = 1_000_000_000L;
    private static final int TIME_WIDTH = 14;
    private static final int PLACE_WIDTH = 11;
    private static final int NUMBERS_WIDTH = 16;

    private TraceText() {}

    /**
     * The line with its columns.
     *
     * @param told what it tells
     */
    static String of(TraceLine line, String told) {
        StringBuilder text = new StringBuilder(160);
        time(text, line.nanos());
        text.append("  ").append(line.place());
        pad(text, TIME_WIDTH + 2 + PLACE_WIDTH);
        text.append(' ');
        if (line.isEvent()) {
            text.append('#').append(line.event());
            if (line.cause() > 0) {
                text.append(" by #").append(line.cause());
            }
        }
        pad(text, TIME_WIDTH + 2 + PLACE_WIDTH + 1 + NUMBERS_WIDTH);
        return text.append("  ").append(told).toString();
    }

    /** Seconds with nine digits. */
    private static void time(StringBuilder text, long nanos) {
        long size = Math.abs(nanos);
        String digits = (nanos < 0 ? "-" : "")
                + size / SECOND
                + '.'
                + Long.toString(SECOND + size % SECOND).substring(1);
        pad(text, TIME_WIDTH - digits.length());
        text.append(digits);
    }

    private static void pad(StringBuilder text, int width) {
        while (text.length() < width) {
            text.append(' ');
        }
    }

    static String of(TraceLine.What what) {
        if (what instanceof TraceLine.Took took) {
            return of(took.event());
        } else if (what instanceof TraceLine.Did did) {
            return of(did.effect());
        } else if (what instanceof TraceLine.Sent sent) {
            return "-> " + sent.send().to() + " "
                    + (sent.fate() == Fate.UNDER_WAY ? "" : "(" + sent.fate().words() + ") ")
                    + ValueText.of(sent.send().message());
        } else if (what instanceof TraceLine.Missed missed) {
            return "<- " + missed.from() + " (lost: it is down) " + ValueText.of(missed.message());
        } else if (what instanceof TraceLine.Struck struck) {
            return struck.fault().toString();
        } else if (what instanceof TraceLine.Crashed crashed) {
            return "crashes, writes not synced: " + crashed.unsynced();
        } else if (what instanceof TraceLine.Broke broke) {
            return "BROKEN: " + broke.how();
        }
        throw new AssertionError("an unknown line " + what);
    }

    static String of(Event event) {
        if (event instanceof Event.Booted booted) {
            return "booted as " + ValueText.name(booted.bootId()) + " with "
                    + booted.files().map(file -> file.file()).mkString("[", ", ", "]");
        } else if (event instanceof Event.Received received) {
            return "<- " + received.from() + " " + ValueText.of(received.message());
        } else if (event instanceof Event.TimerFired fired) {
            return "timer " + fired.timer();
        } else if (event instanceof Event.DiskDone done) {
            return "disk operation " + done.operation() + " done" + size(done.bytes());
        } else if (event instanceof Event.DiskFailed failed) {
            return "disk operation " + failed.operation() + " failed: " + failed.fault();
        } else if (event instanceof Event.Asked asked) {
            return "asked " + asked.request() + ": " + ValueText.of(asked.body());
        }
        throw new AssertionError("unknown event " + event);
    }

    private static String of(Effect effect) {
        if (effect instanceof Effect.Send send) {
            return "-> " + send.to() + " " + ValueText.of(send.message());
        } else if (effect instanceof Effect.SetTimer set) {
            return "sets timer " + set.timer() + " in " + milliseconds(set.delayNanos());
        } else if (effect instanceof Effect.CancelTimer cancel) {
            return "cancels timer " + cancel.timer();
        } else if (effect instanceof Effect.DiskOperation operation) {
            return "disk operation " + operation.operation() + ": " + operation(operation);
        } else if (effect instanceof Effect.Reply reply) {
            return "replies to " + reply.request() + ": " + ValueText.of(reply.body());
        } else if (effect instanceof Effect.Note note) {
            return "notes " + note.mark() + (note.detail().isEmpty() ? "" : ": " + note.detail());
        } else if (effect instanceof Effect.Meet meet) {
            return "meets " + meet.node() + " at " + meet.address();
        }
        throw new AssertionError("unknown effect " + effect);
    }

    private static String milliseconds(long nanos) {
        return BigDecimal.valueOf(nanos, 6).stripTrailingZeros().toPlainString() + " ms";
    }

    private static String operation(Effect.DiskOperation operation) {
        if (operation instanceof Effect.Append append) {
            return "append " + append.bytes().size() + " bytes to " + append.file();
        } else if (operation instanceof Effect.Truncate truncate) {
            return "truncate " + truncate.file() + " to " + truncate.records() + " records";
        } else if (operation instanceof Effect.Replace replace) {
            return "replace " + replace.file() + " by " + replace.parts().size() + " parts";
        } else if (operation instanceof Effect.Read read) {
            return "read " + read.length() + " bytes at " + read.offset() + " of " + read.file();
        }
        return "sync " + operation.file();
    }

    private static String size(ByteString bytes) {
        return bytes.isEmpty() ? "" : ", " + bytes.size() + " bytes";
    }
}
