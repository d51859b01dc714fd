package kyoten.check;

import kyoten.history.History;

/**
 * A pure function from a history to a verdict: equal histories and limits that were not reached give equal verdicts, in any
 * order and on any machine.
 */
public interface Checker {

    Claim claim();

    /**
     * @throws kyoten.history.MalformedHistoryException if the history is not of this checker's kind: an unknown function, a
     *     value of the wrong type, a missing key
     */
    Verdict check(History history, Limits limits);

    default Verdict check(History history) {
        return check(history, Limits.none());
    }
}
