package kyoten.baseline;

import io.vavr.collection.Vector;
import kyoten.baseline.Role.Progress;
import kyoten.baseline.message.Feed;
import kyoten.baseline.message.Record;
import kyoten.node.NodeId;

/** Sends a master's stream to its slaves, unless one is too far behind what it was sent. */
final class Feeds {
    private static final int BYTES = 64 << 10;
    private static final int UNACKNOWLEDGED = 4096;

    private Feeds() {}

    /** Tells all slaves the round, and what they were not sent yet. */
    static void toAll(ServerTurn turn) {
        ((Master) turn.role).slaves().forEach((slave, progress) -> {
            Progress told =
                    progress.sent() < ((Master) turn.role).stream().end() ? progress : roundOnly(turn, slave, progress);
            unsent(turn, slave, told);
        });
    }

    private static Progress roundOnly(ServerTurn turn, NodeId slave, Progress progress) {
        turn.send(slave, feed(turn, (Master) turn.role, progress.sent() + 1, Vector.empty()));
        return progress;
    }

    /** Tells all slaves the round, and what they have not acknowledged. */
    static void again(ServerTurn turn) {
        ((Master) turn.role).slaves().forEach((slave, progress) -> {
            Progress back = new Progress(progress.acknowledged(), progress.acknowledged(), progress.round());
            unsent(
                    turn,
                    slave,
                    back.sent() < ((Master) turn.role).stream().end() ? back : roundOnly(turn, slave, back));
        });
    }

    /** Remembers how far a slave is, and tells it what it was not sent yet. */
    static void unsent(ServerTurn turn, NodeId slave, Progress progress) {
        Master master = (Master) turn.role;
        long sent = progress.sent();
        while (sent < master.stream().end() && sent - progress.acknowledged() < UNACKNOWLEDGED) {
            Vector<Record> batch = batch(master, sent);
            turn.send(slave, feed(turn, master, sent + 1, batch));
            sent += batch.size();
        }
        turn.role = master.with(slave, new Progress(progress.acknowledged(), sent, progress.round()));
    }

    private static Vector<Record> batch(Master master, long sent) {
        Vector<Record> rest = master.stream().after(sent);
        int count = 0;
        long bytes = 0;
        while (count < rest.size() && (count == 0 || bytes + rest.get(count).getSerializedSize() <= BYTES)) {
            bytes += rest.get(count++).getSerializedSize();
        }
        return rest.take(count);
    }

    private static Feed feed(ServerTurn turn, Master master, long first, Vector<Record> records) {
        return Feed.newBuilder()
                .setOpening(master.stream().opening())
                .setStanding(turn.configuration.toMessage())
                .setHeld(master.stream().held())
                .setFirst(first)
                .addAllRecords(records)
                .setRound(master.round())
                .build();
    }
}
