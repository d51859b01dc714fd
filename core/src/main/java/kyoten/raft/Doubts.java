package kyoten.raft;

import io.vavr.collection.List;
import io.vavr.collection.Seq;
import io.vavr.collection.TreeMap;
import io.vavr.collection.TreeSet;
import io.vavr.collection.Vector;
import io.vavr.control.Option;
import kyoten.node.Effect;
import kyoten.node.NodeId;

/**
 * A server that may have lost what it acknowledged (rule R6), and the beginning of a group, which looks the same.
 *
 * <p>There are three ways out. A leader elected without the server catches it up, and says so. Or all voters tell what
 * they hold: then the server votes for logs that reach the best of these, and trusts its own if it is the best ({@link
 * Salvage} puts together a log of which no server has all). Or, of an
 * empty disk: the first founder finds all other founders empty and begins the group with their disks; or anybody who was
 * let in already knows the server by its disk as a founder's. A wiped disk is known by none, and stays out until the configuration
 * takes it in as a new server's; one that was taken in so, and is empty, was set back to what it was before that.
 */
final class Doubts {
    private Doubts() {}

    static <T> void onBoot(Turn<T> turn) {
        if (turn.doubt instanceof Doubt.Doubtful doubtful) {
            turn.note(Marks.DOUBTFUL_BOOT, doubtful.blank() ? "empty" : "damaged");
            settle(turn, doubtful);
            ask(turn);
        }
    }

    /** Asks those who have not answered yet; again and again, as long as there is doubt. */
    static <T> void ask(Turn<T> turn) {
        if (!(turn.doubt instanceof Doubt.Doubtful doubtful)) {
            return;
        }
        turn.effect(new Effect.SetTimer(
                turn.names.doubt(), 2 * turn.options.timing().heartbeat().toNanos()));
        for (NodeId node : required(turn, doubtful)) {
            boolean known = doubtful.answers().containsKey(node) && !doubtful.blank() && !isUnfounded(turn);
            if (!known && !node.equals(turn.self())) {
                turn.send(
                        node,
                        turn.envelope(doubtful.number())
                                .setDoubtRequest(DoubtRequest.newBuilder()
                                        .setLastIndex(turn.log.lastIndex())
                                        .setLastTerm(turn.log.lastTerm()))
                                .build());
            }
        }
    }

    static <T> void onDoubtRequest(Turn<T> turn, NodeId from, RaftEnvelope message) {
        // Only what is synced: what a crash could take back must not bind the one who asks.
        long intact = Math.max(Math.min(turn.log.lastIndex(), turn.disk.synced()), turn.log.baseIndex());
        DoubtResponse.Builder response = DoubtResponse.newBuilder()
                .setBlank(isBlank(turn))
                .setLastIndex(intact)
                .setLastTerm(turn.log.term(intact));
        End reached = turn.doubt.entriesBehind().end();
        response.setReachedIndex(reached.index()).setReachedTerm(reached.term());
        Salvage.offer(turn, turn.log.upTo(intact), message.getDoubtRequest(), response);
        // A configuration that is not synced could be taken back, too: nobody is let in by it.
        if (turn.doubt != Doubt.MENDING) {
            response.setMembers(turn.configuration().toMessage());
            response.setCommitted(turn.configurations
                    .find(configured -> configured.index() <= turn.commit)
                    .get()
                    .configuration()
                    .toMessage());
            if (turn.snapshot.index() == 0) {
                response.setFounding(turn.snapshot.configuration().toMessage());
            }
        }
        turn.send(
                from,
                turn.envelope(message.getNumber()).setDoubtResponse(response).build());
    }

    static <T> boolean isBlank(Turn<T> turn) {
        return turn.doubt instanceof Doubt.Doubtful doubtful && doubtful.blank() && turn.log.lastIndex() == 0;
    }

