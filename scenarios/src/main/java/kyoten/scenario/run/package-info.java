/**
 * Runs plans: drives the clients of a simulated world or of a real cluster, strikes with the faults, records what the clients
 * saw and has it judged. The runner's pool of workers is the only place with threads, and never reaches into a world. Start
 * reading at {@link kyoten.scenario.run.Simulation} for one run and {@link kyoten.scenario.run.Runner} for many.
 */
package kyoten.scenario.run;
