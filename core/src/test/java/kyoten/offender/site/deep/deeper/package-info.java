/** A package of too many levels. */
package kyoten.offender.site.deep.deeper;
