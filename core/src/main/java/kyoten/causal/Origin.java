package kyoten.causal;

import kyoten.node.SiteId;

/**
 * Where dots come from: a site in one of its epochs. A site that can't be sure to remember all the dots that it gave out
 * goes on in a new epoch, so that no dot ever names two updates.
 *
 * @param epoch drawn at random by the site, ordered without sign
 */
public record Origin(SiteId site, long epoch) implements Comparable<Origin> {

    @Override
    public int compareTo(Origin other) {
        int bySite = site.compareTo(other.site);
        return bySite != 0 ? bySite : Long.compareUnsigned(epoch, other.epoch);
    }

    /** The site and the epoch in hexadecimal: {@code tokyo@5e1c}. */
    @Override
    public String toString() {
        return site + "@" + Long.toHexString(epoch);
    }
}
