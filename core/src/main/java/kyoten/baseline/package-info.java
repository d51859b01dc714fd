/**
 * What the wide-area metadata server is compared with: one central server, and a master with slaves that hold all it holds.
 *
 * <p>Clients {@code put}, {@code get} and {@code out} (remove and return) the values of keys. A central server is a master without
 * slaves. Who is the master is an operator's decision. It knows {@code kyoten.node} and {@code kyoten.wire} only. Start reading at
 * {@link kyoten.baseline.BaselineServer}.
 */
package kyoten.baseline;
