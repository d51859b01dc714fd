package kyoten.baseline;

import com.google.protobuf.ByteString;
import io.vavr.Tuple;
import io.vavr.Tuple2;
import io.vavr.collection.TreeMap;
import io.vavr.collection.Vector;
import io.vavr.control.Option;
import kyoten.baseline.message.Answered;
import kyoten.baseline.message.Found;
import kyoten.baseline.message.Held;
import kyoten.baseline.message.Record;
import kyoten.baseline.message.Update;

/**
 * What a server holds: the values of the keys, and what it answered each session last, so that an update that is sent again takes
 * effect once. A session is a boot of a client, and is never forgotten.
 *
 * @param values by key
 * @param sessions by client and session
 */
record Content(TreeMap<ByteString, ByteString> values, TreeMap<String, Answered> sessions) {
    static final Content EMPTY =
            new Content(TreeMap.empty(ByteString.unsignedLexicographicalComparator()), TreeMap.empty());
    static final Found NOTHING = Found.getDefaultInstance();

    /** What a get shows. */
    Found get(ByteString key) {
        return values.get(key).map(Content::found).getOrElse(NOTHING);
    }

    private static Found found(ByteString value) {
        return Found.newBuilder().setValue(value).build();
    }

    /**
     * The answer to an update, and what is held after it.
     *
     * @return no answer if the session has been answered something later: its client has given up on this one
     */
    Tuple2<Content, Option<Found>> apply(Update update) {
        Option<Answered> last = sessions.get(session(update.getClient(), update.getSession()));
        long before = last.map(Answered::getNumber).getOrElse(0L);
        if (update.getNumber() <= before) {
            return Tuple.of(
                    this,
                    last.filter(one -> one.getNumber() == update.getNumber()).map(Answered::getFound));
        }
        Found found = update.hasOut() ? get(update.getOut().getKey()) : NOTHING;
        Content after = update.hasOut()
                ? new Content(values.remove(update.getOut().getKey()), sessions)
                : new Content(
                        values.put(update.getPut().getKey(), update.getPut().getValue()), sessions);
        Answered answered = Answered.newBuilder()
                .setClient(update.getClient())
                .setSession(update.getSession())
                .setNumber(update.getNumber())
                .setFound(found)
                .build();
        return Tuple.of(after.with(answered), Option.some(found));
    }

    private Content with(Answered answered) {
        return new Content(values, sessions.put(session(answered.getClient(), answered.getSession()), answered));
    }

    private static String session(String client, long session) {
        return client + '/' + Long.toHexString(session);
    }

    /** What is held after a record of a file or a feed. */
    Content after(Record record) {
        return switch (record.getKindCase()) {
            case HELD ->
                new Content(
                        values.put(record.getHeld().getKey(), record.getHeld().getValue()), sessions);
            case ANSWERED -> with(record.getAnswered());
            case UPDATE -> apply(record.getUpdate())._1;
            default -> this;
        };
    }

    /** The records from which this can be had again. */
    Vector<Record> records() {
        Vector<Record> held = values.toVector()
                .map(entry -> Record.newBuilder()
                        .setHeld(Held.newBuilder().setKey(entry._1).setValue(entry._2))
                        .build());
        return held.appendAll(sessions.values()
                .map(answered -> Record.newBuilder().setAnswered(answered).build()));
    }
}
