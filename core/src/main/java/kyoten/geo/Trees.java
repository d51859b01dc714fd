package kyoten.geo;

import com.google.protobuf.ByteString;
import io.vavr.Tuple2;
import io.vavr.collection.SortedMap;
import io.vavr.collection.TreeMap;
import io.vavr.control.Option;
import kyoten.causal.Dot;
import kyoten.causal.Siblings;
import kyoten.causal.VersionVector;
import kyoten.geo.Exchange.RangeKey;
import kyoten.geo.Leadership.Pinned;
import kyoten.geo.message.Compare;
import kyoten.geo.message.Differences;
import kyoten.geo.message.Entries;
import kyoten.geo.message.Fetch;
import kyoten.geo.message.Fetched;
import kyoten.geo.message.GeoEnvelope;
import kyoten.geo.message.Range;
import kyoten.geo.message.StreamHashes;
import kyoten.geo.message.StreamKeys;
import kyoten.site.HashRange;
import kyoten.site.HashTree;
import kyoten.site.Keys;
import kyoten.site.Store;
import kyoten.site.StreamState;

/**
 * The end of an exchange that has what the other lacks (rule X5). It answers from one immutable state, held by reference
 * as long as it is asked, together with what that state has applied.
 */
final class Trees {
    /** A range with no more keys than this is told key by key. */
    private static final int FEW = 64;

    private Trees() {}

    /** Forgets the states that nobody asks for any more. */
    static void onTick(GeoTurn turn) {
        turn.set(turn.lead()
                .withPinned(turn.lead()
                        .pinned()
                        .filterValues(
                                pinned -> turn.now() - pinned.usedAt() <= Exchanges.KEPT_SILENCES * turn.silence())));
    }

    static void onCompare(GeoTurn turn, Peer peer, Compare compare) {
        if (compare.getStreamsCount() > 0) {
            pin(turn, peer, compare.getExchange());
        }
        Option<Store> root = root(turn, peer, compare.getExchange());
        if (root.isEmpty()) {
            turn.ignored("of an exchange that is over");
            return;
        }
        Differences.Builder differences =
                Differences.newBuilder().setExchange(compare.getExchange()).setQuestion(compare.getQuestion());
        open(root.get(), compare, differences);
        for (Range range : compare.getRangesList()) {
            compare(root.get(), range, differences);
        }
        turn.send(peer, GeoEnvelope.newBuilder().setDifferences(differences));
    }

    /** One exchange a peer: a new one takes the place of the last. */
    private static void pin(GeoTurn turn, Peer peer, long exchange) {
        SortedMap<Long, Pinned> others = turn.lead()
                .pinned()
                .filterValues(pinned -> !pinned.by().equals(peer.member().incarnation()));
        Pinned pinned = new Pinned(peer.member().incarnation(), turn.store(), turn.now());
        turn.set(turn.lead().withPinned(others.put(exchange, pinned)));
    }

    private static Option<Store> root(GeoTurn turn, Peer peer, long exchange) {
        Option<Pinned> found = turn.lead()
                .pinned()
                .get(exchange)
                .filter(pinned -> pinned.by().equals(peer.member().incarnation()));
        for (Pinned pinned : found) {
            Pinned used = new Pinned(pinned.by(), pinned.root(), turn.now());
            turn.set(turn.lead().withPinned(turn.lead().pinned().put(exchange, used)));
        }
        return found.map(Pinned::root);
    }

    private static void open(Store root, Compare compare, Differences.Builder differences) {
        SortedMap<Integer, VersionVector> applied = TreeMap.empty();
        for (int i = 0; i < Math.min(compare.getStreamsCount(), compare.getHashesCount()); i++) {
            int number = StreamTable.stream(compare.getStreams(i));
            StreamState stream = root.streams().get(number);
            if (!stream.applied().isEmpty()) {
                applied = applied.put(number, stream.applied());
            }
            ahead(root, number, differences);
            if (stream.tree().summary().hash() != compare.getHashes(i)) {
                tell(stream.tree(), new RangeKey(number, HashRange.WHOLE), differences);
            }
        }
        differences.setApplied(StreamTable.message(applied));
        differences.setCollected(StreamTable.message(applied.map((number, vector) ->
                new Tuple2<>(number, root.streams().get(number).collected()))));
        applied.forEach(
                (number, vector) -> differences.addHashes(hashes(root.streams().get(number), vector)));
    }

    /** What the trees don't show, and whoever takes over the stream needs all the same. */
    private static void ahead(Store root, int number, Differences.Builder differences) {
        StreamKeys.Builder keys = StreamKeys.newBuilder().setStream(number);
        for (ByteString key : root.streams().get(number).ahead().keySet()) {
            Siblings siblings = root.key(key).siblings();
            if (siblings.live().isEmpty()) {
                differences.addBare(Keys.message(key, siblings));
            } else {
                keys.addKeyHash(HashTree.keyHash(key));
            }
        }
        if (keys.getKeyHashCount() > 0) {
            differences.addAhead(keys);
        }
    }

    private static StreamHashes hashes(StreamState stream, VersionVector vector) {
        StreamHashes.Builder hashes = StreamHashes.newBuilder();
        for (Dot last : vector.dots()) {
            hashes.addHash(stream.logs().get(last.origin()).get().hash());
        }
        return hashes.build();
    }

    private static void compare(Store root, Range range, Differences.Builder differences) {
        HashTree tree =
                root.streams().get(StreamTable.stream(range.getStream())).tree();
        RangeKey whole = Ranges.key(range);
        for (int i = 0; i < HashRange.CHILDREN; i++) {
            RangeKey part = whole.part(i);
            if (tree.summary(part.range()).hash() != range.getParts(i)) {
                tell(tree, part, differences);
            }
        }
    }

    /** Tells what is in a range that differs. */
    private static void tell(HashTree tree, RangeKey range, Differences.Builder differences) {
        if (!range.range().isSingle() && tree.summary(range.range()).keys() > FEW) {
            differences.addRanges(Ranges.message(tree, range));
            return;
        }
        Entries.Builder entries = Entries.newBuilder()
                .setStream(range.stream())
                .setBits(range.range().bits())
                .setPrefix(range.range().prefix());
        for (HashTree.Entry entry : tree.entries(range.range())) {
            entries.addKeyHash(entry.keyHash()).addDigest(entry.digest());
        }
        differences.addEntries(entries);
    }

    static void onFetch(GeoTurn turn, Peer peer, Fetch fetch) {
        Option<Store> root = root(turn, peer, fetch.getExchange());
        if (root.isEmpty()) {
            turn.ignored("of an exchange that is over");
            return;
        }
        Fetching fetching =
                new Fetching(root.get(), turn.server().options().sizes().reply(), fetch.getFirstSibling());
        for (StreamKeys keys : fetch.getKeysList()) {
            fetching.take(keys);
        }
        Fetched.Builder fetched =
                fetching.fetched().setExchange(fetch.getExchange()).setQuestion(fetch.getQuestion());
        turn.send(peer, GeoEnvelope.newBuilder().setFetched(fetched));
    }
}
