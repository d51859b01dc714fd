/**
 * Judges histories: a checker is a pure function from a history to a verdict on a claim. It knows {@code kyoten.history} only,
 * and nothing of the systems it judges.
 */
package kyoten.check;
