/** Rooms in miniature, each of which does what its namesake may not: they show that the rules of the architecture bite. */
package kyoten.offender;
