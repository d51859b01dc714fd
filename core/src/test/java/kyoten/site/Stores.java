package kyoten.site;

import com.google.protobuf.ByteString;
import io.vavr.control.Option;
import java.time.Duration;
import java.util.HashSet;
import java.util.Set;
import kyoten.causal.Dot;
import kyoten.causal.VersionVector;
import kyoten.node.SiteId;
import kyoten.raft.Machine;
import kyoten.site.message.BeginEpoch;
import kyoten.site.message.CloseSession;
import kyoten.site.message.Command;
import kyoten.site.message.OpenSession;
import kyoten.site.message.Update;

/** Drives a {@link StoreMachine} by commands, as a log would. */
final class Stores {
    static final SiteId SITE = new SiteId("tokyo");
    static final Limits LIMITS = new Limits(1 << 10, 1 << 20, 3, Duration.ofSeconds(60));
    static final ContextSeal SEAL = new ContextSeal(ByteString.copyFromUtf8("0123456789abcdef"));

    private final StoreMachine machine = new StoreMachine(SITE, LIMITS);
    private Store store = machine.initial();
    private long index;
    private long time;

    Store store() {
        return store;
    }

    void set(Store newStore) {
        store = newStore;
    }

    void atSeconds(long seconds) {
        time = Duration.ofSeconds(seconds).toNanos();
    }

    Object apply(Command.Builder command) {
        Machine.Applied<Store> applied =
                machine.apply(store, ++index, 1, command.setTime(time).build().toByteString());
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

    /** An update of another site, as a feed will bring it. */
    void arrive(ByteString key, Dot dot, VersionVector context, Option<ByteString> value) {
        StreamState stream = store.streamOf(key);
        KeyState after = store.key(key).arrived(dot, context, value);
        store = store.updated(key, after, stream.withApplied(stream.applied().with(dot)));
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
