package kyoten.geo;

import io.vavr.collection.SortedMap;
import io.vavr.collection.Vector;
import io.vavr.control.Option;
import kyoten.causal.VersionVector;
import kyoten.geo.Leadership.Leaving;
import kyoten.geo.message.GeoEnvelope;
import kyoten.gossip.History;
import kyoten.gossip.Incarnation;
import kyoten.gossip.Member;
import kyoten.node.Effect;
import kyoten.node.SiteId;
import kyoten.site.Operator;
import kyoten.site.Store;
import kyoten.site.message.AdminReply;
import kyoten.site.message.Command;
import kyoten.site.message.Drain;
import kyoten.site.message.LeaveSite;

/**
 * How a site leaves (rule X6). One that leaves in order is asked itself: it takes no more writes, waits until all members
 * that can be reached have all that it has, and leaves then. One that can't be asked is put out by another, by force.
 */
final class Leaves {
    private Leaves() {}

    /** An operator wants a site to leave. */
    static void onOrder(GeoTurn turn, Operator operator, LeaveSite order) {
        SortedMap<Incarnation, Member> all = turn.history().members();
        Option<Member> member = all.values()
                .find(one -> one.incarnation().site().name().equals(order.getSite()))
                .toOption();
        if (member.isEmpty()) {
            String members = all.keySet().toVector().map(Incarnation::site).mkString(", ");
            turn.add(operator.answer(
                    Desk.refused("there is no member named " + order.getSite() + "; the members are " + members, "")));
        } else if (all.size() == 1) {
            turn.add(operator.answer(Desk.refused("the last site can't leave", "")));
        } else if (order.getForce() && !turn.isMember()) {
            turn.add(operator.answer(
                    Desk.refused("this site is itself no member of the cluster any more; ask another", "")));
        } else if (order.getForce()) {
            force(turn, operator, member.get().incarnation());
        } else if (!member.get().incarnation().equals(turn.incarnation())) {
            turn.add(operator.answer(Desk.refused(
                    "to leave in order, ask a server of " + order.getSite()
                            + " itself; if it can't be reached any more, put it out by force: writes that no other site has are lost then",
                    "")));
        } else {
            await(turn, new Leaving(operator, turn.incarnation(), ""));
            turn.propose(Command.newBuilder().setDrain(Drain.getDefaultInstance()));
        }
    }

    private static void await(GeoTurn turn, Leaving leaving) {
        if (turn.lead().leaving().exists(known -> known.operator().equals(leaving.operator()))) {
            return; // the operator asks again
        }
        turn.set(turn.lead().withLeaving(turn.lead().leaving().append(leaving)));
    }

    private static void force(GeoTurn turn, Operator operator, Incarnation site) {
        await(turn, new Leaving(operator, site, warning(turn, site.site())));
        turn.add(new Effect.Note(Marks.FORCED_LEAVE, site.toString()));
        Gossip.propose(turn, turn.history().left(site, turn.incarnation()));
    }

    /** Which writes may be lost. */
    private static String warning(GeoTurn turn, SiteId site) {
        long held = 0;
        for (var stream : turn.store().streams()) {
            for (var dot :
                    stream.applied().only(origin -> origin.site().equals(site)).dots()) {
                held += dot.n();
            }
        }
        return "of " + site + " this site has " + held
                + " updates; those that no remaining site has by the time it learns of this are lost";
    }

    /**
     * Leaves if all who can be reached have everything. Others take it down first, and tell: this site may be gone for good as
     * soon as its operator hears that it has left, and then nobody else would ever know.
     */
    static void onTick(GeoTurn turn) {
        Store store = turn.store();
        if (!store.standing().draining() || !turn.isMember()) {
            return;
        }
        SortedMap<Integer, VersionVector> own = Statuses.applied(store.streams());
        Vector<Peer> heard =
                Vector.ofAll(turn.peers().values()).filter(peer -> peer.isHeard(turn.now(), turn.silence()));
        boolean isDrained = !heard.isEmpty()
                && heard.forAll(peer -> peer.reported().complete()
                        && own.forAll(
                                stream -> peer.reported().applied(stream._1).covers(stream._2)));
        if (isDrained) {
            History without = turn.history().left(turn.incarnation(), turn.incarnation());
            heard.forEach(peer -> turn.send(peer, GeoEnvelope.newBuilder().setHistory(without.toMessage())));
        }
    }

    /** The store has changed: maybe somebody has left. */
    static void onStore(GeoTurn turn) {
        Vector<Leaving> waiting = turn.lead().leaving();
        if (waiting.isEmpty()) {
            return;
        }
        Vector<Leaving> gone = waiting.filter(leaving -> !turn.history().isMember(leaving.site()));
        gone.forEach(leaving -> turn.add(leaving.operator().answer(ended(turn, leaving))));
        turn.set(turn.lead().withLeaving(waiting.removeAll(gone)));
    }

    private static AdminReply.Builder ended(GeoTurn turn, Leaving leaving) {
        boolean stays = leaving.site().site().equals(turn.incarnation().site()) && turn.isMember();
        return stays
                ? Desk.refused("all others have left, too, and the last site can't leave", "")
                : Desk.done(leaving.warning());
    }
}
