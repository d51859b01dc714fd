/**
 * Linearizability: is there one order of the operations, each between its invocation and its return, in which every answer is
 * the one that a single object would have given? Start at {@code Linearizability}; the algorithms are told at the top of
 * {@code RegisterSearch} and {@code StateSearch}. Pure; whoever wants several keys judged at once hands in an executor.
 */
package kyoten.check.linear;
