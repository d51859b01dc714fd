/**
 * What becomes of values that live beside each other when a client asks for them, rule X8: pure functions, chosen per prefix
 * of the keys. They write nothing and name no update; all values stay until somebody replaces them by gwrite.
 *
 * <p>Start reading at {@link kyoten.site.resolver.Resolver}. {@link kyoten.site.resolver.CounterState} and {@link
 * kyoten.site.resolver.SetState} are what clients write to keys of counters and sets.
 */
package kyoten.site.resolver;
