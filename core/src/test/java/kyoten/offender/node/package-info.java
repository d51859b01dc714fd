/** Knows another room, though a node knows none. */
package kyoten.offender.node;
