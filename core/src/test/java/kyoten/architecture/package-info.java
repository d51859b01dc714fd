/**
 * What the rooms may know and touch, held on the bytecode. {@link kyoten.architecture.Rooms} has the arrows and {@link
 * kyoten.architecture.Bans} the bans, as data; {@link kyoten.architecture.Architecture} makes rules of them. The modules
 * above core use this room from core's test jar.
 */
package kyoten.architecture;
