package kyoten.geo;

import io.vavr.collection.SortedMap;
import io.vavr.collection.SortedSet;
import io.vavr.collection.TreeMap;
import io.vavr.collection.TreeSet;
import io.vavr.collection.Vector;
import io.vavr.control.Option;
import kyoten.causal.VersionVector;
import kyoten.gossip.Member;
import kyoten.node.NodeId;
import kyoten.site.StreamState;

/**
 * Another member, as this site's leader sees it.
 *
 * @param contact how to reach it
 * @param reported what it last said of itself
 * @param told what it was last told of this site; none if it must be told everything
 * @param supply what it is fed; none while it has not asked
 * @param demand what it feeds this site
 * @param diverged streams in which one of its updates and one of ours have the same name
 */
record Peer(
        Member member,
        Contact contact,
        Reported reported,
        Option<Vector<StreamState>> told,
        Option<Supply> supply,
        Option<Demand> demand,
        SortedSet<Integer> diverged) {

    static Peer of(Member member, long now) {
        Contact unheard = new Contact(member.servers().addresses().keySet().head(), 0, now, Option.none(), 0, false);
        return new Peer(
                member, unheard, Reported.NOTHING, Option.none(), Option.none(), Option.none(), TreeSet.empty());
    }

    /**
     * How to reach a site.
     *
     * @param server that is thought to lead it
     * @param tenure of that leader; 0 before it was heard
     * @param heardAt when it was last heard, by {@code Env.now()}; before that, since when it has been listened for
     * @param clock its wall clock; none before it has told of it, which it does after it was first heard
     * @param historyAt the tick at which it was last sent the history
     * @param heard whether it has been heard at all
     */
    record Contact(NodeId server, long tenure, long heardAt, Option<Clock> clock, long historyAt, boolean heard) {
        Contact asking(NodeId other) {
            return new Contact(other, tenure, heardAt, clock, historyAt, heard);
        }

        Contact heard(NodeId from, long newTenure, long now) {
            return new Contact(from, newTenure, now, clock, historyAt, true);
        }

        Contact with(Clock newClock) {
            return new Contact(server, tenure, heardAt, Option.some(newClock), historyAt, heard);
        }

        Contact sentHistory(long tick) {
            return new Contact(server, tenure, heardAt, clock, tick, heard);
        }
    }

    /**
     * What a site's wall clock has been.
     *
     * @param wall in nanoseconds since 1970
     * @param toldAt when that was heard, by {@code Env.now()}
     */
    record Clock(long wall, long toldAt) {}

    /**
     * What a site said of itself.
     *
     * @param epoch in which
     * @param membersDigest under which membership
     * @param applied by stream; streams that are not there are empty
     * @param complete whether that is all, rather than changes to what was never heard
     * @param feeding under which subscription it feeds this site
     * @param asking which question of a comparison it waits for an answer to; 0 for none
     */
    record Reported(
            long epoch,
            long membersDigest,
            SortedMap<Integer, VersionVector> applied,
            boolean complete,
            long feeding,
            long asking) {
        static final Reported NOTHING = new Reported(0, 0, TreeMap.empty(), false, 0, 0);

        VersionVector applied(int stream) {
            return applied.getOrElse(stream, VersionVector.empty());
        }
    }

    boolean isHeard(long now, long silenceNanos) {
        return contact.heard() && now - contact.heardAt() <= silenceNanos;
    }

    Peer with(Member newMember) {
        return new Peer(newMember, contact, reported, told, supply, demand, diverged);
    }

    Peer with(Contact newContact) {
        return new Peer(member, newContact, reported, told, supply, demand, diverged);
    }

    Peer with(Reported newReported) {
        return new Peer(member, contact, newReported, told, supply, demand, diverged);
    }

    Peer told(Option<Vector<StreamState>> streams) {
        return new Peer(member, contact, reported, streams, supply, demand, diverged);
    }

    Peer with(Supply newSupply) {
        return new Peer(member, contact, reported, told, Option.some(newSupply), demand, diverged);
    }

    Peer with(Option<Demand> newDemand) {
        return new Peer(member, contact, reported, told, supply, newDemand, diverged);
    }

    Peer diverging(int stream) {
        return new Peer(member, contact, reported, told, supply, demand, diverged.add(stream));
    }
}
