/**
 * Measures the checkers, beside what Porcupine took for the same work. Clocks and files are the caller's: this room gets a
 * supplier of CPU time, and histories that are read already. Start at {@link kyoten.check.bench.CheckersBench}.
 */
package kyoten.check.bench;
