package kyoten.raft;

import io.vavr.collection.List;
import io.vavr.collection.Seq;
import io.vavr.collection.TreeMap;
import io.vavr.collection.Vector;
import io.vavr.control.Option;
import kyoten.node.NodeId;

/**
 * A server's state: an immutable value. What other rooms may know of it is in the methods; the components are Raft's own.
 *
 * @param <T> the state of the machine
 */
public record RaftState<T>(
        long bootId,
        HardState hard,
        Log log,
        Disk disk,
        Role role,
        long commit,
        T machine,
        Snapshot<T> snapshot,
        long nextCut,
        List<Configured> configurations,
        Doubt doubt,
        Contact contact,
        long numbers,
        Held held,
        Option<Snapshot.Saving<T>> saving,
        Option<Snapshot.Incoming> incoming,
        TreeMap<NodeId, Snapshot.Transfer<T>> transfers) {

    /** A configuration and the index of its entry; 0 of the founding one. */
    record Configured(long index, Configuration configuration) {}

    /**
     * What a follower's patience is measured by.
     *
     * @param quietSince when it last accepted an append of the current leader, or granted a vote
     * @param timeout how long it waits from then on
     */
    record Contact(long quietSince, long timeout) {}

    /**
     * Messages that say what is not synced yet.
     *
     * @param forHard leave when the current hard state is synced
     * @param forEntries leave when their entry is synced, ordered by it
     */
    record Held(Vector<Answer> forHard, Vector<Answer> forEntries) {
        static final Held NONE = new Held(Vector.empty(), Vector.empty());

        /** A message and the entry that it waits for. */
        record Answer(long index, NodeId to, RaftEnvelope message) {}
    }

    /**
     * What a leader knows of a server's boots, for rule S3.
     *
     * @param bootId the latest boot; 0 if the server has not been heard in this leadership
     * @param vouchedFrom an earlier boot of the same server, or the same one: the leader has seen what the server
     *     acknowledged since then, and that its log still reaches it
     * @param trusted false for a server that does not count: in doubt, or on another disk than the configuration's
     * @param reachesTerm whether it holds, synced, all that the leader's log held when its term began
     */
    public record ServerBoot(
            NodeId server, boolean voter, long bootId, long vouchedFrom, boolean trusted, boolean reachesTerm) {}

    public boolean isLeader() {
        return role instanceof Leader;
    }

    /** Whether this server leads and has committed an entry of its term: what it has applied is up to date. */
    public boolean isReadyLeader() {
        return role instanceof Leader leader && commit >= leader.firstIndex();
    }

    /** The leader of the current term, as far as this server knows. */
    public Option<NodeId> leader(NodeId self) {
        return isLeader() ? Option.some(self) : role.knownLeader();
    }

    public long term() {
        return hard.term();
    }

    /** Whom this server voted for in the current term. */
    public Option<NodeId> vote() {
        return hard.vote();
    }

    /** The last entry that has been synced. */
    public long syncedIndex() {
        return disk.synced();
    }

    /** The last entry known to be committed; it has been applied, too. */
    public long commitIndex() {
        return commit;
    }

    public long lastIndex() {
        return log.lastIndex();
    }

    /** The entry at an index; none if the log ends before it, or forgot it for a snapshot. */
    public Option<Entry> entry(long index) {
        return index <= log.baseIndex() || index > log.lastIndex() ? Option.none() : Option.some(log.entry(index));
    }

    /** The last entry that the newest snapshot on the disk holds; 0 before any. */
    public long snapshotIndex() {
        return snapshot.index();
    }

    /** The state of that snapshot. */
    public T snapshotState() {
        return snapshot.root();
    }

    /** How many parts have come of a snapshot that a leader sends. */
    public int partsArrived() {
        return incoming.map(known -> known.chunks().size()).getOrElse(0);
    }

    /** The configuration that acts: the newest in the log. */
    public Configuration configuration() {
        return configurations.head().configuration();
    }

    /** The configuration that should act: the newest that the log has, or the snapshot's. For judges: it takes a search. */
    public Configuration configurationOfLog() {
        for (long index = log.lastIndex(); index > log.baseIndex(); index--) {
            Entry entry = log.entry(index);
            if (entry.getKind() == Entry.Kind.CONFIGURATION) {
                return Configuration.of(entry.getPayload());
            }
        }
        return snapshot.configuration();
    }

    /** The newest configuration that is committed; none if this server has not been told with whom the group was founded. */
    public Option<Configuration> committedConfiguration() {
        return configurations
                .find(configured -> configured.index() <= commit)
                .map(Configured::configuration)
                .filter(configuration -> !configuration.members().isEmpty());
    }

    /** Whether the server has found damage, or an empty disk, and has not been let in since. */
    public boolean isDoubtful() {
        return !doubt.isSure();
    }

    /** Whether the disk was full at the last attempt to write. */
    public boolean isFull() {
        return disk.full();
    }

    /** Whether the disk has failed: the server is over. */
    public boolean isEnded() {
        return role instanceof Role.Ended;
    }

    /** Whether the server is still reading its disk. */
    public boolean isLoading() {
        return role instanceof Role.Loading;
    }

    /** The boots of all members as this leader knows them, ordered by name; empty if it doesn't lead. */
    public Seq<ServerBoot> boots(NodeId self) {
        if (!(role instanceof Leader leader)) {
            return Vector.empty();
        }
        Vector<ServerBoot> boots = Vector.empty();
        if (configuration().isVoter(self)) {
            boots = boots.append(new ServerBoot(self, true, bootId, bootId, true, true));
        }
        for (int i = 0; i < leader.peers().size(); i++) {
            Progress peer = leader.peers().get(i);
            boots = boots.append(new ServerBoot(
                    peer.node(),
                    peer.member().voter(),
                    peer.standing().bootId(),
                    peer.standing().firstBoot(),
                    peer.standing().trust() == Progress.Trust.TRUSTED,
                    peer.match() >= leader.firstIndex()));
        }
        return boots.sortBy(ServerBoot::server);
    }
}
