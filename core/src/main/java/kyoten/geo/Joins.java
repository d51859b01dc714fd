package kyoten.geo;

import io.vavr.collection.Vector;
import io.vavr.control.Option;
import kyoten.geo.Leadership.Joining;
import kyoten.geo.message.GeoEnvelope;
import kyoten.geo.message.JoinRefused;
import kyoten.geo.message.JoinRequest;
import kyoten.gossip.History;
import kyoten.gossip.Incarnation;
import kyoten.gossip.Member;
import kyoten.node.Effect;
import kyoten.node.NodeId;
import kyoten.site.Operator;
import kyoten.site.message.JoinSite;

/**
 * How a site that stands alone becomes one of several (rule X6): it sends its history to a member, which merges it with its
 * own; what the site then lacks it gets as any member does.
 */
final class Joins {
    private Joins() {}

    /** An operator wants this site to join others. */
    static void onOrder(GeoTurn turn, Operator operator, JoinSite order) {
        Vector<NodeId> servers = Vector.ofAll(order.getServersList()).map(server -> new NodeId(server.getName()));
        if (servers.isEmpty()) {
            turn.add(operator.answer(Desk.refused("the request names no server to join", "")));
        } else if (!isAlone(turn)) {
            turn.add(operator.answer(Desk.refused("this site is not alone: it is, or was, one of several", "")));
        } else if (turn.lead().joining().exists(joining -> joining.operator().equals(operator))) {
            turn.ignored("the operator asks again");
        } else if (turn.lead().joining().isDefined()) {
            turn.add(operator.answer(Desk.refused("another join is under way", "")));
        } else {
            order.getServersList()
                    .forEach(server -> turn.add(new Effect.Meet(new NodeId(server.getName()), server.getAddress())));
            Joining joining = new Joining(operator, turn.draw(), servers, turn.now());
            turn.set(turn.lead().withJoining(Option.some(joining)));
            ask(turn, joining);
        }
    }

    /** Whether the site knows of no other, and has not left any. */
    private static boolean isAlone(GeoTurn turn) {
        return turn.history().joined().keySet().forAll(turn.incarnation()::equals)
                && turn.history().left().isEmpty();
    }

    private static void ask(GeoTurn turn, Joining joining) {
        turn.send(
                joining.servers().head(),
                GeoEnvelope.newBuilder()
                        .setJoin(JoinRequest.newBuilder()
                                .setNumber(joining.number())
                                .setHistory(itself(turn).toMessage())));
    }

    /** The history of a cluster that the site would be alone in. */
    private static History itself(GeoTurn turn) {
        Member member = turn.store().standing().member().get();
        return History.of(Vector.of(member.at(turn.server().options().addresses())));
    }

    /** Asks again, another server; gives up in the end. */
    static void onTick(GeoTurn turn) {
        for (Joining joining : turn.lead().joining()) {
            if (turn.now() - joining.since()
                    > turn.server().options().timing().patience().toNanos()) {
                end(
                        turn,
                        "nobody answered: is one of these servers up, and of a site of this cluster? "
                                + joining.servers().mkString(", "));
            } else if (turn.lead().ticks() % 5 == 0) {
                Joining next = rotated(joining);
                turn.set(turn.lead().withJoining(Option.some(next)));
                ask(turn, next);
            }
        }
    }

    private static Joining rotated(Joining joining) {
        return new Joining(
                joining.operator(),
                joining.number(),
                joining.servers().tail().append(joining.servers().head()),
                joining.since());
    }

    private static void end(GeoTurn turn, String reason) {
        turn.lead().joining().forEach(joining -> turn.add(joining.operator().answer(Desk.refused(reason, ""))));
        turn.set(turn.lead().withJoining(Option.none()));
    }

    static void onNotLeader(GeoTurn turn, NodeId from, NodeId leader) {
        for (Joining joining : turn.lead().joining()) {
            if (joining.servers().head().equals(from) && !leader.equals(from)) {
                Joining next = new Joining(
                        joining.operator(),
                        joining.number(),
                        joining.servers().remove(leader).prepend(leader),
                        joining.since());
                turn.set(turn.lead().withJoining(Option.some(next)));
                ask(turn, next);
            }
        }
    }

    static void onRefused(GeoTurn turn, JoinRefused refused) {
        if (turn.lead().joining().exists(joining -> joining.number() == refused.getNumber())) {
            end(turn, refused.getReason());
        } else {
            turn.ignored("the refusal of another join");
        }
    }

    /** A site that stands alone wants to be taken in. */
    static void onRequest(GeoTurn turn, NodeId from, GeoEnvelope message) {
        JoinRequest request = message.getJoin();
        History history = turn.history();
        History theirs = History.of(request.getHistory());
        Incarnation joiner = new Incarnation(StreamTable.site(message.getSite()), message.getIncarnation());
        Option<String> fault = message.getCluster() != turn.server().cluster()
                ? Option.some("this is another cluster: its sites have another cluster key")
                : fault(turn, joiner, theirs);
        if (fault.isDefined()) {
            turn.send(
                    from,
                    GeoEnvelope.newBuilder()
                            .setJoinRefused(JoinRefused.newBuilder()
                                    .setNumber(request.getNumber())
                                    .setReason(fault.get())));
        } else if (turn.store().standing().staysAlone()) {
            turn.ignored("this site begins anew first, and the other asks again");
        } else if (history.isMember(joiner)) {
            Gossip.send(turn, from);
        } else {
            turn.add(new Effect.Note(Marks.JOIN_ACCEPTED, joiner.toString()));
            Gossip.propose(turn, history.merge(theirs));
        }
    }

    /** Why a site can't be taken in. */
    private static Option<String> fault(GeoTurn turn, Incarnation joiner, History theirs) {
        History history = turn.history();
        Option<Member> itself = theirs.joined().get(joiner);
        if (joiner.equals(turn.incarnation())) {
            return Option.some("a site can't join itself: this server is of the same site");
        } else if (!turn.isMember()) {
            return Option.some("this site is itself no member of the cluster; ask another");
        } else if (itself.isEmpty() || theirs.joined().size() != 1) {
            return Option.some("the site is not alone: it knows of other sites");
        } else if (history.left().contains(joiner)) {
            return Option.some(joiner.site() + " has left for good; start it anew with an empty data folder");
        } else if (history.isMember(joiner)) {
            return epochFault(history.joined().get(joiner).get(), itself.get());
        }
        return history.members()
                        .keySet()
                        .toVector()
                        .exists(member -> member.site().equals(joiner.site()))
                ? Option.some("there is a member named " + joiner.site()
                        + "; it must leave first, or the new site needs another name")
                : Option.none();
    }

    /** The same site, asking again: it must not be one that lost what the cluster knows of it. */
    private static Option<String> epochFault(Member known, Member now) {
        boolean isSame = now.ordinals().keySet().containsAll(known.ordinals().keySet());
        return isSame
                ? Option.none()
                : Option.some(known.incarnation().site()
                        + " is known in another epoch than those that it tells of: was it restored from an old image?");
    }

    /** The store has changed: maybe the site is not alone any more. */
    static void onStore(GeoTurn turn) {
        if (turn.lead().joining().isDefined() && turn.history().members().size() > 1) {
            turn.add(turn.lead().joining().get().operator().answer(Desk.done()));
            turn.set(turn.lead().withJoining(Option.none()));
        }
    }
}
