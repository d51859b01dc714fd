/**
 * The strongly consistent store of one site: servers that agree by consensus on one sequence of updates.
 *
 * <p>Knows nothing of other sites but the shape of their updates. Start reading at {@link kyoten.site.SiteServer}, the
 * node, then {@link kyoten.site.StoreMachine}, what the log's entries do, and {@link kyoten.site.Store}, what they build
 * up.
 */
package kyoten.site;
