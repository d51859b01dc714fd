/**
 * Scenarios that read like specifications: sites, workload, faults, length, claims; and the catalogue, runner, recorder and
 * shrinker that work on them. The one room where the systems, the simulated world and the checkers meet.
 */
package kyoten.scenario;
