package kyoten.geo;

import io.vavr.control.Option;
import kyoten.site.SiteState;

/**
 * The state of a server of a site among others.
 *
 * @param site what it is within its site
 * @param leadership what it remembers of other sites while it leads its own
 */
public record GeoState(SiteState site, Option<Leadership> leadership) {}
