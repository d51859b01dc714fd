/**
 * What the simulator costs: loops to be measured by who has a clock. They take CPU time as an argument, since no clock may be
 * read here.
 */
package kyoten.sim.bench;
