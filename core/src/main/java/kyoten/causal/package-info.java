/**
 * Causality as data: which update is meant, which updates are known, which values live beside each other.
 *
 * <p>Pure values with laws; nothing here knows of servers, logs or messages. Start reading at {@link
 * kyoten.causal.Siblings}, which is what one key holds.
 */
package kyoten.causal;
