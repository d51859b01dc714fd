package kyoten.sim;

import com.google.protobuf.ByteString;
import com.google.protobuf.Message;
import com.google.protobuf.TextFormat;
import java.util.regex.Pattern;
import kyoten.node.Effect;
import kyoten.node.Event;

/** Events and effects as one line for a reader of traces. */
final class TraceText {
    /** What {@link Object#toString} and {@link ByteString#toString} have of an object's identity: it differs from run to run. */
    private static final Pattern ADDRESS = Pattern.compile("@[0-9a-f]{1,8}\\b");

    private TraceText() {}

    static String of(Event event) {
        if (event instanceof Event.Booted booted) {
            return "booted as " + Long.toHexString(booted.bootId()) + " with "
                    + booted.files().map(file -> file.file());
        } else if (event instanceof Event.Received received) {
            return "<- " + received.from() + " " + text(received.message());
        } else if (event instanceof Event.TimerFired fired) {
            return "timer " + fired.timer();
        } else if (event instanceof Event.DiskDone done) {
            return "disk operation " + done.operation() + " done" + size(done.bytes());
        } else if (event instanceof Event.DiskFailed failed) {
            return "disk operation " + failed.operation() + " failed: " + failed.fault();
        } else if (event instanceof Event.Asked asked) {
            return "asked " + asked.request() + ": " + text(asked.body());
        }
        throw new AssertionError("unknown event " + event);
    }

    static String of(Effect effect) {
        if (effect instanceof Effect.Send send) {
            return "-> " + send.to() + " " + text(send.message());
        } else if (effect instanceof Effect.SetTimer set) {
            return "sets timer " + set.timer() + " in " + set.delayNanos() + " ns";
        } else if (effect instanceof Effect.CancelTimer cancel) {
            return "cancels timer " + cancel.timer();
        } else if (effect instanceof Effect.DiskOperation operation) {
            return "disk operation " + operation.operation() + ": " + operation(operation);
        } else if (effect instanceof Effect.Reply reply) {
            return "replies to " + reply.request() + ": " + text(reply.body());
        } else if (effect instanceof Effect.Note note) {
            return "notes " + note.mark() + ": " + note.detail();
        } else if (effect instanceof Effect.Meet meet) {
            return "meets " + meet.node() + " at " + meet.address();
        }
        throw new AssertionError("unknown effect " + effect);
    }

    private static String operation(Effect.DiskOperation operation) {
        if (operation instanceof Effect.Append append) {
            return "append to " + append.file() + size(append.bytes());
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

    private static String text(Object any) {
        return any instanceof Message message
                ? message.getClass().getSimpleName() + " {"
                        + TextFormat.printer().emittingSingleLine(true).printToString(message) + "}"
                : ADDRESS.matcher(any.toString()).replaceAll("");
    }
}
