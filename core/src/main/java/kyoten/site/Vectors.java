package kyoten.site;

import kyoten.causal.Dot;
import kyoten.causal.Origin;
import kyoten.causal.VersionVector;
import kyoten.node.SiteId;
import kyoten.site.message.DotPart;
import kyoten.site.message.VectorEntry;
import kyoten.site.message.VectorPart;
import kyoten.wire.MalformedException;

/** Dots and version vectors as messages. */
public final class Vectors {
    private Vectors() {}

    public static VectorPart message(VersionVector vector) {
        VectorPart.Builder message = VectorPart.newBuilder();
        for (Dot dot : vector.dots()) {
            message.addEntries(VectorEntry.newBuilder()
                    .setSite(dot.origin().site().name())
                    .setEpoch(dot.origin().epoch())
                    .setN(dot.n()));
        }
        return message.build();
    }

    /**
     * The vector that a message stands for.
     *
     * @throws MalformedException if it is none
     */
    public static VersionVector vector(VectorPart message) {
        VersionVector vector = VersionVector.empty();
        for (VectorEntry entry : message.getEntriesList()) {
            vector = vector.with(dot(entry.getSite(), entry.getEpoch(), entry.getN()));
        }
        return vector;
    }

    static DotPart message(Dot dot) {
        return DotPart.newBuilder()
                .setSite(dot.origin().site().name())
                .setEpoch(dot.origin().epoch())
                .setN(dot.n())
                .build();
    }

    static Dot dot(DotPart message) {
        return dot(message.getSite(), message.getEpoch(), message.getN());
    }

    private static Dot dot(String site, long epoch, long n) {
        if (n < 1) {
            throw new MalformedException("no dot: site \"" + site + "\", n = " + n);
        }
        return new Dot(origin(site, epoch), n);
    }

    /**
     * The origin that two fields of a message stand for.
     *
     * @throws MalformedException if they name no site
     */
    public static Origin origin(String site, long epoch) {
        if (site.isEmpty() || site.length() > 255) {
            throw new MalformedException("a site's name has 1 to 255 characters: \"" + site + '"');
        }
        return new Origin(new SiteId(site), epoch);
    }
}
