/** A room that no table has. */
package kyoten.offender.drawer;
