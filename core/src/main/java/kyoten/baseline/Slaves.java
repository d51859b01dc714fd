package kyoten.baseline;

import io.vavr.collection.Vector;
import io.vavr.control.Option;
import kyoten.baseline.message.Acknowledge;
import kyoten.baseline.message.Feed;
import kyoten.baseline.message.Opening;
import kyoten.baseline.message.Record;
import kyoten.baseline.message.Superseded;
import kyoten.node.NodeId;

/**
 * What a slave does: it takes in its master's stream, whose first records are all that the master held. They replace what the slave
 * holds when they are there to the last one, and all at once; the updates that follow are appended one by one.
 */
final class Slaves {
    private Slaves() {}

    /** The order of streams: a later epoch, then a later boot of its master. */
    private static int compare(Opening one, Opening other) {
        int byEpoch = Long.compare(one.getEpoch(), other.getEpoch());
        return byEpoch != 0 ? byEpoch : Long.compare(one.getBoot(), other.getBoot());
    }

    /**
     * A feed arrived.
     *
     * @param current the latest stream that the server knows of
     */
    static void onFeed(ServerTurn turn, Opening current, NodeId from, Feed feed) {
        Option<Configuration> told = Configuration.of(feed.getStanding());
        if (told.isEmpty() || told.get().epoch() != feed.getOpening().getEpoch()) {
            turn.ignore("nobody's stream");
            return;
        }
        Configuration standing = told.get();
        int order = compare(feed.getOpening(), current);
        if (order < 0) {
            onOldFeed(turn, from, standing);
            return;
        }
        if (!standing.master().equals(from) || !standing.slaves().contains(turn.options.self())) {
            turn.ignore("not my master");
            return;
        }
        if (order > 0) {
            turn.role = Slave.beginning(standing, feed.getOpening(), feed.getHeld());
        }
        if (turn.role instanceof Slave slave) {
            take(turn, slave, feed);
        } else {
            turn.ignore("a master takes in nothing");
        }
    }

    private static void onOldFeed(ServerTurn turn, NodeId from, Configuration standing) {
        Configuration known = known(turn);
        // What is not safe yet may be forgotten, and nobody else may know of it then.
        boolean certain =
                !(turn.role instanceof Master master && master.naming().isDefined());
        if (certain && standing.epoch() < known.epoch()) {
            turn.send(
                    from, Superseded.newBuilder().setStanding(known.toMessage()).build());
        }
        turn.ignore("older stream");
    }

    /** The newest configuration that a server has heard of. */
    static Configuration known(ServerTurn turn) {
        if (turn.role instanceof Slave slave) {
            return slave.configuration();
        }
        return turn.role instanceof Role.Retired retired ? retired.newer() : turn.configuration;
    }

    private static void take(ServerTurn turn, Slave slave, Feed feed) {
        long known = slave.received() + 1 - feed.getFirst();
        Vector<Record> fresh = known < 0
                ? Vector.empty()
                : Vector.ofAll(feed.getRecordsList()).drop((int) Math.min(known, feed.getRecordsCount()));
        boolean tells = fresh.isEmpty() || feed.getRound() > slave.round();
        Slave heard = slave.heard(Math.max(slave.round(), feed.getRound()));
        turn.role = fresh.isEmpty() ? heard : written(turn, heard, fresh);
        if (tells) {
            acknowledge(turn);
        }
    }

    private static Slave written(ServerTurn turn, Slave slave, Vector<Record> fresh) {
        if (slave.received() >= slave.held()) {
            return appended(turn, slave, fresh);
        }
        Vector<Record> collected = slave.collected().appendAll(fresh);
        if (collected.size() < slave.held()) {
            return slave.collected(collected);
        }
        Slave installing = installed(turn, slave, collected.take((int) slave.held()));
        Vector<Record> updates = collected.drop((int) slave.held());
        return updates.isEmpty() ? installing : appended(turn, installing, updates);
    }

    /** All that the master held takes the place of what is there; the first record only says who the master is. */
    private static Slave installed(ServerTurn turn, Slave slave, Vector<Record> held) {
        turn.content = held.foldLeft(Content.EMPTY, Content::after);
        long operation = turn.replace(slave.configuration(), slave.opening(), slave.held(), held.tail());
        return slave.received(slave.held()).syncing(operation, slave.held());
    }

    private static Slave appended(ServerTurn turn, Slave slave, Vector<Record> updates) {
        turn.content = updates.foldLeft(turn.content, Content::after);
        turn.append(updates);
        return sync(turn, slave.received(slave.received() + updates.size()));
    }

    /** Makes safe what is not, unless an operation of the disk is under way: then it comes after that one. */
    private static Slave sync(ServerTurn turn, Slave slave) {
        if (slave.syncing().isDefined() || slave.safe() == slave.received() || slave.received() < slave.held()) {
            return slave;
        }
        long operation = turn.hasGrown()
                ? turn.replace(slave.configuration(), slave.opening(), slave.received(), turn.content.records())
                : turn.sync();
        return slave.syncing(operation, slave.received());
    }

    /** An operation of the disk is done. */
    static void onDiskDone(ServerTurn turn, Slave slave, long operation) {
        if (!slave.syncing().exists(syncing -> syncing.operation() == operation)) {
            turn.ignore("nobody waits for it");
            return;
        }
        turn.role = sync(turn, slave.synced());
        turn.configuration = slave.configuration();
        acknowledge(turn);
    }

    private static void acknowledge(ServerTurn turn) {
        Slave slave = (Slave) turn.role;
        turn.send(
                slave.configuration().master(),
                Acknowledge.newBuilder()
                        .setOpening(slave.opening())
                        .setRecords(slave.acknowledged())
                        .setRound(slave.round())
                        .build());
    }
}
