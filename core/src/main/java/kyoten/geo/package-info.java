/**
 * What sites do for each other: feeds of updates, comparison of trees, collection of what everybody has, membership.
 *
 * <p>Only the server that leads its site speaks to other sites, and what it says is of committed state alone. All that
 * must outlast it is in the site's own store; what it remembers beside that, {@link kyoten.geo.Leadership}, may be lost
 * at any moment, and costs time only.
 *
 * <p>Start reading at {@link kyoten.geo.GeoServer}, the node. A feed has two ends, {@link kyoten.geo.Supplies} and {@link
 * kyoten.geo.Demands}; what the feed can't mend, {@link kyoten.geo.Exchanges} does. Rules X1 to X7.
 */
package kyoten.geo;
