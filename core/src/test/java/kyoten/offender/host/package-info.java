/** The real world, which may touch everything that is banned elsewhere. */
package kyoten.offender.host;
