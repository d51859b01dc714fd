package kyoten.causal;

import io.vavr.collection.Vector;
import java.util.List;
import java.util.Random;
import java.util.TreeSet;
import kyoten.node.SiteId;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;

/** Generators of causal data over few origins, so that they meet. */
final class Vectors {
    private static final SiteId TOKYO = new SiteId("tokyo");
    private static final SiteId OSAKA = new SiteId("osaka");

    static final List<Origin> ORIGINS = List.of(
            new Origin(OSAKA, 7), new Origin(OSAKA, -7), new Origin(TOKYO, 1), new Origin(new SiteId("tsukuba"), 1));

    static final int MAX_N = 6;

    private Vectors() {}

    static Arbitrary<Dot> dots() {
        return Combinators.combine(Arbitraries.of(ORIGINS), Arbitraries.longs().between(1, MAX_N))
                .as(Dot::new);
    }

    static Arbitrary<VersionVector> vectors() {
        return dots().list().ofMaxSize(6).map(dots -> VersionVector.upTo(Vector.ofAll(dots)));
    }

    /** How far a site may have got with each origin. */
    static VersionVector cut(Random random) {
        VersionVector cut = VersionVector.empty();
        for (Origin origin : ORIGINS) {
            int n = random.nextInt(MAX_N + 1);
            cut = n == 0 ? cut : cut.with(new Dot(origin, n));
        }
        return cut;
    }

    /** What a vector stands for, written out. */
    static TreeSet<Dot> set(VersionVector vector) {
        TreeSet<Dot> set = new TreeSet<>();
        for (Origin origin : ORIGINS) {
            for (long n = 1; n <= vector.get(origin); n++) {
                set.add(new Dot(origin, n));
            }
        }
        return set;
    }
}
