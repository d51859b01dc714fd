/**
 * The strongly consistent store of one site: servers that agree by consensus on one sequence of updates.
 *
 * <p>It applies what other sites made and keeps what they may need; how that comes and goes is not its business. Start
 * reading at {@link kyoten.site.SiteServer}, the node, then {@link kyoten.site.StoreMachine}, what the log's entries do, and
 * {@link kyoten.site.Store}, what they build up.
 */
package kyoten.site;
