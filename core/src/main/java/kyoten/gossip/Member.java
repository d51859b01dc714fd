package kyoten.gossip;

import io.vavr.Tuple2;
import io.vavr.collection.Seq;
import io.vavr.collection.SortedMap;
import io.vavr.collection.TreeMap;
import io.vavr.collection.Vector;
import io.vavr.control.Option;
import kyoten.gossip.message.EpochPart;
import kyoten.gossip.message.MemberPart;
import kyoten.node.NodeId;
import kyoten.wire.MalformedException;

/**
 * A site that joined, as far as is known.
 *
 * @param ordinals of its epochs, in what order it began them. A site that was restored may give out an ordinal twice; when
 *     it hears of it, it raises that of its current epoch, so that the others end up with it
 */
public record Member(Incarnation incarnation, Servers servers, SortedMap<Long, Long> ordinals) {

    /** A site that the cluster begins with, before its first epoch. */
    public static Member founder(Incarnation incarnation, SortedMap<NodeId, String> addresses) {
        return new Member(incarnation, new Servers(0, addresses), TreeMap.empty());
    }

    /** A site of which nothing but its name is known. */
    public static Member of(Incarnation incarnation) {
        return new Member(incarnation, Servers.NONE, TreeMap.empty());
    }

    /** All epochs that the site began, in order; it writes in the last one, and the others are closed. */
    public Seq<Long> epochs() {
        return Vector.ofAll(ordinals)
                .sorted((a, b) -> {
                    int byOrdinal = Long.compareUnsigned(a._2, b._2);
                    return byOrdinal != 0 ? byOrdinal : Long.compareUnsigned(a._1, b._1);
                })
                .map(Tuple2::_1);
    }

    /** The epoch in which the site writes; none if it has not been heard of. */
    public Option<Long> epoch() {
        return epochs().lastOption();
    }

    /** With an epoch as the one in which the site writes, if it isn't already. */
    public Member in(long epoch) {
        if (this.epoch().contains(epoch)) {
            return this;
        }
        long last = this.epoch().flatMap(ordinals::get).getOrElse(0L);
        return new Member(incarnation, servers, ordinals.put(epoch, last + 1));
    }

    /** At other addresses. To be called by the site itself only. */
    public Member at(SortedMap<NodeId, String> addresses) {
        return new Member(incarnation, servers.changed(addresses), ordinals);
    }

    /** The same servers as another incarnation of their site, before its first epoch. */
    public Member as(Incarnation other) {
        return new Member(other, servers, TreeMap.empty());
    }

    Member merge(Member other) {
        SortedMap<Long, Long> merged = ordinals.merge(
                other.ordinals, (mine, theirs) -> Long.compareUnsigned(mine, theirs) >= 0 ? mine : theirs);
        return new Member(incarnation, servers.merge(other.servers), merged);
    }

    static Member of(MemberPart message) {
        SortedMap<Long, Long> ordinals = TreeMap.empty();
        for (EpochPart part : message.getEpochsList()) {
            if (part.getEpoch() == 0) {
                throw new MalformedException("0 is no epoch");
            }
            ordinals = ordinals.put(part.getEpoch(), part.getOrdinal());
        }
        if (ordinals.size() < message.getEpochsCount()) {
            throw new MalformedException("a member names an epoch twice");
        }
        return new Member(Incarnation.of(message.getIncarnation()), Servers.of(message), ordinals);
    }

    public MemberPart toMessage() {
        MemberPart.Builder message = MemberPart.newBuilder().setIncarnation(incarnation.toMessage());
        servers.addTo(message);
        ordinals.forEach((epoch, ordinal) ->
                message.addEpochs(EpochPart.newBuilder().setEpoch(epoch).setOrdinal(ordinal)));
        return message.build();
    }
}
