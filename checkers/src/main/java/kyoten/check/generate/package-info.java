/**
 * Makes hard histories from a seed: linearizable by construction, since every operation is given its point in time and takes effect on
 * a simulated register there, or broken by construction, by a violation planted so that no order of the operations can explain it.
 *
 * <p>Start at {@link kyoten.check.generate.Generator}.
 */
package kyoten.check.generate;
