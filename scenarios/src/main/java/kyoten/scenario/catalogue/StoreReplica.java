package kyoten.scenario.catalogue;

import com.google.protobuf.ByteString;
import io.vavr.collection.Seq;
import io.vavr.control.Option;
import kyoten.node.NodeId;
import kyoten.raft.RaftState;
import kyoten.scenario.Replica;
import kyoten.site.Store;

/** A server of a site, as its consensus sees it. */
record StoreReplica(RaftState<Store> raft) implements Replica {
    @Override
    public boolean loading() {
        return raft.isLoading();
    }

    @Override
    public boolean sound() {
        return !raft.isDoubtful();
    }

    @Override
    public long boot() {
        return raft.bootId();
    }

    @Override
    public long term() {
        return raft.term();
    }

    @Override
    public Option<NodeId> vote() {
        return raft.vote();
    }

    @Override
    public boolean leads() {
        return raft.isLeader();
    }

    @Override
    public Seq<NodeId> voters() {
        return raft.configurationOfLog().voters();
    }

    @Override
    public long last() {
        return raft.lastIndex();
    }

    @Override
    public long synced() {
        return raft.syncedIndex();
    }

    @Override
    public long committed() {
        return raft.commitIndex();
    }

    @Override
    public long snapshot() {
        return raft.snapshotIndex();
    }

    @Override
    public ByteString snapshotState() {
        return raft.snapshotState().bytes();
    }

    @Override
    public int partsArrived() {
        return raft.partsArrived();
    }

    @Override
    public Option<Entry> entry(long index) {
        return raft.entry(index).map(entry -> new Entry(entry.getTerm(), entry));
    }

    @Override
    public Option<?> members() {
        return raft.committedConfiguration();
    }

    @Override
    public ByteString state() {
        return raft.machine().bytes();
    }
}
