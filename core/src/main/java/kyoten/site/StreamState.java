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
 * @param staged an exchange of which not all parts are there
 */
public record StreamState(
        VersionVector applied,
        VersionVector collected,
        VersionVector stable,
        SortedMap<Origin, OriginLog> logs,
        HashTree tree,
        SortedMap<Dot, ByteString> tombstones,
        Option<Staged> staged) {
    static final StreamState NEW = new StreamState(
            VersionVector.empty(),
            VersionVector.empty(),
            VersionVector.empty(),
            TreeMap.empty(),
            HashTree.EMPTY,
            TreeMap.empty(),
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
                staged.filter(kept -> !kept.isMissed(update.dot())));
        return logged ? after.capped(logBytes) : after;
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

    StreamState withLogs(SortedMap<Origin, OriginLog> newLogs) {
        return new StreamState(applied, collected, stable, newLogs, tree, tombstones, staged);
    }

    StreamState withVectors(VersionVector newApplied, VersionVector newCollected, VersionVector newStable) {
        return new StreamState(newApplied, newCollected, newStable, logs, tree, tombstones, staged);
    }

    StreamState with(Option<Staged> newStaged) {
        return new StreamState(applied, collected, stable, logs, tree, tombstones, newStaged);
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
        return new StreamState(applied, collected, stable, logs, newTree, deletions, staged);
    }
}
