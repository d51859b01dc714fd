package kyoten.offender.check;

import kyoten.offender.wire.Frame;

/** A judge that shares code with the accused. */
record KnowsAccused(Frame frame) {}
