package kyoten.baseline;

import com.google.protobuf.InvalidProtocolBufferException;
import io.vavr.collection.Seq;
import io.vavr.control.Option;
import kyoten.baseline.message.Opening;
import kyoten.baseline.message.Record;
import kyoten.baseline.message.Stood;
import kyoten.node.BootFile;
import kyoten.node.BootFile.Good;
import kyoten.node.BootFile.LogRecord;
import kyoten.node.FileName;

/**
 * What a server's file adds up to. The file ends before the first record that is damaged: what was synced is trusted to be there.
 *
 * @param whole how many records are intact from the beginning
 * @param damaged whether others follow them
 * @param standing the last configuration, the stream that the server followed, and how far; none if the file is empty
 */
record ServerFile(int whole, boolean damaged, Option<Stood> standing, long boots, Content content, int updates) {
    static final FileName NAME = FileName.log("baseline");

    private static final ServerFile EMPTY = new ServerFile(0, false, Option.none(), 0, Content.EMPTY, 0);

    static ServerFile of(Seq<BootFile> files) {
        ServerFile read = EMPTY;
        for (BootFile file : files) {
            if (file instanceof BootFile.Log log && log.file().equals(NAME)) {
                for (LogRecord place : log.records()) {
                    Option<Record> record = parse(place);
                    if (record.isEmpty()) {
                        return read.damagedHere();
                    }
                    read = read.after(record.get());
                }
            }
        }
        return read;
    }

    private static Option<Record> parse(LogRecord place) {
        if (place instanceof Good good) {
            try {
                return Option.some(Record.parseFrom(good.bytes()));
            } catch (InvalidProtocolBufferException e) {
                return Option.none();
            }
        }
        return Option.none();
    }

    private ServerFile damagedHere() {
        return new ServerFile(whole, true, standing, boots, content, updates);
    }

    private ServerFile after(Record record) {
        Option<Stood> stood = record.hasStood() ? Option.some(record.getStood()) : standing;
        boolean update = record.hasUpdate();
        return new ServerFile(
                whole + 1,
                false,
                update ? stood.map(ServerFile::oneMore) : stood,
                record.getKindCase() == Record.KindCase.BOOTS ? record.getBoots() : boots,
                content.after(record),
                updates + (update ? 1 : 0));
    }

    private static Stood oneMore(Stood stood) {
        return stood.toBuilder().setRecords(stood.getRecords() + 1).build();
    }

    /** The record of a configuration in which a server stands, with so many records of a stream. */
    static Record stood(Configuration configuration, Opening opening, long records) {
        return Record.newBuilder()
                .setStood(Stood.newBuilder()
                        .setStanding(configuration.toMessage())
                        .setOpening(opening)
                        .setRecords(records))
                .build();
    }

    /** The record of a boot. */
    static Record boots(long number) {
        return Record.newBuilder().setBoots(number).build();
    }
}
