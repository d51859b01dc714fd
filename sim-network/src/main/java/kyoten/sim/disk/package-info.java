/**
 * The simulated disk of a node, byte for byte: sectors of 512 bytes, of which a crash keeps any that weren't synced.
 *
 * <p>Logs are written in the format of {@link kyoten.wire.RecordLog}, so that damage is found by the code that finds it on
 * a real disk. Start reading at {@link kyoten.sim.disk.Disk}; {@link kyoten.sim.disk.Content} has what a crash does.
 */
package kyoten.sim.disk;
