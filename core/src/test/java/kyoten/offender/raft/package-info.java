/** A protocol room that touches what a node may not. */
package kyoten.offender.raft;
