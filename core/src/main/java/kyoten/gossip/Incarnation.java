package kyoten.gossip;

import kyoten.gossip.message.IncarnationPart;
import kyoten.node.SiteId;
import kyoten.wire.MalformedException;

/**
 * One life of a site in the cluster, from its join to its leave. A site that comes back under its old name is another one.
 *
 * @param id 0 for a founder, which stands in the configuration; else drawn at random by the site; ordered without sign
 */
public record Incarnation(SiteId site, long id) implements Comparable<Incarnation> {

    /** The incarnation of a site that the cluster began with. */
    public static Incarnation founder(SiteId site) {
        return new Incarnation(site, 0);
    }

    /**
     * The incarnation that a message stands for.
     *
     * @throws MalformedException if it names no site
     */
    public static Incarnation of(IncarnationPart message) {
        if (message.getSite().isEmpty() || message.getSite().length() > 255) {
            throw new MalformedException("an incarnation's site has 1 to 255 characters: \"" + message.getSite() + '"');
        }
        return new Incarnation(new SiteId(message.getSite()), message.getId());
    }

    public IncarnationPart toMessage() {
        return IncarnationPart.newBuilder().setSite(site.name()).setId(id).build();
    }

    @Override
    public int compareTo(Incarnation other) {
        int bySite = site.compareTo(other.site);
        return bySite != 0 ? bySite : Long.compareUnsigned(id, other.id);
    }

    /** The site and the id in hexadecimal: {@code tokyo#5e1c}. */
    @Override
    public String toString() {
        return site + "#" + Long.toHexString(id);
    }
}
