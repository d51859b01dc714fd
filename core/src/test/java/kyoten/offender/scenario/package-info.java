/** Scenarios that depend on the process and the machine. */
package kyoten.offender.scenario;
