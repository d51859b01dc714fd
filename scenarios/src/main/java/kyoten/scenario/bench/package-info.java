/** Measures how fast the store of one site runs in a simulated world, judging included. Knows no clock: whoever measures brings one. */
package kyoten.scenario.bench;
