package kyoten.scenario.bench;

import com.google.protobuf.ByteString;
import java.util.function.LongSupplier;
import kyoten.causal.Dot;
import kyoten.causal.Origin;
import kyoten.causal.Sibling;
import kyoten.causal.Siblings;
import kyoten.causal.VersionVector;
import kyoten.node.SiteId;
import kyoten.site.Vectors;

/**
 * What version vectors and siblings cost a server, measured by themselves: the very calls that an applied gwrite makes of
 * {@code kyoten.causal}, and those of a gread, on a key that some sites have written.
 */
public final class VectorWork {
    private static final int WARM_UP = 200_000;
    private static final int TIMES = 500_000;

    private VectorWork() {}

    /**
     * What was measured.
     *
     * @param gwriteNanos of one gwrite that overwrites: is all covered, what remains, and the new vector
     * @param greadNanos of one gread: the context of all that is known
     * @param check depends on all results, so that nothing is left out by the compiler
     */
    public record Measure(int sites, double gwriteNanos, double greadNanos, long check) {}

    /**
     * Measures.
     *
     * @param clock nanoseconds
     * @param sites that have written the key
     */
    public static Measure measure(LongSupplier clock, int sites) {
        Siblings key = written(sites);
        long check = overwrite(key, sites, WARM_UP) + look(key, WARM_UP);
        long began = clock.getAsLong();
        check += overwrite(key, sites, TIMES);
        long between = clock.getAsLong();
        check += look(key, TIMES);
        long ended = clock.getAsLong();
        return new Measure(sites, (double) (between - began) / TIMES, (double) (ended - between) / TIMES, check);
    }

    /** How many bytes one more site adds to the vector of a key, where names have six letters and counts are in the millions. */
    public static long bytesPerSite() {
        return bytes(5) - bytes(4);
    }

    private static int bytes(int sites) {
        VersionVector vector = VersionVector.empty();
        for (int site = 1; site <= sites; site++) {
            vector = vector.with(new Dot(origin(site), 5_000_000));
        }
        return Vectors.message(vector).getSerializedSize();
    }

    private static Origin origin(int site) {
        return new Origin(new SiteId("site-" + site), 1);
    }

    private static Sibling sibling(int site, long n) {
        return new Sibling(new Dot(origin(site), n), n, new Sibling.Value(ByteString.EMPTY));
    }

    private static Siblings written(int sites) {
        Siblings all = Siblings.none();
        for (int site = 1; site <= sites; site++) {
            all = all.apply(sibling(site, site), all.seen());
        }
        return all;
    }

    private static long overwrite(Siblings key, int sites, int times) {
        Siblings now = key;
        Origin own = origin(1);
        long check = 0;
        for (int i = 0; i < times; i++) {
            VersionVector context = now.seen();
            check += now.coveredBy(context) ? 1 : 0;
            now = now.apply(new Sibling(new Dot(own, sites + 1L + i), i, new Sibling.Value(ByteString.EMPTY)), context);
        }
        return check + now.live().size();
    }

    private static long look(Siblings key, int times) {
        long check = 0;
        for (int i = 0; i < times; i++) {
            check += key.live().count(Sibling::isValue) + key.seen().dots().size();
        }
        return check;
    }
}
