package kyoten.baseline;

import io.vavr.Tuple2;
import io.vavr.collection.Queue;
import io.vavr.collection.TreeMap;
import io.vavr.collection.Vector;
import io.vavr.control.Option;
import kyoten.baseline.Role.Naming;
import kyoten.baseline.Role.Progress;
import kyoten.baseline.Role.Read;
import kyoten.baseline.message.Acknowledge;
import kyoten.baseline.message.Found;
import kyoten.baseline.message.Opening;
import kyoten.baseline.message.Record;
import kyoten.baseline.message.Request;
import kyoten.baseline.message.Update;
import kyoten.node.Effect;
import kyoten.node.NodeId;

/**
 * What a master does. An update is appended to its own file and sent to all slaves at once; it takes effect and is answered when
 * all of them have it safe. A get is answered when all slaves have answered a message that left after the get arrived: one that has a
 * new master does not, so that a master that was replaced shows nobody what is not true any more. A master without slaves has nobody
 * to ask.
 */
final class Masters {
    static final String RESEND = "resend";
    static final String BECAME_MASTER = "became-master";

    /** More updates than these do not wait for a slave that is away. */
    private static final int WAITING = 10_000;

    private Masters() {}

    /** A server that is to be the master of its configuration. */
    static Master of(ServerTurn turn, Option<Naming> naming) {
        Opening opening = Opening.newBuilder()
                .setEpoch(turn.configuration.epoch())
                .setBoot(turn.boots)
                .build();
        Vector<Record> held = turn.content.records().prepend(ServerFile.stood(turn.configuration, opening, 0));
        return Master.beginning(new Master.Stream(opening, held.size(), 0, held), turn.configuration.slaves(), naming);
    }

    /** It is certain that it is the master. */
    static void begin(ServerTurn turn, Master master) {
        turn.note(BECAME_MASTER, "epoch " + turn.configuration.epoch());
        turn.role = master;
        tellAgain(turn);
    }

    /** Tells the slaves what they have not acknowledged, and again after a while. */
    static void tellAgain(ServerTurn turn) {
        if (!((Master) turn.role).slaves().isEmpty()) {
            Feeds.again(turn);
            turn.effect(new Effect.SetTimer(RESEND, turn.options.resend().toNanos()));
        }
    }

    /** A client asks. */
    static void onRequest(ServerTurn turn, Master master, NodeId client, Request request) {
        if (master.naming().isDefined()) {
            turn.ignore("not the master for certain yet");
        } else if (request.getCallCase() == Request.CallCase.GET) {
            onGet(turn, master, client, request);
        } else if (request.getCallCase() == Request.CallCase.CALL_NOT_SET) {
            turn.ignore("asks for nothing");
        } else {
            onUpdate(turn, master, client, request);
        }
    }

    private static void onGet(ServerTurn turn, Master master, NodeId client, Request request) {
        Read read = new Read(
                client,
                request.getSession(),
                request.getNumber(),
                request.getGet().getKey(),
                master.round() + 1);
        if (master.reads().exists(read::isOfTheSameRequest)) {
            turn.ignore("the get waits already");
            return;
        }
        turn.role = master.reading(read);
        Feeds.toAll(turn);
        advance(turn);
    }

    private static void onUpdate(ServerTurn turn, Master master, NodeId client, Request request) {
        String session = session(client.name(), request.getSession());
        if (master.waiting().get(session).exists(number -> number >= request.getNumber())) {
            turn.ignore("the update waits already");
            return;
        }
        if (master.stream().end() - master.applied() >= WAITING) {
            turn.ignore("too many updates wait");
            return;
        }
        Record record = Record.newBuilder().setUpdate(update(client, request)).build();
        turn.append(Vector.of(record));
        turn.role = sync(turn, master.updating(record, session));
        Feeds.toAll(turn);
    }

