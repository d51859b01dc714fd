package kyoten.offender.sim;

import kyoten.offender.check.Judge;
import kyoten.offender.wire.Frame;

/** Knows core, which it may, and a judge, which it may not. */
record KnowsJudge(Frame frame, Judge judge) {}
