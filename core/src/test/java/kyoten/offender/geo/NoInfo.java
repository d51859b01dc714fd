package kyoten.offender.geo;

/** Lies in a package that does not say what it is for. */
record NoInfo() {}