    static <T> void onDoubtResponse(Turn<T> turn, NodeId from, RaftEnvelope message) {
        if (!(turn.doubt instanceof Doubt.Doubtful doubtful) || doubtful.number() != message.getNumber()) {
            turn.ignored("not asked for");
            return;
        }
        Doubt.Doubtful wiser = new Doubt.Doubtful(
                doubtful.blank(),
                doubtful.number(),
                doubtful.behind(),
                doubtful.answers().put(from, message));
        turn.doubt = wiser;
        settle(turn, wiser);
    }

    private static <T> void settle(Turn<T> turn, Doubt.Doubtful doubtful) {
        if (isUnfounded(turn)) {
            admitted(turn, doubtful).forEach(configuration -> found(turn, configuration));
        }
        if (!doubtful.blank()) {
            compare(turn, doubtful);
        } else if (isBlank(turn)) {
            begin(turn, doubtful);
        }
    }

    /** Nothing here says who belongs to the group: it has not begun, or what was known of it is lost. */
    private static <T> boolean isUnfounded(Turn<T> turn) {
        return turn.configuration().members().isEmpty();
    }

    /**
     * If a configuration that is not taken back any more has this server's disk: the one that the group began with, from which the log
     * leads to that one, or else that one.
     */
    private static <T> Option<Configuration> admitted(Turn<T> turn, Doubt.Doubtful doubtful) {
        return doubtful.answers()
                .values()
                .map(RaftEnvelope::getDoubtResponse)
                .find(answer -> Configuration.of(answer.getCommitted())
                        .member(turn.self())
                        .exists(self -> self.voter()
                                && self.diskId() == turn.hard.diskId()
                                && (self.founder() || !doubtful.blank())))
                .map(answer -> Configuration.of(answer.hasFounding() ? answer.getFounding() : answer.getCommitted()));
    }

    private static <T> void found(Turn<T> turn, Configuration configuration) {
        Snapshot<T> cut = turn.snapshot;
        turn.configurations = List.of(new RaftState.Configured(cut.index(), configuration));
        turn.snapshot = new Snapshot<>(cut.index(), cut.term(), configuration, cut.root());
    }

    /** The group begins, or has begun without this server having heard of it. */
    private static <T> void begin(Turn<T> turn, Doubt.Doubtful doubtful) {
        if (!isUnfounded(turn)) {
            mend(turn);
            return;
        }
        Seq<NodeId> founders = turn.options.founders();
        boolean first = !founders.isEmpty() && founders.head().equals(turn.self());
        boolean allBlank = founders.forAll(founder -> founder.equals(turn.self())
                || doubtful.answers()
                        .get(founder)
                        .exists(answer -> answer.getDoubtResponse().getBlank()));
        if (first && allBlank) {
            // One server alone decides with which disks the group begins, so that it begins but once.
            found(
                    turn,
                    new Configuration(founders.map(founder -> new Configuration.Member(
                            founder,
                            true,
                            founder.equals(turn.self())
                                    ? turn.hard.diskId()
                                    : doubtful.answers().get(founder).get().getDiskId(),
                            true))));
            mend(turn);
        }
    }

    /** The voters whose answers matter: those of the newest configurations that anybody tells of. */
    private static <T> TreeSet<NodeId> required(Turn<T> turn, Doubt.Doubtful doubtful) {
        if (doubtful.blank()) {
            return TreeSet.ofAll(turn.options.founders());
        }
        TreeSet<NodeId> voters = TreeSet.ofAll(
                isUnfounded(turn)
                        ? turn.options.founders()
                        : turn.configuration().voters());
        for (RaftEnvelope answer : doubtful.answers().values()) {
            voters = voters.addAll(
                    Configuration.of(answer.getDoubtResponse().getMembers()).voters());
        }
        return voters;
    }

