package kyoten.offender.drawer;

/** Lies in a room that has no arrows. */
record Thing() {}
