/** A checker that knows the accused. */
package kyoten.offender.check;
