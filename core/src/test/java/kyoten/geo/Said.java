package kyoten.geo;

import com.google.protobuf.ByteString;
import io.vavr.collection.SortedMap;
import io.vavr.collection.TreeMap;
import io.vavr.collection.TreeSet;
import io.vavr.collection.Vector;
import java.util.List;
import kyoten.causal.Dot;
import kyoten.causal.Origin;
import kyoten.causal.VersionVector;
import kyoten.geo.message.Batch;
import kyoten.geo.message.GeoEnvelope;
import kyoten.geo.message.Status;
import kyoten.geo.message.Subscribe;
import kyoten.gossip.History;
import kyoten.site.LoggedUpdate;
import kyoten.site.Store;
import kyoten.site.Streams;
import kyoten.site.message.Arrive;
import kyoten.site.message.UpdatePart;

/** What other sites say. */
final class Said {
    private Said() {}

    static GeoEnvelope.Builder status() {
        return status(TreeMap.empty());
    }

    static GeoEnvelope.Builder status(SortedMap<Integer, VersionVector> applied) {
        return status(applied, 0);
    }

    static GeoEnvelope.Builder status(SortedMap<Integer, VersionVector> applied, long feeding) {
        return status(Status.newBuilder()
                .setApplied(StreamTable.message(applied))
                .setComplete(true)
                .setFeeding(feeding));
    }

    static GeoEnvelope.Builder status(Status.Builder status) {
        return GeoEnvelope.newBuilder().setStatus(status);
    }

    static GeoEnvelope.Builder history(History history) {
        return GeoEnvelope.newBuilder().setHistory(history.toMessage());
    }

    /** It wants some sites' updates from the beginning. */
    static Subscribe.Builder subscribe(long number, long credit, OtherSite... sites) {
        return Subscribe.newBuilder()
                .setNumber(number)
                .setCredit(credit)
                .addAllSites(TreeSet.of(sites(sites)).toJavaList());
    }

    private static String[] sites(OtherSite... sites) {
        return Vector.of(sites).map(OtherSite::name).toJavaArray(String[]::new);
    }

    static GeoEnvelope.Builder batch(long number, long sequence, Arrive.Builder... runs) {
        Batch.Builder batch = Batch.newBuilder().setNumber(number).setSequence(sequence);
        List.of(runs).forEach(batch::addRuns);
        return GeoEnvelope.newBuilder().setBatch(batch);
    }

    /** The next updates of an origin, as they follow on those that a store has. */
    static Arrive.Builder run(Store store, Origin origin, ByteString key, String... values) {
        int stream = Streams.of(key);
        return run(
                store.streams().get(stream).log(origin).last() + 1,
                store.streams().get(stream).log(origin).hash(),
                origin,
                key,
                values);
    }

    /** The updates that follow on those of a run. */
    static Arrive.Builder after(Arrive.Builder run, String... values) {
        Origin origin = new Origin(StreamTable.site(run.getSite()), run.getEpoch());
        long n = run.getFirstN();
        long hash = run.getHashBefore();
        for (UpdatePart update : run.getUpdatesList()) {
            hash = LoggedUpdate.of(new Dot(origin, n++), update).hash(hash);
        }
        return run(n, hash, origin, run.getUpdates(0).getKey(), values);
    }

    private static Arrive.Builder run(long firstN, long hashBefore, Origin origin, ByteString key, String... values) {
        Arrive.Builder run = Arrive.newBuilder()
                .setStream(Streams.of(key))
                .setSite(origin.site().name())
                .setEpoch(origin.epoch())
                .setFirstN(firstN)
                .setHashBefore(hashBefore);
        for (String value : values) {
            run.addUpdates(UpdatePart.newBuilder().setKey(key).setValue(ByteString.copyFromUtf8(value)));
        }
        return run;
    }
}
