/** The worker pool, which may have threads, and its neighbour, which may not. */
package kyoten.offender.scenario.run;
