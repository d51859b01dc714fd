package kyoten.site;

import com.google.protobuf.ByteString;
import io.vavr.Tuple2;
import io.vavr.collection.SortedMap;
import io.vavr.collection.TreeMap;
import io.vavr.control.Option;
import kyoten.causal.Dot;
import kyoten.causal.Origin;
import kyoten.causal.Sibling;
import kyoten.causal.Siblings;
import kyoten.causal.VersionVector;

/**
 * What a site knows of one stream.
 *
 * @param applied all updates that the site has applied (P); its own counter is its own entry of the current epoch
 * @param collected all that was seen at keys that are gone (the collected floor)
 * @param stable all updates that every member has applied, as far as this site knows
 * @param logs of each origin in {@code applied}
 * @param tree of the keys that have siblings
 * @param tombstones the siblings that are deletions, with their keys
 * @param ahead the keys of which more was seen than has been applied, by contexts that travelled, with what was seen. The
 *     tree doesn't show what they know: whoever takes over this stream needs them all
 * @param staged an exchange of which not all parts are there
 */
public record StreamState(
        VersionVector applied,
        VersionVector collected,
        VersionVector stable,
        SortedMap<Origin, OriginLog> logs,
        HashTree tree,
        SortedMap<Dot, ByteString> tombstones,
        SortedMap<ByteString, VersionVector> ahead,
        Option<Staged> staged) {
    static final StreamState NEW = new StreamState(
            VersionVector.empty(),
            VersionVector.empty(),
            VersionVector.empty(),
            TreeMap.empty(),
            HashTree.EMPTY,
            TreeMap.empty(),
            TreeMap.empty(ByteString.unsignedLexicographicalComparator()),
            Option.none());

    /** The log of an origin; an empty one that begins with 1, if nothing of it was ever applied. */
    public OriginLog log(Origin origin) {
        return logs.get(origin).getOrElse(OriginLog.NEW);
    }

    /**
     * With an update as applied.
     *
     * @param logged whether other members need it
     * @param logBytes see {@link Limits#logBytes}
     */
    StreamState applied(LoggedUpdate update, boolean logged, int logBytes) {
        Origin origin = update.dot().origin();
        OriginLog log = log(origin);
        StreamState after = new StreamState(
                applied.with(update.dot()),
                collected,
                stable,
                logs.put(origin, logged ? log.appended(update) : log.skipped(update)),
                tree,
                tombstones,
                ahead,
                staged);
        return (logged ? after.capped(logBytes) : after).caughtUp();
    }

    /** Without the oldest updates of the longest logs, until the rest fits. */
    private StreamState capped(int logBytes) {
        SortedMap<Origin, OriginLog> kept = logs;
        while (kept.values().map(OriginLog::bytes).sum().longValue() > logBytes) {
            Option<Tuple2<Origin, OriginLog>> longest =
                    kept.filterValues(log -> log.logged().size() > 1).maxBy(entry -> entry._2.bytes());
            if (longest.isEmpty()) {
                break;
            }
            kept = kept.put(
                    longest.get()._1,
                    longest.get()._2.trimmedTo(longest.get()._2.first()));
        }
        return withLogs(kept);
    }

    /** Without those keys ahead of which all that was seen has been applied by now. */
    private StreamState caughtUp() {
        return ahead.isEmpty()
                ? this
                : new StreamState(
                        applied,
                        collected,
                        stable,
                        logs,
                        tree,
                        tombstones,
                        ahead.filterValues(seen -> !applied.covers(seen)),
                        staged);
    }

    /** When all that another root holds has been taken over, and nothing is kept aside any more. */
    StreamState raised(VersionVector root, SortedMap<Origin, OriginLog> newLogs) {
        return new StreamState(applied.join(root), collected, stable, newLogs, tree, tombstones, ahead, Option.none())
                .caughtUp();
    }

    /** When more is stable: without the logs of it. */
    StreamState settled(VersionVector newStable) {
        return withVectors(applied, collected, newStable)
                .withLogs(logs.map((origin, log) -> new Tuple2<>(origin, log.trimmedTo(newStable.get(origin)))));
    }

    StreamState withCollected(VersionVector newCollected) {
        return withVectors(applied, newCollected, stable);
    }

    StreamState withLogs(SortedMap<Origin, OriginLog> newLogs) {
        return new StreamState(applied, collected, stable, newLogs, tree, tombstones, ahead, staged);
    }

    StreamState withVectors(VersionVector newApplied, VersionVector newCollected, VersionVector newStable) {
        return new StreamState(newApplied, newCollected, newStable, logs, tree, tombstones, ahead, staged);
    }

    StreamState staging(Staged newStaged) {
        return new StreamState(applied, collected, stable, logs, tree, tombstones, ahead, Option.some(newStaged));
    }

    /** After a change of a key's siblings. */
    StreamState changed(byte[] bytes, ByteString key, Siblings before, Siblings after) {
        SortedMap<Dot, ByteString> deletions = tombstones;
        for (Sibling sibling : before.live()) {
            deletions = sibling.isValue() ? deletions : deletions.remove(sibling.dot());
        }
        for (Sibling sibling : after.live()) {
            deletions = sibling.isValue() ? deletions : deletions.put(sibling.dot(), key);
        }
        HashTree newTree = tree.with(bytes, HashTree.keyHash(key), after);
        SortedMap<ByteString, VersionVector> newAhead = applied.covers(after.seen())
                ? ahead.isEmpty() ? ahead : ahead.remove(key)
                : ahead.put(key, after.seen());
        return new StreamState(applied, collected, stable, logs, newTree, deletions, newAhead, staged);
    }
}
