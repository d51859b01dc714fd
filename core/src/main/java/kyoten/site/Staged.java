package kyoten.site;

import com.google.protobuf.ByteString;
import io.vavr.collection.SortedMap;
import io.vavr.collection.TreeMap;
import io.vavr.collection.Vector;
import kyoten.causal.Siblings;
import kyoten.causal.VersionVector;
import kyoten.site.message.Absorb;
import kyoten.site.message.AbsorbHead;
import kyoten.site.message.KeyPart;

/**
 * The parts of an exchange, rule X5, that have come so far. They take effect together with the last one.
 *
 * @param root P of the other root
 * @param base P of this site's root with which it was compared
 * @param parts from the first on
 */
public record Staged(VersionVector root, VersionVector base, Vector<Absorb> parts) {

    /** An exchange that begins with its first part. */
    static Staged begun(Absorb first) {
        AbsorbHead head = first.getHead();
        return new Staged(Vectors.vector(head.getRoot()), Vectors.vector(head.getBase()), Vector.of(first));
    }

    /** Names the exchange. */
    public long exchange() {
        return parts.head().getExchange();
    }

    AbsorbHead head() {
        return parts.head().getHead();
    }

    /** Whether a part is the one that follows. */
    boolean isNext(Absorb part) {
        return part.getExchange() == exchange() && part.getOrdinal() == parts.size();
    }

    Staged with(Absorb part) {
        return new Staged(root, base, parts.append(part));
    }

    /**
     * Whether the comparison missed nothing of what is applied: no update that the other root had already and this site's
     * root had not. What such an update did to its key can't be told from what the other root never had.
     */
    boolean isFrom(VersionVector applied) {
        return base.covers(applied.meet(root));
    }

    /** The keys as the other root has them, those that it doesn't have among them. */
    SortedMap<ByteString, Siblings> keys() {
        SortedMap<ByteString, Siblings> keys = TreeMap.empty(ByteString.unsignedLexicographicalComparator());
        for (Absorb part : parts) {
            for (KeyPart key : part.getKeysList()) {
                Siblings before = keys.getOrElse(key.getKey(), Siblings.none());
                keys = keys.put(key.getKey(), Keys.siblings(before, key));
            }
            for (ByteString absent : part.getAbsentList()) {
                keys = keys.put(absent, Siblings.none());
            }
        }
        return keys;
    }
}