    /** When all voters have answered, the best intact log is the one to go on with. */
    private static <T> void compare(Turn<T> turn, Doubt.Doubtful doubtful) {
        TreeSet<NodeId> required = required(turn, doubtful);
        Vector<Configuration> known = doubtful.answers()
                .values()
                .map(answer -> Configuration.of(answer.getDoubtResponse().getMembers()))
                .toVector()
                .append(turn.configuration());
        boolean all = !isUnfounded(turn)
                && required.contains(turn.self())
                && known.forAll(configuration -> isDisk(configuration, turn.self(), turn.hard.diskId()))
                && required.forAll(
                        node -> node.equals(turn.self()) || doubtful.answers().containsKey(node));
        if (!all) {
            return;
        }
        // A voter whose disk is not the one that is known has answered, too: that it has nothing.
        Vector<DoubtResponse> others = doubtful.answers()
                .toVector()
                .filter(answer ->
                        known.forAll(configuration -> isDisk(configuration, answer._1, answer._2.getDiskId())))
                .map(answer -> answer._2.getDoubtResponse());
        End best = turn.log.end();
        End reached = doubtful.behind().end();
        for (DoubtResponse other : others) {
            best = best.orBetter(new End(other.getLastTerm(), other.getLastIndex()));
            reached = reached.orBetter(new End(other.getReachedTerm(), other.getReachedIndex()));
        }
        if (reached.compareTo(best) > 0) {
            salvage(turn, doubtful, others);
        } else if (best.equals(turn.log.end())) {
            mend(turn);
        } else {
            turn.doubt = new Doubt.Floor(best, doubtful.behind());
        }
    }

    /** Somebody synced more than anybody's intact log shows: going on from the best of these would drop it silently. */
    private static <T> void salvage(Turn<T> turn, Doubt.Doubtful doubtful, Vector<DoubtResponse> others) {
        turn.doubt = doubtful.asking(turn.numbers++);
        if (Salvage.grow(turn, others)) {
            ask(turn);
        } else {
            // Another may find more. If nobody ever does, a person has to decide.
            turn.note(Marks.ENTRIES_LOST, "");
        }
    }

    private static boolean isDisk(Configuration configuration, NodeId node, long diskId) {
        return configuration.member(node).forAll(member -> !member.voter() || member.diskId() == diskId);
    }

    /** A leader told what it knows of this boot. */
    static <T> void onLeadersWord(Turn<T> turn, AppendRequest request) {
        boolean caughtUp = request.getClearedBoot() == turn.bootId
                && turn.log.matches(request.getPrevIndex(), request.getPrevTerm());
        if (caughtUp && !isUnfounded(turn) && !turn.doubt.isSure() && turn.doubt != Doubt.MENDING) {
            mend(turn);
        }
        if (request.getBarredBoot() == turn.bootId && turn.doubt.isSure()) {
            // What this disk held is lost. Under another name of its disk the server counts for nothing, whoever leads.
            turn.hard = turn.hard.onDisk(turn.draw("raft-disk") | 1);
            turn.doubt = new Doubt.Doubtful(false, turn.numbers++, Log.EMPTY, TreeMap.empty());
            turn.note(Marks.ROLLED_BACK, "");
        }
    }

    /**
     * What a leader sent reaches as far as the best of all intact logs did, or further: nothing that this server may have lost is missing
     * any more. It can't wait for the leader's word, who may be gone, and whose log may be behind this one then: nobody else would lead.
     */
    static <T> void onTakenIn(Turn<T> turn) {
        if (turn.doubt instanceof Doubt.Floor floor && turn.log.end().compareTo(floor.best()) >= 0) {
            mend(turn);
        }
    }

    /** The damaged places go, and with them the doubt, when the file has been written anew. */
    private static <T> void mend(Turn<T> turn) {
        turn.doubt = Doubt.MENDING;
        turn.disk = turn.disk.wanting(Disk.Rewrite.NEEDED);
    }

    static <T> void onMended(Turn<T> turn) {
        if (turn.doubt == Doubt.MENDING) {
            turn.doubt = Doubt.SURE;
            turn.effect(new Effect.CancelTimer(turn.names.doubt()));
            turn.note(Marks.DOUBT_ENDED, "");
        }
    }
}
