package kyoten.site;

import io.vavr.collection.Array;
import io.vavr.control.Option;
import kyoten.site.message.Updated;

/**
 * A client's session, rule R8: what makes an update that is sent again take effect once.
 *
 * @param key which session it is
 * @param lastUsed when it was opened or last updated, by the log's clock, in nanoseconds
 * @param lastSequence of the last update that was done
 * @param outcomes of the last updates, ascending
 */
record Session(Key key, long lastUsed, long lastSequence, Array<Done> outcomes) {

    /** How many outcomes are kept. Clients of ours wait for one answer before they ask the next. */
    static final int KEPT = 4;

    /**
     * @param index of the log entry that opened the session
     * @param nonce drawn by its client
     */
    record Key(long index, long nonce) {}

    /** The whole outcome of an update. */
    record Done(long sequence, Updated.Outcome outcome) {}

    static Session opened(Key key, long time) {
        return new Session(key, time, 0, Array.empty());
    }

    /** The outcome of an update that was done before, if it is still known. */
    Option<Updated.Outcome> outcome(long sequence) {
        return outcomes.find(done -> done.sequence() == sequence).map(Done::outcome);
    }

    Session done(long sequence, Updated.Outcome outcome, long time) {
        Array<Done> kept = outcomes.size() < KEPT ? outcomes : outcomes.tail();
        return new Session(key, time, sequence, kept.append(new Done(sequence, outcome)));
    }
}