    /** Makes safe what is not, unless an operation of the disk is under way: then it comes after that one. */
    private static Master sync(ServerTurn turn, Master master) {
        if (master.syncing().isDefined() || master.safe() == master.stream().end()) {
            return master;
        }
        return master.syncing(turn.hasGrown() ? compact(turn, master) : turn.sync());
    }

    private static String session(String client, long session) {
        return client + '/' + Long.toHexString(session);
    }

    private static Update update(NodeId client, Request request) {
        Update.Builder update = Update.newBuilder()
                .setClient(client.name())
                .setSession(request.getSession())
                .setNumber(request.getNumber());
        return request.hasPut()
                ? update.setPut(request.getPut()).build()
                : update.setOut(request.getOut()).build();
    }

    /** Writes the file anew: what is applied, and the updates that are not yet. */
    private static long compact(ServerTurn turn, Master master) {
        Vector<Record> pending = master.stream().after(master.applied());
        return turn.replace(
                turn.configuration,
                master.stream().opening(),
                0,
                turn.content.records().appendAll(pending));
    }

    /** What it would hold if all updates that wait took effect. */
    static Content whole(ServerTurn turn, Master master) {
        return master.stream().after(master.applied()).foldLeft(turn.content, Content::after);
    }

    /** An operation of the disk is done. */
    static void onDiskDone(ServerTurn turn, Master master, long operation) {
        if (master.naming().exists(naming -> naming.operation() == operation)) {
            turn.effect(new Effect.Reply(master.naming().get().request(), new Lead.Accepted()));
            begin(turn, master.named());
        } else if (master.syncing().exists(syncing -> syncing.operation() == operation)) {
            turn.role = sync(turn, master.synced());
            advance(turn);
        } else {
            turn.ignore("nobody waits for it");
        }
    }

    /** A slave tells how far it is. */
    static void onAcknowledge(ServerTurn turn, Master master, NodeId from, Acknowledge message) {
        if (!message.getOpening().equals(master.stream().opening())) {
            turn.ignore("about another stream");
            return;
        }
        if (message.getRecords() < 0 || message.getRecords() > master.stream().end()) {
            turn.ignore("has more than it was sent");
            return;
        }
        Option<Progress> known = master.slaves().get(from);
        if (known.isEmpty()) {
            turn.ignore("not a slave");
            return;
        }
        Progress before = known.get();
        boolean hasAllHeld = before.acknowledged() >= master.stream().held();
        long records = hasAllHeld ? Math.max(before.acknowledged(), message.getRecords()) : message.getRecords();
        long round = Math.max(before.round(), message.getRound());
        Feeds.unsent(turn, from, new Progress(records, Math.max(before.sent(), records), round));
        advance(turn);
    }

    /** Applies what everybody holds, and answers what may be answered. */
    private static void advance(ServerTurn turn) {
        Master master = (Master) turn.role;
        long everywhere = master.everywhere();
        if (everywhere < master.stream().held()) {
            return;
        }
        TreeMap<String, Long> waiting = master.waiting();
        for (long place = master.applied() + 1; place <= everywhere; place++) {
            waiting = applied(turn, waiting, master.stream().at(place).getUpdate());
        }
        long round = master.answeredRound();
        Tuple2<Queue<Read>, Queue<Read>> reads = master.reads().span(read -> read.round() <= round);
        reads._1.forEach(
                read -> turn.answer(read.client(), read.session(), read.number(), turn.content.get(read.key())));
        turn.role = master.applied(everywhere, waiting, reads._2);
    }

    private static TreeMap<String, Long> applied(ServerTurn turn, TreeMap<String, Long> waiting, Update update) {
        Tuple2<Content, Option<Found>> applied = turn.content.apply(update);
        turn.content = applied._1;
        applied._2.forEach(
                found -> turn.answer(new NodeId(update.getClient()), update.getSession(), update.getNumber(), found));
        String session = session(update.getClient(), update.getSession());
        return waiting.get(session).contains(update.getNumber()) ? waiting.remove(session) : waiting;
    }
}
