package kyoten.node;

/**
 * The name of a site: one data centre, strongly consistent within itself.
 *
 * @param name not empty; at most 255 characters
 */
public record SiteId(String name) implements Comparable<SiteId> {

    public SiteId {
        if (name.isEmpty() || name.length() > 255) {
            throw new IllegalArgumentException("a site's name has 1 to 255 characters: \"" + name + '"');
        }
    }

    @Override
    public int compareTo(SiteId other) {
        return name.compareTo(other.name);
    }

    @Override
    public String toString() {
        return name;
    }
}
