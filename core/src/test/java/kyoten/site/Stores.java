package kyoten.site;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import io.vavr.collection.Seq;
import io.vavr.collection.Vector;
import io.vavr.control.Option;
import java.time.Duration;
import java.util.HashSet;
import java.util.Set;
import kyoten.causal.Dot;
import kyoten.causal.Origin;
import kyoten.causal.Sibling;
import kyoten.causal.VersionVector;
import kyoten.gossip.History;
import kyoten.gossip.Incarnation;
import kyoten.gossip.Member;
import kyoten.node.SiteId;
import kyoten.raft.Machine;
import kyoten.site.message.Arrivals;
import kyoten.site.message.Arrive;
import kyoten.site.message.BeginEpoch;
import kyoten.site.message.CloseSession;
import kyoten.site.message.Collect;
import kyoten.site.message.Command;
import kyoten.site.message.MergeHistory;
import kyoten.site.message.OpenSession;
import kyoten.site.message.StableStream;
import kyoten.site.message.Update;
import kyoten.site.message.Updated.Outcome;

/** Drives a {@link StoreMachine} by commands, as a log would. */
final class Stores {
    static final SiteId SITE = new SiteId("tokyo");
    static final Limits LIMITS = new Limits(1 << 10, 1 << 20, 3, Duration.ofSeconds(60), 2000, 128 << 10, 256 << 10);
    static final ContextSeal SEAL = new ContextSeal(ByteString.copyFromUtf8("0123456789abcdef"));

    static final Object FENCED = new Result.Updated(Outcome.FENCED);

    private final StoreMachine machine;
    private Store store;
    private long index;
    private long time;
    private long wall;

    /** A site alone. */
    Stores() {
        this(SITE, alone(SITE));
    }

    Stores(SiteId site, History founders) {
        machine = new StoreMachine(site, LIMITS, founders);
        store = machine.initial();
    }

    static History alone(SiteId site) {
        return History.of(Vector.of(Member.of(Incarnation.founder(site))));
    }

    Store store() {
        return store;
    }

    void set(Store newStore) {
        store = newStore;
    }

    void atSeconds(long seconds) {
        time = Duration.ofSeconds(seconds).toNanos();
    }

    void atWall(long newWall) {
        wall = newWall;
    }

    Object apply(Command.Builder command) {
        Machine.Applied<Store> applied = machine.apply(
                store, ++index, 1, command.setTime(time).setWall(wall).build().toByteString());
        store = applied.state();
        return applied.result();
    }

    void beginEpoch(long epoch) {
        apply(Command.newBuilder().setBeginEpoch(BeginEpoch.newBuilder().setEpoch(epoch)));
    }

    Session.Key open() {
        Object result =
                apply(Command.newBuilder().setOpen(OpenSession.newBuilder().setNonce(5)));
        return ((Result.Opened) result).session();
    }

    Object close(Session.Key session) {
        return apply(Command.newBuilder().setClose(CloseSession.newBuilder().setSession(Replies.id(session))));
    }

    Object update(Session.Key session, long sequence, Update.Builder update) {
        return apply(Command.newBuilder()
                .setUpdate(update.setSession(Replies.id(session)).setSequence(sequence)));
    }

    /** The next update of another site, as a feed brings it. */
    void arrive(ByteString key, Origin origin, VersionVector context, Option<ByteString> value) {
        OriginLog log = store.streamOf(key).log(origin);
        LoggedUpdate update = new LoggedUpdate(new Dot(origin, log.last() + 1), key, context, value, 0);
        assertThat(arrive(log.hash(), update)).isEqualTo(new Result.Recorded());
    }

    /** Updates of one origin, one after the other. */
    Object arrive(long hashBefore, LoggedUpdate... updates) {
        return apply(arrivals(batch(hashBefore, updates)));
    }

    static Arrive.Builder batch(long hashBefore, LoggedUpdate... updates) {
        Dot first = updates[0].dot();
        Arrive.Builder batch = Arrive.newBuilder()
                .setStream(Streams.of(updates[0].key()))
                .setSite(first.origin().site().name())
                .setEpoch(first.origin().epoch())
                .setFirstN(first.n())
                .setHashBefore(hashBefore);
        for (LoggedUpdate update : updates) {
            batch.addUpdates(update.toMessage());
        }
        return batch;
    }

    static Command.Builder arrivals(Arrive.Builder... batches) {
        Arrivals.Builder all = Arrivals.newBuilder();
        for (Arrive.Builder batch : batches) {
            all.addRuns(batch);
        }
        return Command.newBuilder().setArrivals(all);
    }

    void merge(History history) {
        apply(Command.newBuilder().setMergeHistory(MergeHistory.newBuilder().setHistory(history.toMessage())));
    }

    /** As if every member had all that the site has of a key's stream. */
    void collect(ByteString key) {
        collect(key, store.streamOf(key).applied());
    }

    void collect(ByteString key, VersionVector stable) {
        Collect.Builder collect = Collect.newBuilder()
                .setMembersDigest(store.standing().history().membersDigest())
                .addStreams(StableStream.newBuilder().setStream(Streams.of(key)).setStable(Vectors.message(stable)));
        assertThat(apply(Command.newBuilder().setCollect(collect))).isEqualTo(new Result.Recorded());
    }

    /** What gread shows where no resolver is. */
    static Seq<ByteString> values(KeyState state) {
        return state.siblings()
                .live()
                .filter(Sibling::isValue)
                .map(sibling -> ((Sibling.Value) sibling.content()).bytes());
    }

    static ByteString bytes(String text) {
        return ByteString.copyFromUtf8(text);
    }

    static Update.Builder write(String key, String value) {
        return Update.newBuilder().setKind(Update.Kind.WRITE).setKey(bytes(key)).setValue(bytes(value));
    }

    static Update.Builder delete(String key) {
        return Update.newBuilder().setKind(Update.Kind.DELETE).setKey(bytes(key));
    }

    static Update.Builder gwrite(String key, String value, VersionVector context) {
        return Update.newBuilder()
                .setKind(Update.Kind.GWRITE)
                .setKey(bytes(key))
                .setValue(bytes(value))
                .setContext(SEAL.seal(bytes(key), context));
    }

    static Update.Builder gdelete(String key, VersionVector context) {
        return gwrite(key, "", context).setKind(Update.Kind.GDELETE).clearValue();
    }

    static Set<Dot> set(VersionVector vector) {
        Set<Dot> set = new HashSet<>();
        vector.dots().forEach(dot -> set.addAll(NaiveStore.upTo(dot)));
        return set;
    }
}
