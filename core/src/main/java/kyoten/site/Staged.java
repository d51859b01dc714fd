package kyoten.site;

import io.vavr.collection.Vector;
import kyoten.causal.Dot;
import kyoten.causal.VersionVector;
import kyoten.site.message.Absorb;
import kyoten.site.message.AbsorbHead;

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

    /** Whether a part is the one that follows. */
    boolean isNext(Absorb part) {
        return part.getExchange() == exchange() && part.getOrdinal() == parts.size();
    }

    Staged with(Absorb part) {
        return new Staged(root, base, parts.append(part));
    }

    /**
     * Whether the comparison of the roots missed an update that is applied now: the other root had it already, this site's
     * had not. What it did to its key can't be told from what the other root never had, so the exchange is void.
     */
    boolean isMissed(Dot applied) {
        return root.covers(applied) && !base.covers(applied);
    }
}
