/** A simulator that knows the checkers, and touches the real world. */
package kyoten.offender.sim;
