/** Is known by a room that may not know it. */
package kyoten.offender.wire;
