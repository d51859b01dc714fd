package kyoten.raft;

import com.google.protobuf.ByteString;
import com.google.protobuf.InvalidProtocolBufferException;
import io.vavr.collection.Array;
import io.vavr.collection.Seq;
import io.vavr.collection.Vector;
import io.vavr.control.Option;
import kyoten.node.NodeId;

/**
 * The servers of a group. It acts from the moment that it is in the log (§4.1).
 *
 * @param members ordered by name
 */
public record Configuration(Seq<Member> members) {

    static final Configuration EMPTY = new Configuration(Vector.empty());

    /**
     * One server.
     *
     * @param voter false for a learner, which gets all entries and counts for nothing
     * @param diskId the disk with which it counts, 0 while that is not known: a server that comes back with another one
     *     has lost what it had acknowledged
     * @param founder whether the group began with this disk: only such a one can be empty though nothing of it was lost
     */
    public record Member(NodeId node, boolean voter, long diskId, boolean founder) {
        /** A server that came later. */
        public Member(NodeId node, boolean voter, long diskId) {
            this(node, voter, diskId, false);
        }
    }

    public Configuration {
        members = Array.ofAll(members).sortBy(Member::node);
    }

    /** The member of that name. */
    public Option<Member> member(NodeId node) {
        return members.find(member -> member.node().equals(node));
    }

    /** The voters, ordered by name. */
    public Seq<NodeId> voters() {
        return members.filter(Member::voter).map(Member::node);
    }

    boolean isVoter(NodeId node) {
        return member(node).exists(Member::voter);
    }

    /** How many voters make a majority. */
    int majority() {
        return voters().size() / 2 + 1;
    }

    Configuration with(Member changed) {
        return new Configuration(without(changed.node()).members.append(changed));
    }

    Configuration without(NodeId node) {
        return new Configuration(members.reject(member -> member.node().equals(node)));
    }

    Members toMessage() {
        Members.Builder message = Members.newBuilder();
        for (Member member : members) {
            message.addMember(MemberRecord.newBuilder()
                    .setName(member.node().name())
                    .setVoter(member.voter())
                    .setDiskId(member.diskId())
                    .setFounder(member.founder()));
        }
        return message.build();
    }

    static Configuration of(Members message) {
        return new Configuration(Vector.ofAll(message.getMemberList())
                .map(member -> new Member(
                        new NodeId(member.getName()), member.getVoter(), member.getDiskId(), member.getFounder())));
    }

    /** Reads an entry's payload; the entry was checked when it came in, so that what fails here is our bug. */
    static Configuration of(ByteString payload) {
        try {
            return of(Members.parseFrom(payload));
        } catch (InvalidProtocolBufferException e) {
            throw new IllegalStateException("an entry's configuration can't be read", e);
        }
    }
}
