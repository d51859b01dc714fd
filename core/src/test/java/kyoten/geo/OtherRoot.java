package kyoten.geo;

import io.vavr.collection.SortedMap;
import io.vavr.collection.TreeMap;
import kyoten.causal.Dot;
import kyoten.causal.VersionVector;
import kyoten.geo.message.Compare;
import kyoten.geo.message.Differences;
import kyoten.geo.message.Entries;
import kyoten.geo.message.Fetch;
import kyoten.geo.message.Fetched;
import kyoten.geo.message.GeoEnvelope;
import kyoten.geo.message.StreamHashes;
import kyoten.geo.message.StreamKeys;
import kyoten.site.HashRange;
import kyoten.site.HashTree;
import kyoten.site.Store;
import kyoten.site.StreamState;

/** The state of another site, from which it answers the questions of an exchange. */
record OtherRoot(Store store) {
    private static final int PLENTY = 1 << 20;

    /** What the first answer tells of the state, without any key. */
    Differences.Builder opening(Compare question) {
        SortedMap<Integer, VersionVector> applied = TreeMap.empty();
        SortedMap<Integer, VersionVector> collected = TreeMap.empty();
        for (int number : question.getStreamsList()) {
            applied = applied.put(number, store.streams().get(number).applied());
            collected = collected.put(number, store.streams().get(number).collected());
        }
        Differences.Builder opening = Differences.newBuilder()
                .setExchange(question.getExchange())
                .setQuestion(question.getQuestion())
                .setApplied(StreamTable.message(applied))
                .setCollected(StreamTable.message(collected));
        applied.filterValues(vector -> !vector.isEmpty())
                .forEach((number, vector) ->
                        opening.addHashes(hashes(store.streams().get(number))));
        return opening;
    }

    private static StreamHashes hashes(StreamState stream) {
        StreamHashes.Builder hashes = StreamHashes.newBuilder();
        for (Dot last : stream.applied().dots()) {
            hashes.addHash(stream.log(last.origin()).hash());
        }
        return hashes.build();
    }

    /** The first answer, with all keys of these streams. */
    GeoEnvelope.Builder whole(Compare question) {
        Differences.Builder differences = opening(question);
        for (int number : question.getStreamsList()) {
            differences.addEntries(entries(number));
        }
        return GeoEnvelope.newBuilder().setDifferences(differences);
    }

    Entries.Builder entries(int stream) {
        Entries.Builder entries = Entries.newBuilder().setStream(stream);
        for (HashTree.Entry entry : store.streams().get(stream).tree().entries(HashRange.WHOLE)) {
            entries.addKeyHash(entry.keyHash()).addDigest(entry.digest());
        }
        return entries;
    }

    GeoEnvelope.Builder fetched(Fetch question) {
        return fetched(question, PLENTY);
    }

    /** What of some keys goes into a message of some bytes. */
    GeoEnvelope.Builder fetched(Fetch question, int limit) {
        Fetching fetching = new Fetching(store, limit, question.getFirstSibling());
        for (StreamKeys keys : question.getKeysList()) {
            fetching.take(keys);
        }
        Fetched.Builder fetched =
                fetching.fetched().setExchange(question.getExchange()).setQuestion(question.getQuestion());
        return GeoEnvelope.newBuilder().setFetched(fetched);
    }
}
