/**
 * Believes no search: replays the orders that one found and tries all orders of its witnesses, by words of its own for what each
 * operation does. It uses nothing of {@code kyoten.check.linear}. Start at {@link kyoten.check.proof.Validator}.
 */
package kyoten.check.proof;
