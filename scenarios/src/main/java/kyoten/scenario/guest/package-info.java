/**
 * Hosts libraries that were not written for Kyoten, which the simulated world then runs as if they were nodes: a {@link
 * kyoten.scenario.guest.Guest} gets its time, its chance, its timers, its messages and its disk from an {@link
 * kyoten.scenario.guest.Outside}, and {@link kyoten.scenario.guest.ForeignCode} names what it takes from elsewhere.
 *
 * <p>The classes that are spared from the bans on threads, clocks and chance give a guest the same in the form that it asks for, and
 * have none of their own. Start reading at {@link kyoten.scenario.guest.GuestNode}.
 */
package kyoten.scenario.guest;
