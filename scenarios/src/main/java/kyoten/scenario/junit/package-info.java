/**
 * Runs scenarios in anyone's build, as tests of the JUnit Platform. Start reading at {@link kyoten.scenario.junit.Simulation}; {@link
 * kyoten.scenario.junit.SimulationEngine} finds the methods and {@link kyoten.scenario.junit.Performance} runs one.
 */
package kyoten.scenario.junit;
