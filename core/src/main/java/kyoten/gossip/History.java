package kyoten.gossip;

import io.vavr.collection.Seq;
import io.vavr.collection.SortedMap;
import io.vavr.collection.SortedSet;
import io.vavr.collection.TreeMap;
import io.vavr.collection.TreeSet;
import io.vavr.control.Option;
import kyoten.causal.Hash64;
import kyoten.causal.Origin;
import kyoten.gossip.message.HistoryPart;
import kyoten.gossip.message.LeavePart;
import kyoten.gossip.message.MemberPart;
import kyoten.wire.MalformedException;

/**
 * Who ever joined the cluster, and who left it, rule X6. Nothing in it is ever taken back, so that any two histories
 * have a least one that holds both: a join-semilattice under {@link #merge}. Sites that have heard the same, in whatever
 * order, agree on the members.
 *
 * <p>A leave is final and wins over a join of the same incarnation, whichever was heard first. Only where all would have
 * left (two sites that each let the other go, at the same time) whoever said the last leave stays, until another joins: so its
 * site joins again at once, as another incarnation. Nobody who said the last one can have been known to be gone by then.
 */
public final class History {
    /** Nobody has joined. */
    public static final History NONE = new History(TreeMap.empty(), TreeMap.empty(), Prefixes.NONE);

    private final SortedMap<Incarnation, Member> joined;
    private final SortedMap<Incarnation, Leave> left;
    private final Prefixes prefixes;
    private final SortedMap<Incarnation, Member> members;
    private final SortedSet<Origin> closed;
    private final long membersDigest;
    private final long digest;

    private History(SortedMap<Incarnation, Member> joined, SortedMap<Incarnation, Leave> left, Prefixes prefixes) {
        this.joined = joined;
        this.left = left;
        this.prefixes = prefixes;
        SortedMap<Incarnation, Member> stayed = joined.filterKeys(incarnation -> !left.containsKey(incarnation));
        this.members = stayed.isEmpty() ? last(joined, left) : stayed;
        this.closed = closed(joined, members);
        this.membersDigest = digest(members);
        this.digest = Hash64.of(0, toMessage().toByteString());
    }

    /** The history of a cluster that some sites begin. */
    public static History of(Seq<Member> founders) {
        History history = NONE;
        for (Member founder : founders) {
            history = history.joined(founder);
        }
        return history;
    }

    /** Whoever said the last leave. */
    private static SortedMap<Incarnation, Member> last(
            SortedMap<Incarnation, Member> joined, SortedMap<Incarnation, Leave> left) {
        Option<Incarnation> last = left.values().max().map(Leave::by).filter(joined::containsKey);
        return joined.filterKeys(last.orElse(joined.keySet().headOption())::contains);
    }

    private static SortedSet<Origin> closed(
            SortedMap<Incarnation, Member> joined, SortedMap<Incarnation, Member> members) {
        SortedSet<Origin> closed = TreeSet.empty();
        for (Member member : joined.values()) {
            Seq<Long> epochs = member.epochs();
            Seq<Long> over = members.containsKey(member.incarnation()) ? epochs.dropRight(1) : epochs;
            for (Long epoch : over) {
                closed = closed.add(new Origin(member.incarnation().site(), epoch));
            }
        }
        return closed;
    }

    private static long digest(SortedMap<Incarnation, Member> members) {
        long digest = 0;
        for (Member member : members.values()) {
            digest = Hash64.of(digest, member.incarnation().toMessage().toByteString());
            digest = Hash64.of(digest, member.epoch().getOrElse(0L));
        }
        return digest;
    }

    /** All that either history holds. */
    public History merge(History other) {
        History merged = new History(
                joined.merge(other.joined, Member::merge),
                left.merge(other.left, Leave::merge),
                prefixes.merge(other.prefixes));
        return merged.equals(this) ? this : merged;
    }

    /** With a site that joins, or what else is known of one that has joined. */
    public History joined(Member member) {
        Option<Member> before = joined.get(member.incarnation());
        Member after = before.map(known -> known.merge(member)).getOrElse(member);
        return before.contains(after) ? this : new History(joined.put(member.incarnation(), after), left, prefixes);
    }

    /**
     * With an incarnation that leaves, for good.
     *
     * @param by the member that says so: another one, or the incarnation itself
     */
    public History left(Incarnation incarnation, Incarnation by) {
        long last = left.values().map(Leave::number).max().getOrElse(0L);
        return left.containsKey(incarnation)
                ? this
                : new History(joined, left.put(incarnation, new Leave(incarnation, last + 1, by)), prefixes);
    }

    /** With another table of resolvers. */
    public History with(Prefixes newPrefixes) {
        return new History(joined, left, prefixes.merge(newPrefixes));
    }

    /** Who joined and did not leave. */
    public SortedMap<Incarnation, Member> members() {
        return members;
    }

    public boolean isMember(Incarnation incarnation) {
        return members.containsKey(incarnation);
    }

    /** All that ever joined, as far as is known. */
    public SortedMap<Incarnation, Member> joined() {
        return joined;
    }

    /** Whose leave is known, whether or not their join is. */
    public SortedSet<Incarnation> left() {
        return left.keySet();
    }

    public Prefixes prefixes() {
        return prefixes;
    }

    /** What no site writes in any more: the epochs of those that left, and all but the last ones of the members. */
    public SortedSet<Origin> closedOrigins() {
        return closed;
    }

    /** Whether two histories hold the same. */
    public long digest() {
        return digest;
    }

    /** Whether two histories name the same members, in the same epochs; addresses and resolvers apart. */
    public long membersDigest() {
        return membersDigest;
    }

    /**
     * The history that a message stands for.
     *
     * @throws MalformedException if it is none
     */
    public static History of(HistoryPart message) {
        SortedMap<Incarnation, Member> joined = TreeMap.empty();
        for (MemberPart part : message.getJoinedList()) {
            Member member = Member.of(part);
            if (joined.containsKey(member.incarnation())) {
                throw new MalformedException(member.incarnation() + " joined twice");
            }
            joined = joined.put(member.incarnation(), member);
        }
        SortedMap<Incarnation, Leave> left = TreeMap.empty();
        for (LeavePart part : message.getLeftList()) {
            Leave leave = Leave.of(part, message.getLeftCount());
            left = left.put(leave.who(), leave);
        }
        return new History(joined, left, Prefixes.of(message.getPrefixesList()));
    }

    /** As a message. Equal histories have equal bytes. */
    public HistoryPart toMessage() {
        return HistoryPart.newBuilder()
                .addAllJoined(joined.values().map(Member::toMessage))
                .addAllLeft(left.values().map(Leave::toMessage))
                .addAllPrefixes(prefixes.toMessage())
                .build();
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof History that
                && digest == that.digest
                && joined.equals(that.joined)
                && left.equals(that.left)
                && prefixes.equals(that.prefixes);
    }

    @Override
    public int hashCode() {
        return (int) digest;
    }

    @Override
    public String toString() {
        return members.keySet().mkString("{", " ", "}")
                + (left.isEmpty() ? "" : left.keySet().mkString(" without {", " ", "}"));
    }
}
