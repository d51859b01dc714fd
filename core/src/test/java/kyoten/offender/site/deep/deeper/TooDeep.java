package kyoten.offender.site.deep.deeper;

/** Lies too deep. */
record TooDeep() {}
