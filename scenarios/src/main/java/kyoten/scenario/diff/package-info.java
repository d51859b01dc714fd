/**
 * Two runs beside each other: where they part, and what brought that about. Start at {@link kyoten.scenario.diff.Lockstep}; a run is a
 * {@link kyoten.scenario.diff.Trail} here, wherever it takes place.
 */
package kyoten.scenario.diff;
