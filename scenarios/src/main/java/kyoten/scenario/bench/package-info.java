/** Measures stores in simulated worlds: how fast one site runs, judging included, and what several cost each other. Knows no clock: whoever measures brings one. */
package kyoten.scenario.bench;
