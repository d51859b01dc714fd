package kyoten.site;

import com.google.protobuf.ByteString;
import io.vavr.Tuple2;
import io.vavr.collection.SortedMap;
import io.vavr.collection.TreeMap;
import kyoten.causal.Dot;
import kyoten.causal.Origin;
import kyoten.causal.Sibling;
import kyoten.causal.Siblings;
import kyoten.causal.VersionVector;
import kyoten.node.SiteId;
import kyoten.raft.Machine.Applied;
import kyoten.site.message.Absorb;
import kyoten.site.message.RunningHash;
import kyoten.wire.MalformedException;

/**
 * What the parts of an exchange of trees do, rule X5. A pure function of the store.
 *
 * <p>The parts are kept aside and take effect together. Half of an exchange would show what this site's P does not cover:
 * should the other site then leave, nobody else would ever hear of it. And what is applied here while the exchange goes on
 * must not be what the other root had applied before: there, the deletion of it may have been collected, and once P covers
 * that deletion it would stay here for ever.
 */
final class Exchanges {
    private final SiteId site;

    Exchanges(SiteId site) {
        this.site = site;
    }

    /**
     * Takes a part, if it is the next of its exchange.
     *
     * @param newest the time of the newest update that may move the site's hybrid clock
     */
    Applied<Store> apply(Store store, Absorb part, long newest) {
        if (!Streams.isOne(part.getStream())) {
            return ignored(store, "the exchange is of no stream");
        }
        StreamState stream = store.streams().get(part.getStream());
        if (part.getOrdinal() != 0 && !stream.staged().exists(kept -> kept.isNext(part))) {
            return ignored(store, "the part is not the next of its exchange");
        }
        Staged staged = part.getOrdinal() == 0
                ? Staged.begun(part)
                : stream.staged().get().with(part);
        Origin own = new Origin(site, store.epochs().current());
        if (!staged.isFrom(stream.applied())) {
            return ignored(store, "updates have come that the exchange did not compare");
        } else if (staged.root().get(own) > stream.applied().get(own)) {
            return ignored(store, "the other root knows more of this site than the site itself");
        }
        return new Applied<>(
                part.getCompletes()
                        ? completed(store, part.getStream(), staged, newest)
                        : store.with(part.getStream(), stream.staging(staged)),
                new Result.Recorded());
    }

    private static Applied<Store> ignored(Store store, String why) {
        return new Applied<>(store, new Result.Ignored(why));
    }

    private Store completed(Store store, int number, Staged staged, long newest) {
        StreamState stream = store.streams().get(number);
        VersionVector floor = Vectors.vector(staged.head().getCollected());
        Store merged = store.with(store.sweep().again())
                .with(
                        number,
                        stream.raised(staged.root(), raised(stream, staged))
                                .withCollected(stream.collected().join(floor)));
        for (Tuple2<ByteString, Siblings> key : staged.keys()) {
            if (Streams.of(key._1) != number) {
                throw new MalformedException("an exchange of stream " + number + " has a key of " + Streams.of(key._1));
            }
            KeyState before = merged.key(key._1);
            KeyState after = before.absorbed(key._2, staged.root(), stream.applied(), site);
            merged = merged.heard(latest(key._2, newest))
                    .updated(key._1, before, after, merged.streams().get(number));
        }
        return merged;
    }

    private static long latest(Siblings siblings, long newest) {
        long latest = 0;
        for (Sibling sibling : siblings.live()) {
            latest = sibling.time() <= newest ? Math.max(latest, sibling.time()) : latest;
        }
        return latest;
    }

    /** The logs of the origins of which the other root had more: they begin anew behind it. */
    private static SortedMap<Origin, OriginLog> raised(StreamState stream, Staged staged) {
        SortedMap<Origin, Long> hashes = TreeMap.empty();
        for (RunningHash hash : staged.head().getHashesList()) {
            hashes = hashes.put(Vectors.origin(hash.getSite(), hash.getEpoch()), hash.getHash());
        }
        SortedMap<Origin, OriginLog> logs = stream.logs();
        for (Dot last : staged.root().dots()) {
            if (!stream.applied().covers(last)) {
                long hash = hashes.get(last.origin())
                        .getOrElseThrow(() -> new MalformedException("an exchange has no running hash at " + last));
                logs = logs.put(last.origin(), OriginLog.behind(last.n(), hash));
            }
        }
        return logs;
    }
}
