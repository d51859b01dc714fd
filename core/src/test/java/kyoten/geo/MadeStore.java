package kyoten.geo;

import com.google.protobuf.ByteString;
import io.vavr.collection.Vector;
import kyoten.causal.Dot;
import kyoten.causal.Origin;
import kyoten.causal.VersionVector;
import kyoten.gossip.History;
import kyoten.gossip.Incarnation;
import kyoten.gossip.Member;
import kyoten.node.SiteId;
import kyoten.site.Limits;
import kyoten.site.OriginLog;
import kyoten.site.Store;
import kyoten.site.StoreMachine;
import kyoten.site.Streams;
import kyoten.site.Vectors;
import kyoten.site.message.Arrivals;
import kyoten.site.message.Arrive;
import kyoten.site.message.Collect;
import kyoten.site.message.Command;
import kyoten.site.message.StableStream;
import kyoten.site.message.UpdatePart;

/** A store of tokyo's, made of the updates of other sites that came to it. */
final class MadeStore {
    static final int STREAM = 3;

    private static final History MEMBERS = History.of(
            Vector.of("tokyo", "osaka", "kobe").map(name -> Member.of(Incarnation.founder(new SiteId(name)))));

    private final StoreMachine machine = new StoreMachine(new SiteId("tokyo"), Limits.DEFAULT, MEMBERS);
    private Store store = machine.initial();
    private long index;

    Store store() {
        return store;
    }

    static ByteString bytes(String text) {
        return ByteString.copyFromUtf8(text);
    }

    /** The i-th key of a stream. */
    static ByteString key(int stream, int i) {
        int left = i;
        for (int number = 0; ; number++) {
            ByteString key = bytes("k" + number);
            if (Streams.of(key) == stream && left-- == 0) {
                return key;
            }
        }
    }

    static VersionVector upTo(Origin origin, long n) {
        return VersionVector.upTo(new Dot(origin, n));
    }

    MadeStore write(Origin origin, ByteString key, String value) {
        return update(origin, UpdatePart.newBuilder().setKey(key).setValue(bytes(value)));
    }

    MadeStore write(Origin origin, ByteString key, String value, VersionVector context) {
        return update(
                origin,
                UpdatePart.newBuilder().setKey(key).setValue(bytes(value)).setContext(Vectors.message(context)));
    }

    MadeStore delete(Origin origin, ByteString key, VersionVector context) {
        return update(origin, UpdatePart.newBuilder().setKey(key).setContext(Vectors.message(context)));
    }

    private MadeStore update(Origin origin, UpdatePart.Builder update) {
        OriginLog log = store.streamOf(update.getKey()).log(origin);
        Arrive.Builder run = Arrive.newBuilder()
                .setStream(Streams.of(update.getKey()))
                .setSite(origin.site().name())
                .setEpoch(origin.epoch())
                .setFirstN(log.last() + 1)
                .setHashBefore(log.hash())
                .addUpdates(update);
        return apply(Command.newBuilder().setArrivals(Arrivals.newBuilder().addRuns(run)));
    }

    /** Every member has so much of a stream. */
    MadeStore collect(int stream, VersionVector stable) {
        return apply(Command.newBuilder()
                .setCollect(Collect.newBuilder()
                        .setMembersDigest(store.standing().history().membersDigest())
                        .addStreams(StableStream.newBuilder().setStream(stream).setStable(Vectors.message(stable)))));
    }

    private MadeStore apply(Command.Builder command) {
        store = machine.apply(store, ++index, 1, command.build().toByteString()).state();
        return this;
    }
}
