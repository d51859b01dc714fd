package kyoten.scenario.catalogue;

import com.google.protobuf.ByteString;
import io.vavr.control.Option;
import kyoten.raft.RaftState;
import kyoten.scenario.Replica;
import kyoten.site.Store;

/** A server of a site, as its consensus sees it. */
record StoreReplica(RaftState<Store> raft) implements Replica {
    @Override
    public long boot() {
        return raft.bootId();
    }

    @Override
    public long term() {
        return raft.term();
    }

    @Override
    public boolean leads() {
        return raft.isLeader();
    }

    @Override
    public long last() {
        return raft.lastIndex();
    }

    @Override
    public long committed() {
        return raft.commitIndex();
    }

    @Override
    public Option<Entry> entry(long index) {
        return raft.entry(index).map(entry -> new Entry(entry.getTerm(), entry));
    }

    @Override
    public ByteString state() {
        return raft.machine().bytes();
    }
}
