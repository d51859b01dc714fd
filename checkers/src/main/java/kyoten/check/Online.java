package kyoten.check;

import io.vavr.control.Option;
import kyoten.history.EntrySink;

/**
 * Judges one history while it is made: takes the entries of a recorder or of a file as they come, in memory for what is open.
 * Not for two threads at once.
 */
public interface Online extends EntrySink {

    /** A verdict that nothing to come can change: the claim is broken, or a limit was reached; then the run may stop. */
    Option<Verdict> verdict();

    /** The verdict when nothing more comes: what is open did or did not happen. */
    Verdict finish();
}
