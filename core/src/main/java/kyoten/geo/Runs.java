package kyoten.geo;

import kyoten.site.Streams;
import kyoten.site.message.Arrive;
import kyoten.site.message.UpdatePart;
import kyoten.wire.MalformedException;

/** Whether a run of updates has the form that it should. */
final class Runs {
    private Runs() {}

    /** @throws MalformedException if it hasn't */
    static void check(Arrive run) {
        if (run.getUpdatesCount() == 0 || run.getFirstN() < 1 || run.getFirstN() + run.getUpdatesCount() < 1) {
            throw new MalformedException(
                    "run of " + run.getUpdatesCount() + " updates from number " + run.getFirstN() + " on");
        }
        for (UpdatePart update : run.getUpdatesList()) {
            if (Streams.of(update.getKey()) != run.getStream()) {
                throw new MalformedException("update of a key that is not of stream " + run.getStream());
            }
        }
    }
}
