/**
 * Claims about several sites, from what their clients saw and the recorder's marks alone: what must be known where, what may have
 * replaced what, and what each client may rely on. Nothing here knows a dot or a clock of the store that is judged. Start at
 * {@link kyoten.check.geo.Merges}.
 */
package kyoten.check.geo;
